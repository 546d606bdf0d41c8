"""What is built before packing, when, and what is packed."""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from hatchling.bridge.app import Application
from hatchling.builders.sdist import SdistBuilder
from hatchling.builders.wheel import WheelBuilder
from hatchling.metadata.core import ProjectMetadata
from hatchling.plugin.manager import PluginManager
from ruamel.yaml import YAML

from homeward.engine.every_kernel import OUTERMOST

ROOT = Path(__file__).parents[2]
STATIC = ROOT / "src/homeward/explorer/static"


def _hook() -> ModuleType:
    spec = importlib.util.spec_from_file_location("hatch_build", ROOT / "hatch_build.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


hook = _hook()


def write(root: Path, *names: str) -> None:
    for name in names:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(name, encoding="utf-8")


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """Such a tree as a clone is, as small as can be."""
    for name in (
        "pyproject.toml",
        "hatch_build.py",
        ".gitignore",
        "README.md",
        "LICENSE",
        "NOTICE",
    ):
        shutil.copy(ROOT / name, tmp_path)
    write(
        tmp_path, "src/homeward/explorer/__init__.py", "palmyra-run/stocks.csv", "private/notes.md"
    )
    (tmp_path / "src/homeward/__init__.py").write_text('__version__ = "1.0"\n', encoding="utf-8")
    write(
        tmp_path, "web/index.html", "web/package.json", "web/package-lock.json", "web/src/main.ts"
    )
    write(tmp_path, "web/node_modules/vite/index.js")
    return tmp_path


def built(clone: Path) -> Path:
    """The same with a bundle."""
    bundle = clone / "src/homeward/explorer/static"
    write(bundle, "index.html", "app.js")
    (bundle / hook.STAMP).write_text(hook.digest(clone / "web"), encoding="utf-8")
    return clone


def asked(clone: Path, target: str = "wheel"):
    """The hook as hatchling makes it for a tree."""
    metadata = ProjectMetadata(str(clone), PluginManager())
    builder = WheelBuilder(str(clone), metadata=metadata)
    return hook.CustomBuildHook(
        str(clone), {}, builder.config, metadata, str(clone / "dist"), target, Application()
    )


def test_one_version_of_node():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["dependency-groups"]["web"] == [hook.NODE]


def test_a_changed_source_is_noticed(clone: Path):
    web = built(clone) / "web"
    bundle = clone / "src/homeward/explorer/static"
    assert hook.is_built(web, bundle)
    (web / "src/main.ts").write_text("changed", encoding="utf-8")
    assert not hook.is_built(web, bundle)


def test_an_added_source_is_noticed(clone: Path):
    before = hook.digest(clone / "web")
    write(clone, "web/src/deep/er/Map.svelte")
    assert hook.digest(clone / "web") != before


def test_what_is_installed_is_no_source_and_line_ends_do_not_count(clone: Path):
    before = hook.digest(clone / "web")
    write(clone, "web/node_modules/vite/other.js")
    (clone / "web/src/main.ts").write_bytes(b"a\r\nb")
    windows = hook.digest(clone / "web")
    (clone / "web/src/main.ts").write_bytes(b"a\nb")
    assert hook.digest(clone / "web") == windows != before


@pytest.fixture
def without_kernels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(hook.SKIP_KERNELS, "1")


@pytest.mark.usefixtures("without_kernels")
def test_node_is_asked_for_only_where_there_is_something_to_build(clone: Path):
    assert asked(clone).dependencies() == [hook.NODE]
    assert asked(built(clone)).dependencies() == []
    shutil.rmtree(clone / "web")
    assert asked(clone).dependencies() == []


@pytest.mark.usefixtures("without_kernels")
def test_an_unchanged_tree_is_not_built_again(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hook, "build", lambda *_: pytest.fail("built again"))
    asked(built(clone)).initialize("standard", {})


@pytest.mark.usefixtures("without_kernels")
def test_the_bundle_of_an_sdist_is_taken_as_it_is(clone: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(hook, "build", lambda *_: pytest.fail("built again"))
    shutil.rmtree(built(clone) / "web")
    asked(clone).initialize("standard", {})


@pytest.mark.usefixtures("without_kernels")
def test_without_npm_only_an_editable_install_goes_on(clone: Path, monkeypatch: pytest.MonkeyPatch):
    def fail(*_: object) -> None:
        raise hook.BuildError("no registry")

    monkeypatch.setattr(hook, "npm", fail)
    asked(clone).initialize("editable", {})
    assert not (clone / "src/homeward/explorer/static").exists()
    with pytest.raises(hook.BuildError, match=r"no registry\n.*which does without"):
        asked(clone).initialize("standard", {})


def test_neither_sources_nor_bundle(clone: Path):
    shutil.rmtree(clone / "web")
    asked(clone).initialize("editable", {})
    with pytest.raises(hook.BuildError, match="build from a whole clone"):
        asked(clone).initialize("standard", {})


def packs(clone: Path, target: str = "wheel", version: str = "standard") -> dict[str, Any]:
    """What the hook tells hatchling of a wheel."""
    hooked = asked(clone, target)
    told: dict[str, Any] = {"force_include": {}, "pure_python": True, "infer_tag": False}
    hooked.initialize(version, told)
    for folder in told["force_include"]:
        assert [path.name for path in Path(folder).iterdir()] == ["kernel.nbc"]
    hooked.finalize(version, told, "")
    assert not any(Path(folder).exists() for folder in told["force_include"])
    return told


@pytest.fixture
def compiling(monkeypatch: pytest.MonkeyPatch) -> None:
    """A compiler that is done at once."""
    monkeypatch.delenv(hook.SKIP_KERNELS, raising=False)
    monkeypatch.setattr(
        hook, "compile_kernels", lambda _, to: (to / "kernel.nbc").write_text("code")
    )


@pytest.mark.usefixtures("compiling")
def test_a_wheel_holds_kernels_and_is_then_of_one_system(clone: Path):
    told = packs(built(clone))
    assert list(told["force_include"].values()) == ["homeward/kernels"]
    assert told["infer_tag"]
    assert not told["pure_python"]


@pytest.mark.usefixtures("compiling")
def test_an_sdist_and_an_editable_install_hold_none(clone: Path):
    nothing = {"force_include": {}, "pure_python": True, "infer_tag": False}
    assert packs(built(clone), "sdist") == nothing
    assert packs(clone, version="editable") == nothing


@pytest.mark.usefixtures("compiling", "without_kernels")
def test_kernels_are_left_out_where_that_is_asked(clone: Path):
    assert packs(built(clone))["pure_python"]


@pytest.mark.usefixtures("compiling")
def test_a_wheel_whose_kernels_cannot_be_compiled_is_built_without(
    clone: Path, monkeypatch: pytest.MonkeyPatch, capfd: pytest.CaptureFixture[str]
):
    def fail(*_: object) -> None:
        raise hook.BuildError("no Numba here")

    monkeypatch.setattr(hook, "compile_kernels", fail)
    assert packs(built(clone))["pure_python"]
    assert "no Numba here" in "".join(capfd.readouterr())


def test_what_the_compiler_says_is_told(clone: Path, tmp_path: Path):
    """The clone has no engine."""
    with pytest.raises(hook.BuildError, match="No module named"):
        hook.compile_kernels(clone / "src", tmp_path / "kernels")


def test_every_model_is_compiled():
    assert tuple(OUTERMOST) == hook.MODELS


@pytest.mark.usefixtures("compiling")
def test_what_compiling_needs_is_asked_for_as_the_package_asks(clone: Path):
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    needed = asked(built(clone)).dependencies()
    assert len(needed) == len(hook.COMPILING_NEEDS)
    assert {name.replace("ruamel-yaml", "ruamel.yaml") for name in needed} <= set(
        project["dependencies"]
    )
    assert asked(clone, "sdist").dependencies() == []


def test_compiling_needs_nothing_else():
    """Imports of every model, in a process of its own, among the packages that homeward needs."""
    code = (
        "import sys, homeward.engine.every_kernel\nfrom homeward.engine.simulate import simulate\n"
        "print(*{name.partition('.')[0] for name in sys.modules})"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[^\w.-]", row, maxsplit=1)[0] for row in project["dependencies"]}
    needed = {name.replace("ruamel-yaml", "ruamel.yaml") for name in hook.COMPILING_NEEDS}
    imported = {name.replace("ruamel", "ruamel.yaml") for name in said.stdout.split()}
    assert named & imported - {"typing-extensions"} == needed


IMPORT_ALL = """
import importlib, pkgutil, sys
for name in sys.argv[1:]:
    sys.modules[name] = None
import homeward
for found in pkgutil.walk_packages(homeward.__path__, "homeward."):
    if not found.name.endswith("__main__"):
        importlib.import_module(found.name)
"""


def test_every_module_is_imported_without_the_extras():
    """Whoever installs `homeward` alone may run, explain and explore."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extras = {
        re.split(r"[^\w.-]", row, maxsplit=1)[0]
        for extra, rows in project["optional-dependencies"].items()
        if extra != "test"
        for row in rows
    }
    modules = [
        module
        for module, packages in importlib.metadata.packages_distributions().items()
        if extras & {name.lower() for name in packages}
    ]
    assert {"rapidfuzz", "matplotlib", "pypdf", "distributed", "openpyxl"} <= set(modules)
    command = [sys.executable, "-c", IMPORT_ALL, *modules]
    subprocess.run(command, check=True, cwd=ROOT)


def test_the_wheel_has_the_bundle_and_not_its_sources(clone: Path):
    builder = WheelBuilder(str(built(clone)))
    packed = {file.distribution_path for file in builder.recurse_included_files()}
    assert "homeward/explorer/static/index.html" in packed
    assert "homeward/explorer/static/app.js" in packed
    assert not [name for name in packed if not name.startswith("homeward/")]


def test_the_sdist_has_both_and_nothing_that_lies_about(clone: Path):
    builder = SdistBuilder(str(built(clone)))
    packed = {file.relative_path for file in builder.recurse_included_files()}
    assert "src/homeward/explorer/static/app.js" in packed
    assert f"src/homeward/explorer/static/{hook.STAMP}" in packed
    assert {"web/src/main.ts", "web/package-lock.json", "hatch_build.py"} <= packed
    assert not [name for name in packed if "node_modules" in name or "-run/" in name]
    assert "private/notes.md" not in packed


def test_the_bundle_is_not_kept():
    """It is built; a copy that is kept would be shown where no other can be built."""
    if not (ROOT / ".git").exists() or shutil.which("git") is None:
        pytest.skip("not a clone")
    asked_of_git = ["git", "-C", str(ROOT), "ls-files", "src/homeward/explorer/static"]
    kept = subprocess.run(asked_of_git, capture_output=True, text=True, check=True).stdout
    assert kept == ""


def vite_says(bundle: Path, *packages: str) -> None:
    bundle.mkdir(parents=True, exist_ok=True)
    said = "# Licenses\n\nThe app bundles:\n\n" + "\n\n".join(packages)
    (bundle / hook.LICENCES).write_text(said, encoding="utf-8")


def test_the_licences_of_data_are_added_to_those_of_packages(tmp_path: Path):
    write(tmp_path, "web/data-licenses.md")
    vite_says(tmp_path / "static", "## one - 1.0 (MIT)\n\nDo what you like.", "## two - 2\n\nAsk.")
    hook.complete_licences(tmp_path / "web", tmp_path / "static")
    said = (tmp_path / "static" / hook.LICENCES).read_text(encoding="utf-8")
    assert hook.licences(said)["one - 1.0 (MIT)"] == "Do what you like."
    assert said.endswith("Ask.\n\nweb/data-licenses.md\n")


@pytest.mark.parametrize(
    ("packages", "named"),
    [
        (["## one - 1.0 (MIT)\n\nText.", "## two - 2.0 (ISC)\n"], "two - 2.0 (ISC)"),
        (["## one - 1.0 (MIT)", "## two - 2.0 (ISC)\n\nText."], "one - 1.0 (MIT)"),
        ([], "any package"),
    ],
)
def test_a_package_without_its_licence_is_not_shipped(
    tmp_path: Path, packages: list[str], named: str
):
    write(tmp_path, "web/data-licenses.md")
    vite_says(tmp_path / "static", *packages)
    with pytest.raises(hook.BuildError, match=re.escape(f"no text of a licence for {named}")):
        hook.complete_licences(tmp_path / "web", tmp_path / "static")


def test_the_bundle_names_every_package_that_its_sources_import():
    """Of the bundle that is there; `build` has refused one without texts."""
    path = STATIC / hook.LICENCES
    if not path.is_file():
        pytest.skip("the explorer's pages have not been built")
    listed = hook.licences(path.read_text(encoding="utf-8"))
    named = {heading.rpartition(" - ")[0] for heading in listed}
    assert all(listed.values())
    assert imported() <= named
    assert {"Natural Earth", "svelte"} <= named


def imported() -> set[str]:
    """Packages that the sources of the pages ask for by name, but for those of types and of tests."""
    asked = re.compile(
        r"""(?:^import (?!type)[^;]*?|^\} from |url\()["']((?:@[\w-]+/)?[\w-]+)""", re.MULTILINE
    )
    files = [
        path
        for path in (ROOT / "web/src").rglob("*")
        if path.suffix in {".ts", ".svelte", ".css"} and ".test" not in path.suffixes
    ]
    return {name for path in files for name in asked.findall(path.read_text(encoding="utf-8"))}


def test_the_sources_of_the_pages_import_what_is_expected():
    """Negative control of the search."""
    assert {"d3-geo", "svelte", "@fontsource-variable/inter"} <= imported()


def test_the_licences_of_what_is_needed_are_listed():
    """`python docs/licences.py` writes the page."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    extra = project["optional-dependencies"]["public"]
    needed = {
        re.split(r"[^\w.-]", row, maxsplit=1)[0] for row in (*project["dependencies"], *extra)
    }
    page = (ROOT / "docs/licences.md").read_text(encoding="utf-8")
    rows = dict(re.findall(r"^\| ([\w.-]+) \| (.+) \|$", page, re.MULTILINE))
    rows.pop("package")
    assert set(rows) == needed
    assert all(re.search(r"MIT|BSD|Apache|PSF|MPL|GPL", licence) for licence in rows.values())


def test_the_lock_names_only_the_public_index():
    lock = tomllib.loads((ROOT / "uv.lock").read_text(encoding="utf-8"))
    indices = {package["source"].get("registry") for package in lock["package"]}
    assert indices == {"https://pypi.org/simple", None}
    text = (ROOT / "uv.lock").read_text(encoding="utf-8")
    addresses = re.findall(r'url = "([^"]+)"', text)
    assert addresses
    assert all(one.startswith("https://files.pythonhosted.org/packages/") for one in addresses)
    locked = {package["name"] for package in lock["package"]}
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    named = {re.split(r"[^\w.-]", row, maxsplit=1)[0].lower() for row in project["dependencies"]}
    assert {name.replace("_", "-").replace(".", "-") for name in named} <= locked


def test_those_who_cite_archive_and_index_it_are_told_the_same():
    cited = YAML(typ="safe").load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    archived = json.loads((ROOT / ".zenodo.json").read_text(encoding="utf-8"))
    indexed = json.loads((ROOT / "codemeta.json").read_text(encoding="utf-8"))
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert archived["title"] == cited["title"]
    assert archived["description"] == f"<p>{cited['abstract']}</p>"
    assert archived["keywords"] == cited["keywords"] == indexed["keywords"]
    assert archived["license"] == cited["license"] == project["license"]
    assert indexed["license"].endswith(f"/{project['license']}")
    assert indexed["description"] == project["description"]


def test_no_file_says_a_version_that_the_tags_do_not():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert project["tool"]["hatch"]["version"]["source"] == "vcs"
    assert "version" in project["project"]["dynamic"]
    for name in ("CITATION.cff", ".zenodo.json", "codemeta.json"):
        said = (ROOT / name).read_text(encoding="utf-8").removeprefix("cff-version: 1.2.0")
        assert not re.search(r"^\s*\"?version\"?:", said, re.MULTILINE), name

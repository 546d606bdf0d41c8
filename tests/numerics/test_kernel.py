"""The kernel cache: an edited law is seen, whoever calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import homeward
from homeward.errors import Notice
from homeward.numerics import kernel

PROBE = """\
from homeward.model.processes.flight import flight_hazard
from homeward.numerics.kernel import kernel


@kernel
def probe(danger):
    return flight_hazard(danger, 1.0, 0.5)
"""
ASK = "from homeward.{where} import probe; print(probe(0.5))"
PLACE = "model/probe.py"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package whose probe calls a law of another file."""
    package = tmp_path / "homeward"
    ignored = shutil.ignore_patterns("__pycache__", "scenarios")
    shutil.copytree(Path(homeward.__file__).parent, package, ignore=ignored)
    (package / PLACE).write_text(PROBE)
    return package


def ask(package: Path) -> float:
    """Ask the probe in a process of its own."""
    where = PLACE.removesuffix(".py").replace("/", ".")
    answer = subprocess.run(
        [sys.executable, "-W", "error", "-c", ASK.format(where=where)],
        env=os.environ
        | {"PYTHONPATH": str(package.parent), "NUMBA_CACHE_DIR": str(package.parent / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    return float(answer.stdout)


def edit_the_law(package: Path) -> None:
    law = package / "model/processes/flight.py"
    text = law.read_text()
    assert "square = danger * danger" in text
    law.write_text(text.replace("square = danger * danger", "square = 3.0 * danger * danger"))


def digests(package: Path) -> set[str]:
    return {folder.name for folder in (package.parent / "cache").iterdir()}


def compiled(package: Path) -> list[Path]:
    return sorted((package.parent / "cache").rglob("*.nbc"))


def test_an_edited_law_is_seen_by_a_cached_caller_in_another_file(copy: Path):
    assert ask(copy) == 0.5
    first, kept = digests(copy), compiled(copy)
    assert len(first) == 1
    assert any("probe" in path.name for path in kept)
    assert ask(copy) == 0.5
    assert compiled(copy) == kept  # loaded, not compiled again
    edit_the_law(copy)
    assert ask(copy) == 0.75
    assert len(digests(copy) - first) == 1


def test_without_the_digest_the_edit_goes_unseen(copy: Path):
    """Negative control: with one folder for all versions, the caller's old machine code answers."""
    source = copy / "numerics/kernel.py"
    source.write_text(source.read_text().replace("digest.hexdigest()[:16]", '"always"'))
    assert ask(copy) == 0.5
    edit_the_law(copy)
    assert ask(copy) == 0.5


def test_the_digest_covers_every_kernel_source():
    sources = {
        path.relative_to(kernel.PACKAGE).as_posix()
        for pattern in kernel.KERNEL_SOURCES
        for path in kernel.PACKAGE.glob(pattern)
    }
    users = {
        path.relative_to(kernel.PACKAGE).as_posix()
        for path in (
            *kernel.PACKAGE.glob("numerics/**/*.py"),
            *kernel.PACKAGE.glob("model/**/*.py"),
        )
    }
    assert users == sources


def test_a_folder_that_cannot_be_written_means_no_cache(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
):
    blocked = tmp_path / "file"
    blocked.write_text("")
    monkeypatch.setattr(kernel.numba_config, "CACHE_DIR", str(blocked))
    with pytest.warns(Notice, match="Not a directory"):
        assert kernel.cache_folder() is None


def test_what_was_never_compiled_is_not_found():
    assert not kernel.is_compiled("no_such_kernel")


def empty(path: Path) -> None:
    path.write_bytes(b"")


def cut(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-7])


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


def folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


DAMAGE = [empty, cut, folder] + ([pipe] if hasattr(os, "mkfifo") else [])


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package whose probe has been compiled and kept."""
    package = tmp_path_factory.mktemp("kept") / "homeward"
    ignored = shutil.ignore_patterns("__pycache__", "scenarios")
    shutil.copytree(Path(homeward.__file__).parent, package, ignore=ignored)
    (package / PLACE).write_text(PROBE)
    ask(package)
    return package


@pytest.mark.parametrize("damage", DAMAGE)
@pytest.mark.parametrize("ending", ["nbi", "1.nbc"])
def test_a_damaged_kernel_is_compiled_again_and_said(
    kept: Path, damage: Callable[[Path], None], ending: str
):
    (path,) = (kept.parent / "cache").rglob(f"probe.probe-*.{ending}")
    content = path.read_bytes()
    damage(path)
    again = subprocess.run(
        [sys.executable, "-c", ASK.format(where=PLACE.removesuffix(".py").replace("/", "."))],
        env=os.environ
        | {"PYTHONPATH": str(kept.parent), "NUMBA_CACHE_DIR": str(kept.parent / "cache")},
        capture_output=True,
        text=True,
        check=True,
        timeout=120,  # whoever waits for a pipe waits for ever
    )
    if path.is_dir():
        path.rmdir()
        path.write_bytes(content)
    assert "cannot be read: they are compiled again" in again.stderr
    assert float(again.stdout) == ask(kept)

"""The kernel cache: an edited law is seen, whoever calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import homeward
from homeward.errors import Notice
from homeward.numerics import kernel

PROBE = """\
from homeward.model.communities.processes.flight import flight_hazard
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


def ask(package: Path, said: str = "") -> float:
    """Ask the probe in a process of its own, which says one line, or nothing."""
    where = PLACE.removesuffix(".py").replace("/", ".")
    answer = subprocess.run(
        [sys.executable, "-W", "always" if said else "error", "-c", ASK.format(where=where)],
        env=os.environ
        | {"PYTHONPATH": str(package.parent), "NUMBA_CACHE_DIR": str(package.parent / "cache")},
        capture_output=True,
        text=True,
        check=True,
    )
    notices = [line for line in answer.stderr.splitlines() if "Notice: " in line]
    assert [line.endswith(said) for line in notices] == ([True] if said else []), answer.stderr
    return float(answer.stdout)


def edit_the_law(package: Path) -> None:
    law = package / "model/communities/processes/flight.py"
    text = law.read_text()
    assert "square = danger * danger" in text
    law.write_text(text.replace("square = danger * danger", "square = 3.0 * danger * danger"))


def digests(package: Path) -> set[str]:
    return {folder.name for folder in (package.parent / "cache").iterdir()}


def compiled(package: Path) -> list[Path]:
    return sorted((package.parent / "cache").rglob("*.nbc"))


@pytest.mark.slow
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
            kernel.PACKAGE / "catalogue.py",
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


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def empty(path: Path) -> None:
    path.write_bytes(b"")


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) * 3 // 4] ^= 4
    path.write_bytes(content)


def pipe(path: Path) -> None:
    path.unlink()
    os.mkfifo(path)


@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_kernels_that_are_damaged_are_compiled_again_which_is_said_in_one_line(copy: Path):
    assert ask(copy) == 0.5
    for kind, damage in (
        ("nbi", cut),
        ("nbi", empty),
        ("nbi", pipe),
        ("nbc", cut),
        ("nbc", flip),
        ("nbc", pipe),
    ):
        for path in (copy.parent / "cache").rglob(f"*.{kind}"):
            damage(path)
        assert ask(copy, "cannot be read: they are compiled again.") == 0.5
    assert ask(copy) == 0.5  # kept again, and whole

"""The kernel cache: an edited law is seen, whoever calls it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import homeward
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
    return copied(tmp_path)


def copied(folder: Path) -> Path:
    package = folder / "homeward"
    ignored = shutil.ignore_patterns("__pycache__", "scenarios", "kernels", "static")
    shutil.copytree(Path(homeward.__file__).parent, package, ignore=ignored)
    (package / PLACE).write_text(PROBE)
    return package


def ask(package: Path, said: str = "", **environment: str) -> float:
    """Ask the probe in a process of its own, which says one line, or nothing."""
    where = PLACE.removesuffix(".py").replace("/", ".")
    answer = subprocess.run(
        [sys.executable, "-W", "always" if said else "error", "-c", ASK.format(where=where)],
        env=os.environ
        | {"PYTHONPATH": str(package.parent), "NUMBA_CACHE_DIR": str(package.parent / "cache")}
        | environment,
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


def blocked(package: Path) -> str:
    """A place where no folder can be made."""
    path = package.parent / "a-file"
    path.write_text("")
    return str(path)


def test_kernels_that_cannot_be_kept_are_said_in_one_line_and_compiled(copy: Path):
    said = "They are compiled again every time."
    assert ask(copy, said, NUMBA_CACHE_DIR=blocked(copy)) == 0.5


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with kernels that were compiled where it was built, which is somewhere else."""
    built = copied(tmp_path_factory.mktemp("build"))
    assert ask(built) == 0.5
    package = tmp_path_factory.mktemp("installed") / "homeward"
    shutil.copytree(built, package)
    shutil.move(built.parent / "cache", package / "kernels")
    return package


@pytest.fixture
def shipped(installed: Path, tmp_path: Path) -> Path:
    """The same for one test."""
    return Path(shutil.copytree(installed, tmp_path / "homeward"))


def test_shipped_kernels_are_found_and_nothing_is_compiled_or_written(shipped: Path):
    assert ask(shipped) == 0.5
    assert not (shipped.parent / "cache").exists()


def test_with_shipped_kernels_a_read_only_home_is_nothing_to_speak_of(shipped: Path):
    assert ask(shipped, NUMBA_CACHE_DIR=blocked(shipped)) == 0.5


def test_kernels_shipped_for_another_processor_are_not_used(shipped: Path):
    assert ask(shipped, NUMBA_CPU_NAME="generic") == 0.5
    assert any("probe" in path.name for path in compiled(shipped))


def test_kernels_shipped_with_other_sources_are_not_used(shipped: Path):
    edit_the_law(shipped)
    assert ask(shipped) == 0.75


def test_a_damaged_shipped_kernel_is_compiled_again_once(shipped: Path):
    (path,) = (shipped / "kernels").rglob("probe.probe-*.nbc")
    flip(path)
    before = path.read_bytes()
    assert ask(shipped, "cannot be read: they are compiled again.") == 0.5
    assert ask(shipped) == 0.5  # the user's own is looked for first
    assert path.read_bytes() == before


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

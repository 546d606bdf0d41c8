"""Taking files apart in a process of its own, which has so long and so much memory and no more (decision 35)."""

from __future__ import annotations

import contextlib
import multiprocessing
import warnings
from collections.abc import Generator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from typing import cast

from homeward.errors import Problem, ScenarioError
from homeward.reading.documents.extract import NotRead, extract
from homeward.reading.documents.limits import MOST_BYTES, MOST_MEMORY, MOST_SECONDS

_SPAWN = multiprocessing.get_context("spawn")
_STARTING = 30.0
"""Seconds that the process may take to start."""

_OTHER = "give text, HTML, PDF, DOCX or e-mail."


@dataclass
class Opener:
    """Opens documents, one after the other; a process that does not answer in time is ended and another started."""

    seconds: float = MOST_SECONDS
    process: BaseProcess | None = None
    end: Connection | None = field(default=None, repr=False)

    def open(self, path: Path) -> list[str]:
        """Return the blocks of a document.

        Raises
        ------
        ScenarioError
            If it cannot be read: where, what was found, a way out.
        """
        content = _content(path)
        answer = self._ask(path.name, content)
        if isinstance(answer, Problem):
            raise ScenarioError(Problem(str(path), answer.found, answer.why, answer.ways_out))
        if not any(block.strip() for block in answer):
            why = "A scan is a picture of text." if path.suffix.lower() == ".pdf" else ""
            raise ScenarioError(
                Problem(str(path), "there is no text in it.", why, ("give the text itself.",))
            )
        return answer

    def close(self) -> None:
        """End the process."""
        if self.process is not None:
            self.process.kill()
            self.process.join()
        if self.end is not None:
            self.end.close()
        self.process, self.end = None, None

    def _ask(self, name: str, content: bytes) -> list[str] | Problem:
        end = self._started()
        try:
            end.send((name, content))
            if end.poll(self.seconds):
                return end.recv()
        except (EOFError, OSError, MemoryError):
            self.close()
            return Problem("", "it could not be taken apart in the memory there is.", "", (_OTHER,))
        self.close()
        found = f"it was not taken apart within {self.seconds:g} seconds."
        return Problem(
            "", found, "It is damaged, or made to be slow.", ("give its text, or a part of it.",)
        )

    def _started(self) -> Connection:
        if self.process is not None and self.end is not None and self.process.is_alive():
            return self.end
        self.close()
        ours, theirs = _SPAWN.Pipe()
        self.process = _SPAWN.Process(target=_serve, args=(theirs,), daemon=True)
        self.process.start()
        theirs.close()
        self.end = cast("Connection", ours)
        with contextlib.suppress(EOFError, OSError):  # it ended before it was there
            if ours.poll(_STARTING):
                ours.recv()
                return self.end
        self.close()
        way = 'in a script of your own, read under `if __name__ == "__main__":`.'
        raise ScenarioError(
            Problem("", "no process could be started to read documents in.", "", (way,))
        )


@contextmanager
def opener(seconds: float = MOST_SECONDS) -> Generator[Opener]:
    """Give an opener, and end its process afterwards."""
    made = Opener(seconds)
    try:
        yield made
    finally:
        made.close()


def _content(path: Path) -> bytes:
    try:
        if not path.is_file():
            found = "this is a folder." if path.is_dir() else "there is no such file."
            raise ScenarioError(Problem(str(path), found, "", ("name the file of a report.",)))
        size = path.stat().st_size
        if size > MOST_BYTES:
            found = f"the file has {size:,} bytes, more than {MOST_BYTES:,}."
            raise ScenarioError(
                Problem(str(path), found, "", ("give the part of it that is a report.",))
            )
        return path.read_bytes()
    except OSError as error:
        raise ScenarioError(Problem(str(path), f"it cannot be read: {error.strerror}.")) from None


def _serve(end: Connection) -> None:
    """Answer until the other end is closed."""
    _limit_memory()
    warnings.simplefilter("ignore")
    end.send("ready")
    with contextlib.suppress(EOFError, OSError, KeyboardInterrupt):
        while True:
            name, content = end.recv()
            end.send(_answer(name, content))


def _answer(name: str, content: bytes) -> list[str] | Problem:
    try:
        return extract(name, content)
    except NotRead as error:
        return Problem("", error.found, "", (error.way,))
    except ScenarioError as error:
        return error.problems[0]
    except MemoryError:
        return Problem("", "it could not be taken apart in the memory there is.", "", (_OTHER,))
    except Exception as error:  # noqa: BLE001  whatever a library raises on a damaged file is of the file
        why = f"{type(error).__name__}: {error}"[:200]
        return Problem("", "it is damaged, or not what its name says.", why, (_OTHER,))


def _limit_memory() -> None:
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource  # noqa: PLC0415  not on Windows

        resource.setrlimit(resource.RLIMIT_AS, (MOST_MEMORY, MOST_MEMORY))

"""Keys and answers of a person, at a terminal or, if asked for, through a pipe, until there are no more."""

from __future__ import annotations

import sys
from dataclasses import dataclass

import click
import typer

from homeward.errors import Problem, ScenarioError
from homeward.reading.review.mendable import wrong

_ENTER, _INTERRUPT, _END = ("\r", "\n"), "\x03", ("", "\x04")


class Ended(Exception):  # noqa: N818  it is no error: nobody presses anything any more
    """There is nothing more to read."""


@dataclass(frozen=True)
class Keys:
    """Where keys come from.

    Parameters
    ----------
    is_piped
        From standard input, though it is no terminal: a key that is not understood ends it, as those after it would
        decide of something else than was meant.
    """

    is_piped: bool = False

    def press(self, allowed: str, default: str = "") -> str:
        """Wait for one of the keys; Enter is the default, if there is one.

        Raises
        ------
        Ended
            If no more come.
        ScenarioError
            If something else comes through a pipe.
        """
        while True:
            key = self._next()
            if key in _ENTER:
                if default:
                    return default
                if self.is_piped:
                    continue
            if key.lower() in list(allowed):
                return key.lower()
            wanted = f"{', '.join(allowed)}?"
            if self.is_piped:
                found = (
                    f'"{key}" came from standard input where one of {wanted[:-1]} was waited for.'
                )
                raise ScenarioError(
                    Problem("--keys", found, "", ("see the keys of homeward read.",))
                )
            typer.echo(f"    {wanted}")

    def ask(self, name: str, default: str = "") -> str:
        """Ask for a line; nothing is the default, and a dash is nothing.

        Raises
        ------
        Ended
            If no more come.
        """
        given = self._line(name, default).strip()
        return "" if given == "-" else given or default

    def ask_until_given(self, name: str, why: str) -> str:
        """Ask for a line that must not be empty, and say so where it is."""
        while True:
            given = self.ask(name)
            if given:
                return given
            typer.echo(f"    {why}")

    def ask_right(self, name: str, default: str = "", note: str = "") -> str:
        """Ask for a line until there is nothing wrong with it.

        Raises
        ------
        Ended
            If no more come.
        ScenarioError
            If something else comes through a pipe: the lines after it would be taken for other answers than they are.
        """
        while True:
            given = self.ask(f"{name}{note}", default)
            problem = wrong(name, given)
            if problem is None:
                return given
            if self.is_piped:
                also = ("or give --published, which is then not asked for.",)
                ways = (*problem.ways_out, *(also if name == "published" else ()))
                raise ScenarioError(Problem(f"--keys, {name}", problem.found, "", ways))
            typer.echo(f"    {problem.found} Please {problem.ways_out[0]}")

    def _next(self) -> str:
        try:
            key = sys.stdin.read(1) if self.is_piped else click.getchar()
        except EOFError:
            raise Ended from None
        if key == _INTERRUPT:
            raise KeyboardInterrupt
        if key in _END:
            raise Ended
        return key

    def _line(self, name: str, default: str) -> str:
        if self.is_piped:
            line = sys.stdin.readline()
            if not line:
                raise Ended
            return line
        try:
            return str(typer.prompt(f"    {name}", default=default, show_default=bool(default)))
        except click.Abort:
            raise Ended from None

"""The `homeward` command: its verbs, each in a file of its own that is read when it is called (model §1)."""

from __future__ import annotations

from importlib import import_module
from typing import Annotated, Any

import typer
import typer.core

SUMMARIES: dict[str, dict[str, str]] = {
    "Scenarios": {
        "scenarios": "List the scenarios that come with homeward.",
        "new": "Make a valid scenario folder to start from.",
        "read": "Read reports and propose their claims; a person decides. Nothing leaves this machine.",
        "import": "Import a scenario from another format, or from public data.",
        "workbook": "Write a scenario folder as one workbook, or a workbook as a folder.",
        "check": "Validate a scenario: list all errors, then warnings.",
        "upgrade": "Rewrite a scenario of version 0.1.0 with the names of today.",
        "scales": "List the words that stand for numbers; turn deaths, severity and damage into numbers with ranges.",
        "variables": "List the variable catalogue: every stock, flow and parameter, with unit, range and source.",
    },
    "Simulation": {
        "run": "Run an ensemble of a scenario, print a summary, and write the results to a folder.",
        "report": "Write the report of a saved run: one file that opens offline.",
        "export": "Write a saved run as CSV, GeoJSON, GeoPackage, flow maps, HAPI tables or a workbook.",
        "explore": "Explore scenarios and runs in the browser, on this machine only: move levers, trace every number.",
    },
    "Analysis": {
        "explain": "Explain what keeps people away: what each obstacle contributes, and which one binds for whom.",
        "compare": "Compare a scenario with what levers make of it, member by member.",
        "sensitivity": "Global sensitivity analysis: which uncertain inputs drive an outcome (Morris, Sobol).",
    },
    "Evaluation": {
        "score": "Score a scenario against observations: is each inside the 90% band of the ensemble?",
        "calibrate": "Calibrate uncertain parameters to observations; report which the data do not constrain.",
        "forecast": "Forecast from a date using only earlier information, and verify against later observations.",
    },
}
"""What each command does, by section of the help."""
SUMMARY = {name: said for section in SUMMARIES.values() for name, said in section.items()}
MODULES = {"import": "import_public"}
"""Files that cannot bear the name of their command."""


class VerbGroup(typer.core.TyperGroup):
    """Commands by name; the file of one is read when it is called, so that `homeward --help` answers at once."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands, section by section."""
        del ctx
        return list(SUMMARY)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Read the file of a command."""
        del ctx
        if cmd_name not in SUMMARY:
            return None
        module = import_module(f"homeward.cli.{MODULES.get(cmd_name, cmd_name)}")
        command = typer.main.get_command(module.app)
        command.name, command.short_help = cmd_name, SUMMARY[cmd_name]
        command.help = f"{SUMMARY[cmd_name]}\n\n{command.help or ''}"
        return command

    def format_commands(self, ctx: Any, formatter: Any) -> None:
        """Write what every command does, to the end."""
        del ctx
        for section, summaries in SUMMARIES.items():
            with formatter.section(section):
                formatter.write_dl(list(summaries.items()))


app = typer.Typer(
    name="homeward",
    cls=VerbGroup,
    help=(
        "Simulate displacement and return on counts of communities, every number traced to a source.\n\n"
        "homeward never calls a place safe, knows no individuals, and asks nothing of the network."
    ),
    no_args_is_help=True,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def _version(wanted: bool) -> None:
    if wanted:
        from homeward import __version__

        typer.echo(f"homeward {__version__}")
        raise typer.Exit


@app.callback()
def _homeward(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    pass

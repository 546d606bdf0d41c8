"""`homeward import public`, its single sources, `recognise`, `where`, and `homeward import flee` beside them."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

import typer

from homeward.cli import options
from homeward.cli.import_flee import app

if TYPE_CHECKING:
    from homeward.exchange.public.import_public import Imported
    from homeward.exchange.public.import_source import SingleSource

__all__ = ["app"]
MOST_SAID = 12
"""Files left out for no fault, and changes, that are named without --all."""

Downloads = Annotated[list[Path], typer.Argument(help="Files, or folders of downloads.")]
Country = Annotated[str, typer.Option(help="Country, three letters (ISO 3166-1 alpha-3).")]
Start = Annotated[datetime, typer.Option(formats=options.DAY, help="First day of the run.")]
End = Annotated[datetime, typer.Option(formats=options.DAY, help="Last day of the run.")]
Encoding = Annotated[
    str | None, typer.Option(help="What files that are not UTF-8 are written in: cp1252, latin-1.")
]
Strict = Annotated[bool, typer.Option("--strict", help="Refuse all if a file is at fault.")]
Update = Annotated[
    bool,
    typer.Option(
        "--update",
        help="Bring a folder up to date: what changed is changed, what you judged stays.",
    ),
]


@app.command("public", help="Make a scenario of a country of a folder of public data.")
def import_public(
    downloads: Downloads,
    country: Country,
    start: Start,
    end: End,
    to: Annotated[
        Path, typer.Option(help="Folder to make; with --update, one that an import made.")
    ],
    level: Annotated[
        int, typer.Option(min=1, max=2, help="Administrative level of the homes.")
    ] = 1,
    fit_before: Annotated[
        datetime | None,
        typer.Option(
            formats=options.DAY, help="Observations before it may be fitted to; none by default."
        ),
    ] = None,
    events: Annotated[
        Literal["ucdp", "acled"] | None,
        typer.Option(help="Source of fighting, never both; UCDP by default if there is any."),
    ] = None,
    vague: Annotated[
        Literal["spread", "leave-out"],
        typer.Option(help="What becomes of events at the middle of a province or country."),
    ] = "spread",
    operation: Annotated[
        list[str] | None,
        typer.Option(help="Operation of DTM to count, where several count the same people."),
    ] = None,
    population: Annotated[
        Literal["displaced", "nobody"] | None,
        typer.Option(
            help="Whom the people of an area hold besides: those displaced to it, or nobody."
        ),
    ] = None,
    great_circle: Annotated[
        float, typer.Option(help="How much longer ways are than great circles.")
    ] = 1.4,
    encoding: Encoding = None,
    strict: Strict = False,
    update: Update = False,
    force: Annotated[
        bool,
        typer.Option(
            "--work-back/--no-work-back",
            help="Work the force of fighting back, which runs the model.",
        ),
    ] = True,
    every: options.EveryProblem = False,
) -> None:
    """Every file is recognised by its header, taken or left out with the reason."""
    from homeward.cli.progress import working
    from homeward.exchange.public.ask import Ask
    from homeward.exchange.public.import_public import import_public as import_files

    ask = Ask(
        country=country,
        start=start.date(),
        end=end.date(),
        level=level,
        fit_before=fit_before.date() if fit_before else None,
        events=events or "",
        vague=vague,
        operations=tuple(operation or ()),
        population=population or "",
        detour=great_circle,
        encoding=encoding,
    )
    with working(f"Reading {', '.join(map(str, downloads))}"):
        made = import_files(downloads, ask, to=to, strict=strict, update=update, works_back=force)
    _say(made, every=every)


def _source_command(source: SingleSource) -> None:
    """Make the command of one source."""

    @app.command(
        source,
        help=f"Bring {source.upper()} of a folder that an import made up to date, or add it.",
    )
    def import_one(  # pyright: ignore[reportUnusedFunction]
        files: Annotated[list[Path], typer.Argument(help="Files of this source.")],
        into: Annotated[Path, typer.Option(help="Folder that `homeward import public` made.")],
        update: Update = False,
        strict: Strict = False,
        every: options.EveryProblem = False,
    ) -> None:
        """The files of the other sources are read again, where they lie."""
        from homeward.exchange.public.import_source import import_source

        _say(import_source(source, files, into=into, update=update, strict=strict), every=every)


for _name in ("ucdp", "acled", "dtm", "unhcr", "idmc", "cod", "hapi"):
    _source_command(_name)


@app.command("routes", help="Give the ways of a folder their lengths along roads of OpenStreetMap.")
def import_routes(
    files: Annotated[
        list[Path],
        typer.Argument(
            help="Extract (.osm.pbf), or a layer of roads (GeoPackage, shapefile, GeoJSON)."
        ),
    ],
    into: Annotated[Path, typer.Option(help="Folder that `homeward import public` made.")],
) -> None:
    """Ways without a road between their ends keep the great circle; your own ways stay."""
    from homeward.exchange.public.import_routes import import_routes as import_roads

    made = import_roads(files, into)
    typer.echo(
        f"{into}: {made.measured} ways have lengths along roads, {len(made.without)} have no road and stay."
    )
    for name in made.without[:MOST_SAID]:
        typer.echo(f"  no road: {name}")
    typer.echo(
        "The lengths are a derivative of OpenStreetMap, under ODbL 1.0: documents.csv says so."
    )


@app.command(
    "recognise",
    help="Say of every file what it is, or why it would be left out; nothing is written.",
)
def recognise(
    downloads: Downloads,
    encoding: Encoding = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="End with status 2 if a file is at fault.")
    ] = False,
) -> None:
    """Files are told by their headers, not by their names."""
    from homeward.api.import_public import recognise_files

    rows = recognise_files(downloads, encoding)
    for row in rows:
        if not row["is_taken"]:
            typer.echo(f"{row['file']}: left out. {row['why']}")
            continue
        level = "" if row["level"] is None else f", level {row['level']}"
        facts = (row["release"] and f"release {row['release']}", row["countries"], row["days"])
        what = ", ".join([row["what"], *filter(None, facts)])
        typer.echo(f"{row['file']}: {what}{level}, {row['rows']:,} rows. {row['licence']}.")
        typer.echo(f"  SHA-256 {row['sha256']}" + (f"; {row['why']}" if row["why"] else ""))
    taken = sum(row["is_taken"] for row in rows)
    typer.echo(f"{taken} of {len(rows)} tables and maps are recognised.")
    if strict and taken < len(rows):
        raise typer.Exit(2)


@app.command(
    "where", help="Say where public data of a country are to be had, and what a folder still lacks."
)
def where(
    country: Country,
    downloads: Annotated[
        list[Path] | None, typer.Argument(help="Folder of downloads, to see what is there.")
    ] = None,
) -> None:
    """Text only: homeward asks nothing of the network."""
    from homeward.exchange.public.recognise import recognised
    from homeward.exchange.public.where_from import where_from

    with recognised(downloads or ()) as found:
        for row in where_from(country, found):
            state = (
                f"have {', '.join(row.have[:3])}"
                if row.have
                else ("NEEDED" if row.is_needed else "missing")
            )
            typer.echo(
                f"{row.what}: {state if downloads else ('needed' if row.is_needed else 'of use')}"
            )
            typer.echo(f"  {row.where}. Licence: {row.licence}.")


def _say(made: Imported, *, every: bool) -> None:
    """Print what was taken, what was left out and why, what the force rests on, and what is left to judge."""
    from homeward.api.import_public import file_rows

    typer.echo("Taken:")
    for row in file_rows(made.taken):
        facts = (
            row["release"] and f"release {row['release']}",
            row["days"],
            f"{row['rows']:,} rows",
        )
        typer.echo(
            f"  {row['file']}: {', '.join([row['what'], *filter(None, facts)])}. {row['licence']}."
        )
    faults = [one for one in made.left if one.is_fault]
    others = [one for one in made.left if not one.is_fault]
    typer.echo(f"Left out: {len(made.left)}.")
    for one in (*faults, *(others if every else others[:MOST_SAID])):
        typer.echo(f"  {one.name}: {one.why}")
    if len(others) > MOST_SAID and not every:
        typer.echo(
            f"  and {len(others) - MOST_SAID} more that are of no use here; --all names them."
        )
    for note in made.notes:
        typer.echo(f"Note: {note}")
    placed = made.placed
    if placed.source:
        typer.echo(
            f"Events, {placed.source.upper()}: {placed.by_point} in areas by their points, {placed.spread} spread, "
            f"{placed.left_out} left out."
        )
    _say_force(made)
    _say_changes(made, every=every)
    counts = ", ".join(f"{number} {name}" for name, number in made.rows.items() if number)
    typer.echo(f"Made {made.folder}, {made.ask.start} to {made.ask.end}: rows of {counts}.")
    typer.echo("You still have to judge:")
    for sentence in made.to_judge:
        typer.echo(f"  {sentence}")
    typer.echo(f"Next: homeward check {made.folder}")


def _say_force(made: Imported) -> None:
    worked = made.worked_back
    force = worked.force
    if not force.claims:
        typer.echo(
            f"Force of fighting: nothing published to work it back from; danger_half may be {force.low:.2g} to "
            f"{force.high:.2g}, so that how many flee is a guess."
        )
        return
    typer.echo(
        f"Force of fighting, worked back: danger_half {force.value:.3g} [{force.low:.3g}, {force.high:.3g}]."
    )
    for one in worked.compared:
        how = "fitted" if one.flow.is_fitted else "held back"
        typer.echo(
            f"  {how}: {one.flow.name}, {one.flow.first} to {one.flow.last}: {one.flow.value:,.0f} "
            f"[{one.flow.low:,.0f}, {one.flow.high:,.0f}]; model {_shown(one.median)} "
            f"[{_shown(one.low)}, {_shown(one.high)}], "
            f"{one.times:.2g} times."
        )
    if worked.is_at_edge:
        typer.echo(
            "  The force lies at the edge of what was tried: fighting as it is known cannot explain the movements."
        )
    typer.echo(
        "  One number fits one number: it shows nothing of who fled from where, when, or where to; it is no validation."
    )


def _shown(people: float) -> str:
    """Word people of the model as they are published: few withheld, others rounded."""
    from homeward.results.publish.small_counts import BASE, THRESHOLD

    return f"<{THRESHOLD}" if people < THRESHOLD else f"{round(people / BASE) * BASE:,}"


def _say_changes(made: Imported, *, every: bool) -> None:
    changes = made.changes
    if changes is None:
        return
    for name, counts in (
        ("added", changes.added),
        ("changed", changes.changed),
        ("removed", changes.removed),
    ):
        said = ", ".join(f"{number} {table}" for table, number in counts.items())
        typer.echo(f"Rows {name}: {said or 'none'}.")
    new, changed, gone = made.events
    typer.echo(f"Events: {new} new, {changed} changed, {gone} gone.")
    for sentence in (*changes.orphaned, *(changes.kept if every else changes.kept[:MOST_SAID])):
        typer.echo(f"Yours: {sentence}")
    if len(changes.kept) > MOST_SAID and not every:
        typer.echo(f"  and {len(changes.kept) - MOST_SAID} more; --all names them.")

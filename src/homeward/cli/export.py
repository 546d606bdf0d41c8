"""`homeward export`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from homeward.cli import options

USUAL = "csv,geojson,gpkg,flowmap,hapi"
app = options.verb_app()


@app.command()
def export(
    run_dir: Annotated[Path, typer.Argument(help="Folder of a run.")],
    to: Annotated[Path, typer.Option(help="Folder to make.")],
    forms: Annotated[
        str,
        typer.Option(
            "--as",
            help="Some of csv, geojson, gpkg, flowmap, hapi, parquet, xlsx, separated by commas.",
        ),
    ] = USUAL,
    areas: Annotated[
        Path | None, typer.Option(help="Outlines of areas: areas.geojson of an imported scenario.")
    ] = None,
    admin_level: Annotated[
        int | None,
        typer.Option(
            min=1, max=4, help="Level of the p-codes, for hapi; told by their length by default."
        ),
    ] = None,
    exact: options.Exact = False,
) -> None:
    """What the run withholds stays withheld; a run written with --exact is exported with --exact only."""
    from homeward.api.export import export as export_files
    from homeward.cli.progress import progress
    from homeward.results.publish.small_counts import closing

    given = [one.strip() for one in forms.split(",") if one.strip()]
    with progress(f"Forms of {run_dir}") as told:
        files = export_files(
            run_dir, to=to, forms=given, areas=areas, level=admin_level, exact=exact, progress=told
        )
    typer.echo(f"Made {to}: {', '.join(path.name for path in files)}.")
    typer.echo(closing(exact=exact, has_differences=False))

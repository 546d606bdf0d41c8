"""`homeward explore`."""

from __future__ import annotations

from typing import Annotated

import typer

from homeward.cli import options

app = options.verb_app()


@app.command()
def explore(
    shown: Annotated[
        list[str],
        typer.Argument(
            metavar="SCENARIO|RUN_DIR...", help="Scenarios to run live, and folders of runs."
        ),
    ],
    port: Annotated[
        int | None,
        typer.Option(min=1, max=65535, help="Port of this machine; a free one by default."),
    ] = None,
    no_browser: Annotated[
        bool, typer.Option("--no-browser", help="Do not open the browser.")
    ] = False,
    members: options.Members = 200,
    seed: options.Seed = 1,
    threads: options.Threads = None,
    parameters: options.Parameters = None,
    tiles: Annotated[
        str,
        typer.Option(
            help="Server of map tiles, https://…/{z}/{x}/{y}.png; none is asked by default."
        ),
    ] = "",
    exact: options.Exact = False,
    labels: options.ShowLabels = False,
) -> None:
    """Nobody else on the network can open it, and it asks nobody for anything unless --tiles names a server."""
    from homeward.cli.serve_explorer import Options, serve

    asked = Options(
        members=members,
        seed=seed,
        threads=threads,
        parameters=parameters,
        port=port,
        tiles=tiles,
        exact=exact,
        labels=labels,
        opens_browser=not no_browser,
    )
    serve(shown, asked)

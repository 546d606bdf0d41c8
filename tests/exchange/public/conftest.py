"""A scenario made of the downloads drawn by hand, once."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from exchange.public.small_downloads import ask, make_downloads
from homeward.exchange.public.import_public import Imported, import_public


@pytest.fixture(scope="session")
def downloads(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_downloads(tmp_path_factory.mktemp("public") / "downloads")


@pytest.fixture(scope="session")
def made(downloads: Path) -> Imported:
    """Made with the force worked back, which runs the model."""
    return import_public([downloads], ask(), to=downloads.parent / "made")


@pytest.fixture(scope="session")
def samples() -> Path:
    """Excerpts of real files, which are not passed on."""
    folder = os.environ.get("HOMEWARD_PUBLIC_DATA")
    if not folder:
        pytest.skip("HOMEWARD_PUBLIC_DATA names no folder of excerpts of public files")
    return Path(folder)

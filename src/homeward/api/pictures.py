"""Pictures that are written where they are asked for, each alone: FILE.svg."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from homeward.atomic.named_file import check_file, hold_file
from homeward.evaluation.scoring.rank_chart import draw_ranks
from homeward.evaluation.scoring.score import Score
from homeward.evaluation.scoring.verification import Verification
from homeward.evaluation.scoring.verification_page import draw_verification

PICTURE = ".svg"
ELSEWHERE, VERIFY = "--plot FILE.svg", "--verify FILE.svg"


def check_picture(file: Path, elsewhere: str = ELSEWHERE) -> None:
    """Refuse a file that could not be written, before anything is run for it."""
    check_file(file, PICTURE, force=None, elsewhere=elsewhere)


def save_picture(drawn: str, file: str | Path, elsewhere: str = ELSEWHERE) -> Path:
    """Write a picture.

    Raises
    ------
    ScenarioError
        If the file exists, or cannot be written.
    """
    with hold_file(Path(file), PICTURE, force=None, elsewhere=elsewhere) as place:
        place.file(drawn.encode())
    return Path(file)


def save_ranks(rows: Sequence[Score], asked: str, file: str | Path) -> Path:
    """Write where figures fall among members; `asked` says of what."""
    return save_picture(draw_ranks(rows, asked), file)


def save_verification(found: Verification, asked: str, file: str | Path) -> Path:
    """Write one page on how forecasts did; `asked` says of what."""
    return save_picture(draw_verification(found, asked), file, VERIFY)

"""The folder of a forecast."""

from __future__ import annotations

import csv
import json
from pathlib import Path

import pytest

from homeward.errors import ScenarioError
from homeward.evaluation.forecast.forecast_folder import save_forecast, write_number
from homeward.evaluation.forecast.shown_forecast import ShownForecast
from homeward.results.files.run_folder import hold_results

QUANTILES = ["q025", "q05", "q10", "q25", "median", "q75", "q90", "q95", "q975"]


def table(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_folder_holds_tables_picture_and_what_was_asked(shown: ShownForecast, tmp_path: Path):
    with hold_results(tmp_path / "out", "") as place:
        save_forecast(shown.published(), place, {"lead": 40}, exact=False)
    assert sorted(path.name for path in (tmp_path / "out").iterdir()) == [
        "forecast.csv", "forecast.svg", "run.json", "scores.csv", "split.csv",
    ]  # fmt: skip
    said = json.loads((tmp_path / "out" / "run.json").read_text())
    assert (said["kind"], said["lead"], said["exact"]) == ("forecast", 40, False)
    rows = table(tmp_path / "out" / "forecast.csv")
    assert len(rows) == 5 * len(shown.quantities[0].rows)
    for row in rows:
        numbers = [row[name] for name in QUANTILES]
        assert (row["suppressed"] == "yes") == ("" in numbers)
        assert all(not one or float(one) % 5 == 0 for one in numbers)
    parts = table(tmp_path / "out" / "split.csv")
    for row in parts:
        shares = [row[name] for name in ("chance", "parameters", "storyline")]
        assert shares == ["", "", ""] or sum(map(float, shares)) == pytest.approx(1, abs=0.016), (
            "each to 0.01"
        )
    (first, second) = table(tmp_path / "out" / "scores.csv")
    assert (first["series"], first["lead"], second["lead"]) == ("camp_population", "1", "7")


def test_a_folder_that_exists_is_kept(shown: ShownForecast, tmp_path: Path):
    with hold_results(tmp_path / "out", "") as place:
        (tmp_path / "out").mkdir()
        with pytest.raises(ScenarioError, match="something came to stand there meanwhile"):
            save_forecast(shown, place, {}, exact=True)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["out", "out-2"]
    assert list((tmp_path / "out").iterdir()) == []


def test_equal_forecasts_write_equal_bytes(shown: ShownForecast, tmp_path: Path):
    for name in ("a", "b"):
        with hold_results(tmp_path / name, "") as place:
            save_forecast(shown, place, {}, exact=True)
    for path in (tmp_path / "a").iterdir():
        assert path.read_bytes() == (tmp_path / "b" / path.name).read_bytes(), path.name


@pytest.mark.parametrize(
    ("value", "said"), [(0.12345, "0.123"), (10.0, "10"), (0.0, "0"), (float("nan"), "")]
)
def test_numbers_are_short(value: float, said: str):
    assert write_number(value) == said

"""Every file is recognised, or left out by name with the reason, whatever became of it on the way."""

from __future__ import annotations

import random
import zipfile
from pathlib import Path

import pandas as pd
import pytest
import xlsxwriter

from exchange.public.damage import DAMAGES, damaged
from exchange.public.small_downloads import ask, make_downloads
from homeward.errors import HomewardError
from homeward.exchange.public.build import build
from homeward.exchange.public.gather import gather
from homeward.exchange.public.gather_events import gather_events
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.recognise import LeftOut, Taken, recognised

DAMAGED = 500


def test_files_are_told_by_their_headers_not_their_names(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    for number, path in enumerate(sorted(folder.glob("*.csv"))):
        path.rename(folder / f"download ({number}).csv")
    with recognised([folder]) as found:
        assert {one.layout.name for one in found if isinstance(one, Taken)} == {
            "cod_places", "cod_population", "dtm_rounds", "idmc_years", "ucdp", "unhcr_situation",
        }  # fmt: skip
        assert not any(isinstance(one, LeftOut) for one in found)


def test_archives_are_opened_and_twins_are_read_once(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    with zipfile.ZipFile(folder / "all.zip", "w") as archive:
        archive.write(folder / "dtm.csv", "dtm.csv")
        archive.writestr("../../outside.csv", "iso3,year,new_displacement\n")
    with recognised([folder]) as found:
        why = {one.name: one.why for one in found if isinstance(one, LeftOut)}
    assert "letter by letter" in why["dtm.csv"]
    assert not (tmp_path / "outside.csv").exists()


def test_sheets_of_a_workbook_are_tables_each(tmp_path: Path):
    with xlsxwriter.Workbook(str(tmp_path / "dtm.xlsx")) as book:
        for title, column in (("IDPs ", "IDPs (IND)"), ("Migrants ", "Migrants (IND)")):
            sheet = book.add_worksheet(title)
            sheet.write_row(0, 0, ["DTM Round 12, 17-Dec-2024"])
            sheet.write_row(1, 0, ["State", "State PCODE", column])
            sheet.write_row(2, 0, ["North", "SD01", 1200])
            sheet.write_row(3, 0, ["Grand Total", "", 1200])
    with recognised([tmp_path / "dtm.xlsx"]) as found:
        by_name = {one.name: one for one in found}
    assert isinstance(by_name["dtm.xlsx, sheet IDPs"], Taken)
    migrants = by_name["dtm.xlsx, sheet Migrants"]
    assert isinstance(migrants, LeftOut)
    assert "migrants" in migrants.why


def test_500_damaged_files_end_in_a_sentence(tmp_path: Path):
    """Read to the end, the others as they are: tables are made, or refused with a reason; one in ten is written, too."""
    folder = make_downloads(tmp_path / "downloads")
    sound = {path: path.read_bytes() for path in sorted(folder.iterdir())}
    ends = {"made": 0, "refused": 0}
    for number in range(DAMAGED):
        path = random.Random(number).choice(list(sound))
        path.write_bytes(damaged(sound[path], number))
        refusal = ""
        try:
            if number % 10:
                with recognised([folder]) as found:
                    gathered = gather(found, ask())
                    build(gathered, gather_events(found, ask(), gathered), ask()).finish()
            else:
                import_public([folder], ask(), to=tmp_path / f"made{number}", works_back=False)
        except HomewardError as error:
            refusal = str(error).strip()
        ends["refused" if refusal else "made"] += 1
        assert "would be refused" not in refusal, (number, path.name)
        assert not (refusal and (tmp_path / f"made{number}").exists())
        path.write_bytes(sound[path])
    assert ends["made"] > 100
    assert ends["refused"] > 10


@pytest.mark.parametrize("damage", DAMAGES, ids=lambda one: one.__name__)
def test_each_damage_changes_a_file(damage):
    """Negative control."""
    content = b"iso3,year,new_displacement\nSDN,2012,100\nSDN,2013,200\n"
    assert any(damage(content, random.Random(number)) != content for number in range(10))


def test_parquet_is_read_as_the_table_that_it_holds(tmp_path: Path):
    make_downloads(tmp_path / "downloads")
    events = pd.read_csv(tmp_path / "downloads" / "GEDEvent_v25_1.csv")
    events.to_parquet(tmp_path / "GEDEvent_v25_1.parquet")
    (tmp_path / "broken.parquet").write_bytes(
        (tmp_path / "GEDEvent_v25_1.parquet").read_bytes()[:-40]
    )
    with recognised([tmp_path / "GEDEvent_v25_1.parquet", tmp_path / "broken.parquet"]) as found:
        whole, broken = found
        assert isinstance(whole, Taken)
        assert (whole.layout.name, whole.seen.rows, whole.release) == ("ucdp", len(events), "25.1")
        assert isinstance(broken, LeftOut)
        assert "no Parquet" in broken.why

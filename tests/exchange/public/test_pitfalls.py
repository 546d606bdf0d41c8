"""Faults of public files, each in a small input of its form, with the outcome that is asked for."""

from __future__ import annotations

import datetime as dt
import json
import re
from pathlib import Path

import pytest

from exchange.public.small_downloads import (
    DTM_HEADER,
    NOW,
    ask,
    dtm_row,
    event,
    make_downloads,
    write_csv,
    write_events,
)
from homeward.exchange.public.acled import read_acled, read_hapi, read_months
from homeward.exchange.public.displaced_counts import (
    by_round,
    operations_kept,
    read_rounds,
)
from homeward.exchange.public.idmc import read_events, read_years
from homeward.exchange.public.import_public import import_public
from homeward.exchange.public.pcode_forms import PcodeForms
from homeward.exchange.public.population import read_population
from homeward.exchange.public.public_cells import Unread, read_day
from homeward.exchange.public.recognise import Found, LeftOut, Taken, recognised
from homeward.exchange.public.tables import Met
from homeward.exchange.public.ucdp import OF_HDX, OLD, read_ucdp
from homeward.exchange.public.unhcr import read_totals


def found_in(
    tmp_path: Path, content: str | bytes, name: str = "file.csv", encoding: str | None = None
) -> Found:
    path = tmp_path / name
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    with recognised([path], encoding) as found:
        assert len(found) == 1
        return found[0]


def taken(
    tmp_path: Path, content: str | bytes, name: str = "file.csv", encoding: str | None = None
) -> Taken:
    one = found_in(tmp_path, content, name, encoding)
    assert isinstance(one, Taken), one
    assert one.table is not None
    return one


def left(tmp_path: Path, content: str | bytes, name: str = "file.csv") -> LeftOut:
    one = found_in(tmp_path, content, name)
    assert isinstance(one, LeftOut), one
    return one


def test_1_a_line_of_tags_is_left_out_and_said(tmp_path: Path):
    text = (
        ",".join(DTM_HEADER)
        + "\n#id,,#country+name,,,,,,,#affected\n"
        + ",".join(map(str, dtm_row("2024-01-01", "SD01", 50)))
    )
    one = taken(tmp_path, text)
    assert one.seen.rows == 1
    assert any("tags" in note for note in one.notes)
    assert [count.people for count in read_rounds(one.table, "SDN", Met())] == [50]


def test_1_tags_lower_down_are_found_too(tmp_path: Path):
    rows = [",".join(map(str, dtm_row("2024-01-01", f"SD0{number}", 50))) for number in (1, 2, 3)]
    text = "\n".join(
        [",".join(DTM_HEADER), *rows, "#id,#operation" + "," * (len(DTM_HEADER) - 2), *rows]
    )
    assert taken(tmp_path, text).seen.rows == 6


def test_2_dates_that_a_spreadsheet_destroyed_are_refused_with_the_cause(tmp_path: Path):
    write_events(
        tmp_path / "in.csv",
        [event(1, "2024-01-05", "SD01", 5, date_start="00:00.0", date_end="00:00.0")],
    )
    one = left(tmp_path, (tmp_path / "in.csv").read_bytes())
    assert "a spreadsheet has saved it anew and every date is lost" in one.why
    assert one.is_fault


def test_2_even_if_only_some_are_destroyed_the_file_is_not_read(tmp_path: Path):
    rows = [
        event(1, "2024-01-05", "SD01", 5),
        event(2, "2024-01-06", "SD01", 5, date_start="00:00.0"),
    ]
    write_events(tmp_path / "some.csv", rows)
    one = taken(tmp_path, (tmp_path / "some.csv").read_bytes())
    with pytest.raises(Unread, match="spreadsheet"):
        list(read_ucdp(one.table, "SDN", Met()))


@pytest.mark.parametrize(
    "names", [NOW, OF_HDX, OLD], ids=["49 columns", "43 columns", "42 columns"]
)
def test_3_files_without_a_header_are_read_by_their_number_of_columns(
    tmp_path: Path, names: tuple[str, ...]
):
    row = event(628149 - 1000, "2024-02-03", "SD01", 7)
    cells = [str(row.get(name, "SDN")) for name in names]
    one = taken(tmp_path, ",".join(cells) + "\n")
    read = list(read_ucdp(one.table, "SDN", Met()))
    assert [(event.best, event.low, event.high, event.first) for event in read] == [
        (7, 2, 12, dt.date(2024, 2, 3))
    ]
    assert any("no header" in note for note in one.notes)


def test_3_any_other_number_of_columns_is_refused(tmp_path: Path):
    one = left(
        tmp_path, '628149,SUD-2026-1-18621-201.1,2026,true,Clear,1,,309,"Sudan: Government"\n'
    )
    assert "it has no header, and 9 columns where files of UCDP have 42, 43, 49" in one.why


def test_4_a_best_of_0_is_not_known_and_figures_are_put_in_order(tmp_path: Path):
    rows = [
        event(1, "2024-01-05", "SD01", 0, low=0, best=0, high=8),
        event(2, "2024-01-05", "SD01", 0, low=9, best=8, high=50),
        event(3, "2024-01-05", "SD01", 0, low=2, best=2, high=1),
    ]
    write_events(tmp_path / "in.csv", rows)
    one = taken(tmp_path, (tmp_path / "in.csv").read_bytes())
    assert any("not in order are sorted (1002, 1003)" in note for note in one.notes)
    assert any("1 events with a best figure of 0" in note for note in one.notes)
    read = Met()
    figures = [(event.low, event.best, event.high) for event in read_ucdp(one.table, "SDN", read)]
    assert figures == [(0, 4, 8), (8, 9, 50), (1, 2, 2)]
    assert read.cases["events of which deaths were put in order"] == ["1002", "1003"]


def test_5_the_middle_of_a_country_is_spread_or_left_out_as_asked(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    vague = [
        event(1, "2024-01-05", "SD01", 1000, where_prec=6),
        event(2, "2024-01-05", "SD01", 50, where_prec=7),
    ]
    write_events(folder / "GEDEvent_v25_1.csv", [*vague, event(3, "2024-01-07", "SD03", 10)])
    spread = import_public([folder], ask(), to=tmp_path / "spread", works_back=False).placed
    assert (spread.by_point, spread.spread, spread.left_out) == (1, 1, 1)
    shares = {one.pcode: one.share for one in spread.placed if one.event.key == "1001"}
    assert shares == pytest.approx({"SD01": 0.2, "SD02": 0.4, "SD03": 0.1, "SD04": 0.3})
    out = import_public(
        [folder], ask(vague="leave-out"), to=tmp_path / "out", works_back=False
    ).placed
    assert (out.by_point, out.spread, out.left_out) == (1, 0, 2)


UNHCR = """Extracted:,"United Nations High Commissioner for Refugees"
"Date extracted:","21/07/2024 14:54 UTC"

Years:
"Country of asylum:",all
Year,"Country of origin","Country of origin (ISO)","Country of asylum","Country of asylum (ISO)","Refugees under UNHCR's mandate",Asylum-seekers
2023,Sudan,SDN,Chad,TCD,1000,0
2023,Sudan,SDN,Egypt,EGY,5,-
2023,Sudan,SDN,Libya,LBY,-,-
2023,"Unknown ",UNK,Chad,TCD,5,5
2023,Stateless,XXA,Chad,TCD,70,0
"""


def test_6_lines_above_a_header_are_left_out_and_a_dash_is_not_known(tmp_path: Path):
    one = taken(tmp_path, UNHCR)
    assert any("4 lines above the header" in note for note in one.notes)
    counts = list(read_totals(one.table, "SDN", Met()))
    assert [(count.asylum, count.low, count.people, count.high) for count in counts] == [
        ("TCD", 1000, 1000, 1000),
        ("EGY", 1, 5, 5),
    ]


def test_7_codes_of_unhcr_are_not_those_of_countries(tmp_path: Path):
    items = [
        {
            "year": 2023,
            "coo": "SUD",
            "coo_iso": "SDN",
            "coa": "AUS",
            "coa_iso": "AUT",
            "refugees": 120,
            "asylum_seekers": "0",
        },
        {
            "year": 2023,
            "coo": "SUD",
            "coo_iso": "SDN",
            "coa": "LEB",
            "coa_iso": "LBN",
            "refugees": "-",
            "asylum_seekers": "0",
        },
    ]
    one = taken(tmp_path, json.dumps({"items": items}), "file.json")
    assert [count.asylum for count in read_totals(one.table, "SDN", Met())] == ["AUT"]


def test_8_a_sum_beside_its_parts_is_left_out_and_held_against_them(tmp_path: Path):
    text = "Year,Country of origin (ISO),Country of asylum (ISO),Refugees\n2023,SDN,-,900\n2023,SDN,TCD,300\n2023,SDN,EGY,200\n"
    read = Met()
    counts = list(read_totals(taken(tmp_path, text).table, "SDN", read))
    assert sum(count.people for count in counts) == 500
    assert list(read.sentences()) == [
        "1 sums differ from their parts (2023: the sum says 900, its parts 500)"
    ]


def test_8_population_is_counted_at_one_level_all_sexes_and_ages_together(tmp_path: Path):
    header = (
        "location_code,admin1_code,admin2_code,gender,age_range,population,reference_period_start"
    )
    rows = ["SDN,,,all,all,350,2024-01-01", "SDN,SD01,,all,all,100,2024-01-01", "SDN,SD01,,f,all,60,2024-01-01",
            "SDN,SD01,,all,0-4,20,2024-01-01", "SDN,SD02,,all,all,200,2024-01-01"]  # fmt: skip
    read = read_population(
        taken(tmp_path, "\n".join([header, *rows])).table, "SDN", "file.csv", 2023
    )
    assert (read.level, read.people) == (1, {"SD01": 100, "SD02": 200})
    assert read.met.cases["sums differ from their parts"] == ["the country: 350, its parts 300"]


@pytest.mark.parametrize(
    ("start", "year", "people", "others"),
    [
        (2025, 2024, 100, "2023; 2026"),
        (2023, 2023, 90, "2024; 2026"),
        (2030, 2026, 130, "2023; 2024"),
        (2014, 2023, 90, "2024; 2026"),
    ],
)
def test_population_of_several_years_is_that_nearest_to_the_start_and_no_sum(
    tmp_path: Path, start: int, year: int, people: int, others: str
):
    header = "iso3,adm1_pcode,population_group,gender,population,reference_year"
    rows = [
        f"SDN,SD01,T_TL,all,{people},{year}"
        for year, people in ((2023, 90), (2024, 100), (2026, 130))
    ]
    table = taken(tmp_path, "\n".join([header, *rows])).table
    read = read_population(table, "SDN", "file.csv", start)
    assert (read.year, read.people) == (year, {"SD01": people})
    assert list(read.met.sentences()) == [f"2 rows of other years left out ({others})"]


def test_9_operations_levels_and_causes_are_told_apart(tmp_path: Path):
    rows = [
        dtm_row("2024-01-31", "", 600, adminLevel="0"),
        dtm_row("2024-01-31", "SD01", 400, displacementReason="conflict"),
        dtm_row("2024-01-31", "SD02", 200),
        dtm_row("2024-01-31", "SD01", 90, displacementReason="Natural disaster"),
        dtm_row("2023-12-31", "SD01", 350),
        dtm_row("2024-01-31", "SD01", 390, operation="Clashes (Overview)"),
    ]
    write_csv(tmp_path / "in.csv", DTM_HEADER, rows)
    read = Met()
    counts = list(
        read_rounds(taken(tmp_path, (tmp_path / "in.csv").read_bytes()).table, "SDN", read)
    )
    assert read.counts == {"rows of other causes than conflict left out": 1}
    both = '"Clashes", "Clashes (Overview)"'
    with pytest.raises(Unread, match=f"operations {re.escape(both)} count the same people"):
        operations_kept(counts, ())
    with pytest.raises(Unread, match=f"names none of its operations: {re.escape(both)}"):
        operations_kept(counts, ("Clash",))
    kept = operations_kept(counts, ("Clashes",))
    assert kept == {"", "Clashes"}
    rounds = by_round([count for count in counts if count.operation in kept], 1)
    assert {day: sum(count.people for count in held) for day, held in rounds.items()} == {
        dt.date(2023, 12, 31): 350,
        dt.date(2024, 1, 31): 600,
    }


def test_9_several_operations_are_refused_by_name_until_one_is_chosen(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    rows = [
        dtm_row("2022-12-01", "SD02", 500),
        dtm_row("2022-12-01", "SD02", 900, operation="Other"),
    ]
    write_csv(folder / "dtm.csv", DTM_HEADER, rows)
    made = import_public([folder], ask(), to=tmp_path / "a", works_back=False)
    assert made.rows["displaced"] == 4, "those abroad alone"
    assert any('"Clashes", "Other" count the same people' in one.why for one in made.left)
    import_public([folder], ask(operations=("Other",)), to=tmp_path / "b", works_back=False)
    assert "sd02,everyone,sd02_within,900," in (tmp_path / "b" / "displaced.csv").read_text("utf-8")
    wrong = import_public([folder], ask(operations=("Othr",)), to=tmp_path / "c", works_back=False)
    assert any("--operation names none of its operations" in one.why for one in wrong.left)


def test_9_operations_are_told_apart_over_all_files(tmp_path: Path):
    folder = make_downloads(tmp_path / "downloads")
    other = [dtm_row("2022-11-01", "SD02", 900, operation="Other")]
    write_csv(folder / "dtm-other.csv", DTM_HEADER, other)
    made = import_public([folder], ask(), to=tmp_path / "a", works_back=False)
    refused = {one.name for one in made.left if "count the same people" in one.why}
    assert refused == {"dtm.csv", "dtm-other.csv"}


@pytest.mark.parametrize(
    ("iso3", "known", "lengths", "given", "meant"),
    [
        ("TCD", "TCD0704", (), "TD0704", "TCD0704"),
        ("TCD", "TD0704", (), "TCD0704", "TD0704"),
        ("NGA", "NG002001", ((2,), (3,), (3,)), "NG02001", "NG002001"),
        ("NGA", "NG002001", ((2,), (3,), (3,)), "NG002001   ", "NG002001"),
        ("NGA", "NG002001", (), "NG02001", None),
        ("SDN", "SD01", (), "DTM0302017     ", None),
        ("KEN", "KE047", (), "47", None),
    ],
)
def test_10_forms_of_a_code_are_told_and_none_is_guessed(
    iso3: str, known: str, lengths: tuple[tuple[int, ...], ...], given: str, meant: str | None
):
    forms = PcodeForms(iso3, frozenset({known}), lengths)
    assert forms.code(given) == meant
    assert (given.strip() in forms.unknown) == (meant is None)


def test_10_a_form_that_may_mean_two_codes_means_none():
    forms = PcodeForms("NGA", frozenset({"NG002001", "NG020001"}), ((2,), (3,), (3,)))
    assert forms.code("NG02001") is None


def test_10b_months_are_named_and_sums_of_a_month_stay_one(tmp_path: Path):
    text = "Country,Admin1,Admin2,ISO3,Admin2 Pcode,Month,Year,Events,Fatalities\nSudan,A,B,SDN,SD01002,February,2024,3,5\nSudan,A,C,SDN,SD01003,February,2024,0,0\n"
    months = list(read_months(taken(tmp_path, text).table, "SDN", Met()))
    assert [(one.first, one.last, one.best, one.count) for one in months] == [
        (dt.date(2024, 2, 1), dt.date(2024, 2, 29), 5, 3)
    ]


def test_11_other_encodings_are_read_where_they_are_named(tmp_path: Path):
    content = 'Adm1_name;Adm1_Pcode;T_TL\nNana Mambéré;CF22;"28 016"\nOuham;CF32;28.016,5\n'.encode(
        "latin-1"
    )
    assert "not UTF-8" in left(tmp_path, content).why
    one = taken(tmp_path, content, encoding="latin-1")
    assert any("read as latin-1" in note for note in one.notes)
    read = read_population(one.table, "CAF", "file.csv", 2023)
    assert read.people == {"CF22": 28016}
    assert len(read.met.bad) == 1
    assert "28.016,5" in read.met.bad[0]


def test_12_days_as_numbers_are_read_in_columns_that_have_them_and_never_elsewhere(tmp_path: Path):
    text = "ADM1_EN,ADM1_PCODE,DATE,VALIDON\nGhazni,AF11,43081,44517\n"
    assert taken(tmp_path, text).seen.first == dt.date(2017, 12, 12)
    with pytest.raises(Unread):
        read_day("43081")
    assert read_day("07-Jan-16") == dt.date(2016, 1, 7)
    with pytest.raises(Unread, match="may be two days"):
        read_day("05/01/2031")
    assert read_day("05/01/2031", "day first") == dt.date(2031, 1, 5)
    assert read_day("05/01/2031", "month first") == dt.date(2031, 5, 1)


GIDD = """iso3,country_name,year,new_displacement,new_displacement_rounded,total_displacement,total_displacement_rounded
SDN,Sudan,2013,0,,297000,297000
SDN,Sudan,2014,1003400,1003000,2756600,2757000
SDN,Sudan,2015,621000,621000,1200000,1200000
SDN,Sudan,2016,,,12423,12000
SDN,Sudan,2017,0,0,,
"""


def test_13_empty_nought_and_unknown_differ_and_breaks_are_named(tmp_path: Path):
    read = Met()
    years = list(read_years(taken(tmp_path, GIDD).table, "SDN", read))
    assert [(one.flow, one.stock) for one in years] == [
        (None, 297000), (1003400, 2756600), (621000, 1200000), (None, 12423), (0, None),
    ]  # fmt: skip
    assert read.cases["stocks break, more often by method than by return"] == [
        "2015: 1,200,000 after 2,756,600",
        "2016: 12,423 after 1,200,000",
    ]


ACLED = """event_id_cnty,event_date,year,time_precision,event_type,sub_event_type,actor1,inter1,actor2,inter2,iso,country,admin1,location,latitude,longitude,geo_precision,fatalities,timestamp
XXX1,15 March 2024,2024,1,Battles,Armed clash,A,1,B,2,887,Yemen,Al Hudaydah,Red Sea,14.1,42.2,2,3,1711000000
XXX1,2024-03-15,2024,1,Battles,Armed clash,A,State forces,B,Rebel group,0,Red Sea,,Red Sea,14.1,42.2,2,3,1778000000
XXX2,2024-03-16,2024,1,Protests,Peaceful protest,C,Protesters,,,887,Yemen,Taizz,Taizz,13.57,44.02,1,0,1778000000
XXX3,2024-03-17,2024,1,Battles,Armed clash,A,State forces,B,Rebel group,887,Yemen,Taizz,Taizz,13.57,44.02,1,9,1778000000
"""


def test_14_the_last_row_of_an_event_counts_and_protests_do_not(tmp_path: Path):
    read = Met()
    events = list(read_acled(taken(tmp_path, ACLED).table, "YEM", read))
    assert [event.best for event in events] == [9], "the first event is at sea now, in no country"
    assert read.counts == {
        "rows replaced by a later one of the same event": 1,
        "rows of protests and other events without fighting left out": 1,
    }
    assert "XXX" not in "".join(event.key for event in events)


def test_14_types_of_hapi_overlap_and_one_is_counted(tmp_path: Path):
    text = "location_code,admin1_code,admin2_code,event_type,events,fatalities,reference_period_start,reference_period_end\n"
    for kind, events, deaths in (
        ("civilian_targeting", 3, "7"),
        ("political_violence", 10, "25"),
        ("demonstration", 4, ""),
    ):
        text += f"SDN,SD01,,{kind},{events},{deaths},2025-01-01,2025-01-31\n"
    found = list(read_hapi(taken(tmp_path, text).table, "SDN", Met()))
    assert [(one.count, one.best) for one in found] == [(10, 25)]


def test_15_a_name_of_two_areas_is_said_and_nothing_is_joined_by_it(tmp_path: Path):
    text = "Location,Admin Level,P-Code,Name,Parent P-Code,Valid from date\nNGA,2,NG007014,Obi,NG007,2019-04-17\nNGA,2,NG026011,Obi,NG026,2019-04-17\n"
    assert any("Obi (NGA) is NG007014 and NG026011" in note for note in taken(tmp_path, text).notes)
    named = 'Location name,Source,Data date,Share,Population\nObi,HNO,31 Dec 2023,1%,"1,000"\n'
    assert "names are never joined by" in left(tmp_path, named).why


def test_16_titles_sums_and_sheets_of_migrants(tmp_path: Path):
    text = "DTM Round 54,IDP DATASET,,\n,,,\nState,State pcode,IDPs ind,IDPs hh\nBorno,SD01,100000,20000\nGwoza,SD02,50000,10000\nGrand Total,,150000,30000\n"
    one = taken(tmp_path, text)
    assert one.seen.rows == 2
    assert any("row of sums" in note for note in one.notes)
    migrants = "General Info,,\nADM 1 (EN),Baladiya PCode,Migrants (IND)\nEast,LY010602,32700\n"
    assert "migrants" in left(tmp_path, migrants).why


def test_preliminary_figures_of_disasters_are_left_out_and_an_event_counts_once(tmp_path: Path):
    header = "id,iso3,displacement_type,figure,displacement_date,displacement_start_date,displacement_end_date,event_name\n"
    rows = (
        "1,SDN,Disaster,900,2024-02-01,2024-02-01,2024-02-03,Flood\n2,SDN,Conflict,500,2024-02-01,2024-02-01,2024-02-03,Clash\n"
        "3,SDN,Conflict,450,2024-02-01,2024-02-01,2024-02-03,Clash\n"
    )
    read = Met()
    events = list(read_events(taken(tmp_path, header + rows).table, "SDN", read))
    assert [event.people for event in events] == [500]
    assert read.counts == {
        "rows of disasters left out": 1,
        "further figures of an event left out: one counts": 1,
    }


def test_events_without_a_name_are_several_and_a_figure_that_is_not_known_hides_none(
    tmp_path: Path,
):
    header = "id,iso3,displacement_type,figure,displacement_date,displacement_start_date,displacement_end_date,event_name\n"
    days = "2024-02-01,2024-02-01,2024-02-03"
    rows = f"1,SDN,Conflict,500,{days},\n2,SDN,Conflict,450,{days},\n3,SDN,Conflict,,{days},Clash\n4,SDN,Conflict,70,{days},Clash\n"
    events = read_events(taken(tmp_path, header + rows).table, "SDN", Met())
    assert [event.people for event in events] == [500, 450, 70]

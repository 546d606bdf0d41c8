"""Names of places in any spelling."""

from __future__ import annotations

import pytest

from homeward.reading.finding.gazetteer import Gazetteer, names_of
from homeward.reading.finding.transliteration import skeleton
from homeward.scenario.load import load_scenario

PALMYRA = load_scenario("palmyra")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("Tadmor", "palmyra"),
        ("تدمر", "palmyra"),
        ("al-Rukban", "rukban"),
        ("Roukban", "rukban"),
        ("الركبان", "rukban"),
        ("Idleb", "idlib"),
        ("إدلب", "idlib"),
        ("Sukhna", "al_sukhnah"),
        ("السخنة", "al_sukhnah"),
        ("Dayr az-Zawr", "deir_ez_zor"),
        ("Palmyre", "palmyra"),
    ],
)
def test_a_place_of_the_scenario_in_another_spelling(name: str, place: str):
    named = Gazetteer(PALMYRA.places).look_up(name)
    assert named is not None
    assert named.name == place


@pytest.mark.parametrize("name", ["Parliament", "Redmond", "Rock Band", "Ideal"])
def test_a_word_that_only_looks_alike_is_no_place(name: str):
    named = Gazetteer(PALMYRA.places).look_up(name)
    assert named is None or not named.is_own


def test_articles_and_doubled_letters_do_not_count():
    assert skeleton("Ar-Raqqa") == skeleton("Raqqah") == skeleton("الرقة")


def test_a_label_is_cut_before_it_explains_itself():
    [homs] = [one for one in PALMYRA.places if one.place == "homs"]
    assert names_of(homs) == ["Homs", "homs"]

"""What the kernels read and write: codes without gaps, laws in the register's order."""

from homeward.catalogue import PARAMETERS
from homeward.model.communities import codes
from homeward.model.communities.drivers import Ensemble, LawParameters, Params


def test_the_laws_are_the_registers_parameters_in_its_order():
    assert LawParameters._fields == tuple(parameter.name for parameter in PARAMETERS)


def test_what_is_drawn_for_a_member_is_drawn_for_the_ensemble():
    drawn = Params.__annotations__["drawn"]
    assert set(drawn._fields) <= set(Ensemble._fields)


def test_codes_are_counted_without_gaps():
    for count, names in {
        "N_STANDING": ("SETTLED", "SCREENED", "APPROVED", "STAYING", "APPROVED_TODAY"),
        "N_EXPOSURE": (
            "LIVING",
            "CROSSING",
            "RETURNED_UNPERMITTED",
            "RETURNED_PERMITTED",
            "TRAVELLING",
        ),
        "N_OUTCOME": ("DEAD", "HELD", "CONSCRIPTED"),
        "N_MODE": ("CONTROL", "GARRISON", "RAIDING", "INFORMERS", "ASSAULT"),
    }.items():
        assert [getattr(codes, name) for name in names] == list(range(getattr(codes, count)))
    assert codes.OPEN < codes.LISTED < codes.REFUSED  # the strictest answer is the greatest

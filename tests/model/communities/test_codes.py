"""Codes that kernels share: without gaps, in the order that laws count on."""

from homeward.model.communities import codes


def test_codes_are_counted_without_gaps():
    for count, names in {
        "N_STANDING": ("SETTLED", "SCREENED", "APPROVED", "STAYING", "RECENT", "APPROVED_TODAY"),
        "N_REFUGE_KIND": ("CAMP", "INSIDE", "ABROAD"),
        "N_EXPOSURE": (
            "LIVING",
            "CROSSING",
            "RETURNED_UNPERMITTED",
            "RETURNED_PERMITTED",
            "TRAVELLING",
        ),
        "N_STANCE": ("NEITHER", "FRIENDLY", "HOSTILE"),
        "N_BELIEF": ("LIVING", "CROSSING", "RETURNED_UNPERMITTED", "RETURNED_PERMITTED", "NEAR"),
        "N_OUTCOME": ("DEAD", "HELD", "CONSCRIPTED"),
        "N_MODE": ("CONTROL", "GARRISON", "RAIDING", "INFORMERS", "ASSAULT"),
    }.items():
        assert [getattr(codes, name) for name in names] == list(range(getattr(codes, count)))
    assert codes.OPEN < codes.LISTED < codes.REFUSED  # the strictest answer is the greatest

"""What may be shown."""

from __future__ import annotations

import numpy as np

from homeward.results.publish.published import publish
from homeward.results.result import Result


def test_exact_counts_are_neither_withheld_nor_rounded(result: Result) -> None:
    exact, shown = publish(result, exact=True), publish(result)
    values = exact.summaries["idps"].levels["place",]
    assert np.isfinite(values).all()
    assert (values % 5 != 0).any()
    assert np.isnan(shown.summaries["idps"].levels["home", "place"]).any()


def test_the_work_is_done_once(result: Result) -> None:
    assert publish(result) is publish(result)
    assert publish(result) is not publish(result, exact=True)

"""Many tabs at once."""

from __future__ import annotations

from browser.conftest import Open

TABS = 20


def test_twenty_tabs_at_once_show_their_own_numbers(new_screen: Open):
    first = new_screen()
    tabs = [first]
    for _ in range(TABS - 1):
        page = first.page.context.new_page()
        first.watch.over(page)
        tabs.append(type(first)(page, first.address, first.watch))
    values = [round(0.004 * 5 * number, 3) for number in range(TABS)]
    for tab, value in zip(tabs, values, strict=True):
        tab.page.goto(
            f"{tab.address}#a=tiny~houses_given_back={value}&b=none&home=all",
            wait_until="commit",
        )
    ends = [tab.settled().band() for tab in tabs]
    assert ends == [
        first.end_of_run({"name": "houses_given_back", "value": value}) for value in values
    ]
    assert len({tuple(end) for end in ends}) > 5

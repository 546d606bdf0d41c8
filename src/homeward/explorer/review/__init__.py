"""Deciding on candidates of a report in the browser, beside its text."""

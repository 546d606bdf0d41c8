"""The report: one page that opens anywhere, with no request to anyone (model §9)."""

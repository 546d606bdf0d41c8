"""Public data as a scenario: files recognised by their headers, joined by geometry, every row on a claim."""

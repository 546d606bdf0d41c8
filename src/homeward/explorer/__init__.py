"""The explorer: a scenario in the browser, run live, every number traced to its source (decision 16)."""

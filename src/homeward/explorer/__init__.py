"""The explorer: see a run, change it, trace it; in the browser, from this machine alone."""

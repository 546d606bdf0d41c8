"""Files and folders that are complete or not there (decision 20)."""

"""Reports read for candidates of claims, and a person who decides (decision 35)."""

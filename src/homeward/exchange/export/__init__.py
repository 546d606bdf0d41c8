"""A run as files that other programs open: one level a file, with p-codes and coordinates (decision 34)."""

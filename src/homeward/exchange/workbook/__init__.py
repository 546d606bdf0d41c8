"""A scenario as one workbook: written, read as it stands, and marked where it is wrong (decision 40)."""

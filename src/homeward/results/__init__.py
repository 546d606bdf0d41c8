"""What came out: dataset, summary, disclosure control, tables and report (model §9)."""

"""Reports read for candidate claims: documents in, paragraphs, what they say, and a person who decides (decision 35)."""

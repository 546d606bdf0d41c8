"""What a language calls things: numbers, dates, events; rules as data."""

"""What a paragraph says: quantities, dates, places, actors, events, and who says so."""

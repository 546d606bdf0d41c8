"""What may be published of a result: disclosure control."""

"""What a change would make: two worlds on the same members, subtracted."""

"""What keeps people away: each obstacle lifted, in many combinations."""

"""What the user says: a scenario folder, read, checked and held as plain objects (model §2)."""

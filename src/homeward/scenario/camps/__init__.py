"""Registrations as daily counts and as observations."""

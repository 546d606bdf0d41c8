"""The land behind the places."""

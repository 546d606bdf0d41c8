"""The server, on this machine only."""

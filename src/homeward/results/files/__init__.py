"""The folder of a run: its files written, opened and checked."""

"""The Python interface: one file a verb, which the command line only prints."""

"""Damaged inputs: what people's tools and hands do to files, done on purpose, thousands a minute."""

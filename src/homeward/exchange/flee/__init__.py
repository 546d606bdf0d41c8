"""Instances of Flee, the agent-based model of displacement, read as scenarios of registered arrivals."""

from homeward.exchange.flee.import_flee import import_flee

__all__ = ["import_flee"]

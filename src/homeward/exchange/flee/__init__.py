"""Instances of Flee, the agent-based model of displacement, read as scenarios of camp registrations."""

from homeward.exchange.flee.import_flee import import_flee

__all__ = ["import_flee"]

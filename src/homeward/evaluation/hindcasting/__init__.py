"""A hindcast: members weighed by what was known before a day, and played past it."""

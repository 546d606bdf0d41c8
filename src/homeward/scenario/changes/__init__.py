"""A scenario changed: levers, lifted obstacles, storylines."""

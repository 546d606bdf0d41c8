"""A scenario as the arrays of the community model."""

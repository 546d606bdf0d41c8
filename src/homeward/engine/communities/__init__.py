"""Members of the community model."""

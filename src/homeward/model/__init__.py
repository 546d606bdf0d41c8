"""What happens: arrays and arithmetic only (model §3)."""

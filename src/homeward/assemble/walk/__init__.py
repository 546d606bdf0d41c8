"""From a scenario of registered arrivals to the arrays of the route walk (model §12)."""

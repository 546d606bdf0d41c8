"""Forecasts of scenarios whose displacement is modelled: futures, bands, where their width comes from (model §14)."""

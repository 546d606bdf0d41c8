"""The waist: from a scenario's names and dates to arrays; the only code that knows both (model §2)."""

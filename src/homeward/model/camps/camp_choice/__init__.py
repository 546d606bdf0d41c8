"""Camp choice: people who arrive choose among camps (model §13)."""

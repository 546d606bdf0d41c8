"""From cells to rows: tables, settings and levers as their files write them."""

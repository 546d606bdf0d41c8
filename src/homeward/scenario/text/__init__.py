"""From bytes to cells: what a file says, before anyone knows what it means."""

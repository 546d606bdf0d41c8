"""Results as labelled arrays and the tables made of them."""

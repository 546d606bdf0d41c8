"""What is asked and answered: the one page between server and browser."""

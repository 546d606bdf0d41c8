"""One process, one file, one law: reading the names of the files is reading the model."""

"""Countries, borders, lakes and rivers: Natural Earth 4.1, public domain, made by basemap/make.py."""

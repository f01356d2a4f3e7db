"""How fast the house is, measured from outside over HTTP: `make bench` prints one table."""

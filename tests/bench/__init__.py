"""The bench: the main pages measured at national size. Run it with `make bench`."""

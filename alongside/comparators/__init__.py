"""Comparators: figures that others published, with their source, and the areas that a partnership is compared with."""

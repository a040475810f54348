"""Alongside: one place where every agency works alongside a child."""

__version__ = "0.1.0"

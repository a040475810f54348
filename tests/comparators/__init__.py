"""Tests of published figures and comparisons."""

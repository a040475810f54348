"""Pages of deadlines, a module per noun."""

from alongside.deadlines.views.rules import rule, rules

__all__ = ["rule", "rules"]

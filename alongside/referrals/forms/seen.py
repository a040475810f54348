"""Who can see what is typed, in the words of the forms."""

from __future__ import annotations

SEEN_BY_FRONT_DOOR = "the front door, the worker who is allocated and their manager"
SEEN_IN_THE_TRAIL = "the information governance lead, who answers for the record of who did what"

WHOLE = "govuk-!-width-full"
"""As wide as there is room: a select is otherwise as wide as its longest option, which a telephone is not."""

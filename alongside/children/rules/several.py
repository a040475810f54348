"""One entry for several children: how many at most, and whom its shared part must not name."""

from __future__ import annotations

import re
from collections.abc import Sequence

SEVERAL_AT_MOST = 12
"""How many children one entry is for at most: a group and not a caseload. Ours."""


def named_in(text: str, children: Sequence[tuple[str, str, str]]) -> str:
    """The first name in the text that tells which of the children it is about, "" where there is none.

    ``children`` gives the given, preferred and family name of each. A name counts as it is written with its
    capital: the month of May names May, and "they may" does not; nor does "de" or "van".
    A family name that all of them have tells nobody apart.
    """
    family = [name.casefold() for _, _, name in children]
    for given, preferred, last in children:
        telling = [*given.split(), *preferred.split()]
        if last and family.count(last.casefold()) < len(children):
            telling.append(last)
        for name in telling:
            if len(name) > 1 and not name[0].islower() and re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text):
                return name
    return ""

"""Names that are the same name: for the search that comes before a new record. Plain Python, no Django.

Two steps. ``look_for`` gives tokens and dates of birth that find candidates by plain equality (or, while somebody
types, ``prefix_range``) on columns filled from ``tokens``: under row security PostgreSQL uses such an index, and
not a trigram one. ``score`` then compares each candidate and says in sentences why it may be the same child.
"""

from alongside.core.names.finding import Kind, LookFor, Named, Part, Token, look_for, near_dates, prefix_range, tokens
from alongside.core.names.matching import LIKELY, POSSIBLE, Match, score
from alongside.core.names.short_forms import nicknames
from alongside.core.names.sounds import sound
from alongside.core.names.spelling import normalise, words

__all__ = [
    "LIKELY",
    "POSSIBLE",
    "Kind",
    "LookFor",
    "Match",
    "Named",
    "Part",
    "Token",
    "look_for",
    "near_dates",
    "nicknames",
    "normalise",
    "prefix_range",
    "score",
    "sound",
    "tokens",
    "words",
]

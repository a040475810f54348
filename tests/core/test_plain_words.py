"""Plain words for children."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import plain_words

FIFTEEN = "I like it when you tell me what will happen before we go into the"


@pytest.mark.parametrize(
    "text, found",
    [
        ("Sam will ring you. You can say no.", ["Sam will ring you.", "You can say no."]),
        ("Meet at 10.30 with Dr. Ali. Bring a pen!", ["Meet at 10.30 with Dr. Ali.", "Bring a pen!"]),
        ("One idea\nanother idea", ["One idea", "another idea"]),
        ("- give me time\n- draw it", ["give me time", "draw it"]),
        ("Who? Why?! When…", ["Who?", "Why?!", "When…"]),
        ('She said "no." Then she left.', ['She said "no."', "Then she left."]),
        ("See a.b.c, e.g. a film.", ["See a.b.c, e.g. a film."]),
        ("", []),
        ("  \n ", []),
    ],
)
def test_sentences_end_where_a_reader_stops(text: str, found: list[str]) -> None:
    assert plain_words.sentences(text) == found


def test_words_with_hyphens_apostrophes_and_points_count_once() -> None:
    assert plain_words.count_words("Don't rush one-to-one work at 10.30, O’Neill") == 7


def test_fifteen_words_pass_and_sixteen_do_not() -> None:
    assert plain_words.too_long_sentences(f"{FIFTEEN}.") == ()
    (long,) = plain_words.too_long_sentences(f"Hello. {FIFTEEN} room. Bye.")
    assert long.words == 16
    assert long.text.endswith("the room.")
    assert long.warning.startswith("This sentence has 16 words. Try 15 or fewer")


@given(st.text(max_size=300))
def test_no_word_is_lost_between_sentences(text: str) -> None:
    assert sum(map(plain_words.count_words, plain_words.sentences(text))) >= plain_words.count_words(text)
    assert all(long.words > 15 for long in plain_words.too_long_sentences(text))

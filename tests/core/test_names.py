"""Names that are the same name."""

from __future__ import annotations

import csv
import datetime as dt
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alongside.core import names
from alongside.core.names import Kind, Named, Part, Token
from alongside.core.names.short_forms import NICKNAMES_FILE
from tests.core import synthetic

BORN = dt.date(2012, 3, 4)


# One spelling


@pytest.mark.parametrize(
    "name, spelled",
    [
        ("  Zoë   May ", "zoe may"),
        ("O'Brien", "obrien"),
        ("O’Brien", "obrien"),
        ("O Brien", "obrien"),
        ("McDonald", "macdonald"),
        ("Mac Donald", "macdonald"),
        ("Mc-Donald", "macdonald"),
        ("MACEY", "macey"),
        ("Smith-Jones", "smith jones"),
        ("Smith – Jones", "smith jones"),
        ("Łukasz Żółć", "lukasz zolc"),
        ("Núñez", "nunez"),
        ("Al-Sayed", "alsayed"),
        ("El Sayed", "elsayed"),
        ("St. John", "stjohn"),
        ("Saint John", "stjohn"),
        ("Strauß", "strauss"),
        ("Çelik İpek", "celik ipek"),
        ("محمد", "محمد"),
        ("مُحَمَّد", "محمد"),
        ("मीरा", "मीरा"),
        ("D'Arcy", "darcy"),
        ("J.", "j"),
        ("---", ""),
        ("", ""),
    ],
)
def test_one_comparable_spelling(name: str, spelled: str) -> None:
    assert names.normalise(name) == spelled


@given(st.text(max_size=30))
def test_a_comparable_spelling_is_final(name: str) -> None:
    once = "".join(names.words(name))
    assert not any(character.isspace() for character in once)
    if once.isascii() and not once.startswith(("mc", "saint", "o", "al", "el", "fitz", "st")):
        assert "".join(names.words(once)) == once


# Sound


@pytest.mark.parametrize(
    "alike",
    [
        "siobhan shivaun shevaun",
        "niamh neve",
        "mohammed muhammad mohamed mohamad",
        "choudhury chowdhury choudhary",
        "singh sing",
        "hussain hussein husain hossain",
        "yusuf yousef jusuf",
        "qasim kasim",
        "iqbal ikbal",
        "szymanski shimanski",
        "wiktor victor viktor",
        "stephen steven",
        "geoffrey jeffrey",
        "philip filip",
        "thomson tomson",
        "wright right",
        "knight night",
        "sean shaun shawn",
        "catherine katherine kathryn cathryn",
        "aoife eefa",
        "bhatti batti",
        "clarke clark",
        "lewis louis",
        "reece rhys",
        "khan kahn",
    ],
)
def test_spellings_of_one_sound_have_one_key(alike: str) -> None:
    assert len({names.sound(word) for word in alike.split()}) == 1


@pytest.mark.parametrize("word", ["محمد", "мария", "", "x7"])
def test_other_scripts_have_no_sound(word: str) -> None:
    assert names.sound(word) == ""


def test_different_names_mostly_sound_different() -> None:
    keys = {names.sound(word) for word in synthetic.FAMILY_WORDS}
    assert len(keys) > 0.85 * len(synthetic.FAMILY_WORDS)


# Nicknames


def test_the_list_of_nicknames_is_large_plain_and_without_repeats() -> None:
    lines = NICKNAMES_FILE.read_text(encoding="utf-8").splitlines()
    rows = list(csv.DictReader(line for line in lines if not line.startswith("#")))
    assert "our own list" in "\n".join(lines[:3])
    assert len(rows) >= 150
    assert len({row["name"] for row in rows}) == len(rows)
    for row in rows:
        members = [row["name"], *row["short"].split(), *row["spelled"].split()]
        assert len(members) == len(set(members)) > 1, row
        assert [names.normalise(word) for word in members] == members, row


def test_a_nickname_may_stand_for_several_names() -> None:
    assert {"alexander", "alexandra"} <= names.nicknames("alex")
    assert names.nicknames("zzz") == frozenset()


# Tokens


def test_tokens_hold_each_name_in_each_kind() -> None:
    child = Named("Katie-May", "O'Neill Shah", preferred="Kit", former=("Jones",))
    stored = names.tokens(child)
    for token in (
        Token(Part.GIVEN, Kind.EXACT, "katie"),
        Token(Part.GIVEN, Kind.EXACT, "may"),
        Token(Part.GIVEN, Kind.EXACT, "katiemay"),
        Token(Part.GIVEN, Kind.NICK, "catherine"),
        Token(Part.FAMILY, Kind.EXACT, "oneill"),
        Token(Part.FAMILY, Kind.EXACT, "oneillshah"),
        Token(Part.FAMILY, Kind.SOUND, names.sound("shah")),
        Token(Part.PREFERRED, Kind.EXACT, "kit"),
        Token(Part.PREFERRED, Kind.NICK, "christopher"),
        Token(Part.FORMER, Kind.EXACT, "jones"),
    ):
        assert token in stored


def test_a_search_finds_swapped_names_and_near_dates_by_equality() -> None:
    stored = {(token.kind, token.value) for token in names.tokens(Named("Jack", "Smith"))}
    asked = names.look_for(Named("Smith", "Jack", BORN))
    assert (Kind.EXACT, "smith") in asked.tokens & stored
    assert {BORN, dt.date(2012, 4, 3), dt.date(2012, 3, 14), dt.date(2013, 3, 4)} <= asked.born_on
    assert names.look_for(Named("Jack")).born_on == frozenset()


@pytest.mark.parametrize(
    "typed, found, other",
    [("Jam", "james", "jan"), ("o'b", "obrien", "oconnor"), ("محم", "محمد", "مريم")],
)
def test_what_is_typed_so_far_is_a_range(typed: str, found: str, other: str) -> None:
    low, high = names.prefix_range(typed)
    assert low <= found < high
    assert not low <= other < high


def test_nothing_typed_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one letter"):
        names.prefix_range(" - ")


@given(st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_near_dates_are_few_and_hold_the_date(born_on: dt.date) -> None:
    near = names.near_dates(born_on)
    assert born_on in near
    assert len(near) <= 60


# Comparing: pairs that must be shown, with the reason that must be given


def child(given: str, family: str, born: str = "2012-03-04", preferred: str = "", *former: str) -> Named:
    return Named(given, family, dt.date.fromisoformat(born) if born else None, preferred, former)


JACK = child("Jack", "Smith")

SAME = [
    (JACK, JACK, "Same date of birth"),
    (JACK, child("Jack", "Smith", "2012-04-03"), "Day and month of birth swapped"),
    (JACK, child("Jack", "Smith", "2012-03-14"), "One digit apart in the date of birth"),
    (JACK, child("Jack", "Smith", "2012-03-05"), "One digit apart in the date of birth"),
    (JACK, child("Jack", "Smith", "2013-03-04"), "One digit apart in the date of birth"),
    (JACK, child("Jack", "Smith", "2012-03-28"), "Same month and year of birth"),
    (JACK, child("Jack", "Smith", "2012-09-27"), "Same family name"),
    (JACK, child("Jack", "Smith", ""), "Same given name"),
    (JACK, child("Smith", "Jack"), "Given and family name swapped"),
    (JACK, child("Smyth", "Jack"), "Given and family name swapped"),
    (JACK, child("Jcak", "Smith"), "One letter apart in the given name"),
    (JACK, child("Jack", "Smiht"), "One letter apart in the family name"),
    (JACK, child("Jack", "Smyth"), "One letter apart in the family name"),
    (JACK, child("Jack Thomas", "Smith"), "Second name missing in one of them"),
    (JACK, child("Thomas Jack", "Smith"), "Jack is a second name of one of them"),
    (JACK, child("Jack", "Smith-Jones"), "Part of the family name is the same"),
    (JACK, child("Jack", "Jones Smith", ""), "Part of the family name is the same"),
    (JACK, child("J", "Smith"), "Same initial"),
    (JACK, child("John", "Smith"), "Jack is short for John"),
    (JACK, child("Bartholomew", "Smith", "2012-03-04", "Jack"), "Known as Jack"),
    (JACK, child("Jack", "Brown", "2012-03-04", "", "Smith"), "Same as a former name"),
    (JACK, child("Jack", "Brown", "2012-03-04", "", "Jack Smith"), "Same as a former name"),
    (JACK, child("Harry", "Smith"), "Another given name: may be a twin"),
    (JACK, child("Jack", "Okonkwo"), "Same date of birth"),
    (child("Alex", "Ford"), child("Alexander", "Ford"), "Alex is short for Alexander"),
    (child("Alex", "Ford"), child("Alexandra", "Ford"), "Alex is short for Alexandra"),
    (child("Bob", "Ford"), child("Rob", "Ford"), "Bob and Rob are both short for Robert"),
    (child("Muhammad", "Khan"), child("Mohammed", "Khan"), "Muhammad is another form of Mohammed"),
    (child("Md", "Khan"), child("Mohammed", "Khan"), "Md is short for Mohammed"),
    (child("Siobhán", "Byrne"), child("Shivaun", "Byrne"), "Shivaun is another form of Siobhan"),
    (child("Niamh", "Byrne"), child("Neve", "Byrne"), "Neve is another form of Niamh"),
    (child("Aleksander", "Wiśniewski"), child("Alexander", "Wisniewsky"), "One letter apart in the family name"),
    (child("Zoë", "Núñez"), child("Zoe", "Nunez"), "Same given name"),
    (child("Ann", "O'Brien"), child("Anne", "OBrien"), "Ann is another form of Anne"),
    (child("Tom", "McDonald"), child("Thomas", "Mac Donald"), "Same family name"),
    (child("Amir", "Choudhury"), child("Ameer", "Chowdary"), "The family name sounds alike"),
    (child("Ravi", "Al-Rashid"), child("Ravi", "Alrashid"), "Same family name"),
    (child("Mary-Jane", "Lee"), child("Maryjane", "Leigh"), "Same given name"),
    (child("Ella", "Jones-Smith"), child("Ella", "Smith-Jones"), "Parts of the family name in another order"),
    (child("محمد", "خان"), child("محمد", "خان", "2012-04-03"), "Day and month of birth swapped"),
    (child("Christopher", "Featherstonehaugh"), child("Christohper", "Fetherstonehaugh"), "Same date of birth"),
    (child("Abdul Rahman", "Ali"), child("Abdulrahman", "Ali"), "Same given name"),
    (child("Chloe Ann", "Webb"), child("Chloe Anne", "Webb"), "Same first name, second name alike"),
]


@pytest.mark.parametrize("one, other, reason", SAME)
def test_the_same_child_is_shown_with_the_reason(one: Named, other: Named, reason: str) -> None:
    match = names.score(one, other)
    assert match.possible
    assert reason in "; ".join(match.reasons)
    assert match == names.score(other, one)


@pytest.mark.parametrize("one, other, reason", SAME)
def test_the_same_child_is_found_by_equality(one: Named, other: Named, reason: str) -> None:
    for asked, stored in ((one, other), (other, one)):
        look_for = names.look_for(asked)
        by_name = look_for.tokens & {(token.kind, token.value) for token in names.tokens(stored)}
        assert by_name or stored.born_on in look_for.born_on


OTHER = [
    (JACK, child("Jack", "Smith", "2007-11-27")),  # a namesake five years older
    (JACK, child("Jack", "Brown", "2010-08-21")),
    (JACK, child("Jack", "Brown", "")),
    (JACK, child("Harry", "Smith", "2012-09-27")),
    (JACK, child("Harry", "Smith", "2014-07-19")),  # a brother
    (JACK, child("Oluwaseun", "Okonkwo")),  # born the same day
    (JACK, child("", "Smith", "")),
    (JACK, child("Jack", "", "")),
    (JACK, child("", "", "2012-03-04")),
    (JACK, child("", "", "")),
    (child("Smith", "Jones"), child("Jack", "Smith", "2012-09-27")),
    (child("Amy", "Lee"), child("Amina", "Ali", "2012-04-03")),
    (child("Ali", "Khan"), child("Ola", "Kaczmarek", "2011-07-13")),
    (child("Sam", "Ford", ""), child("Tom", "Ford", "")),
]


@pytest.mark.parametrize("one, other", OTHER)
def test_another_child_is_not_shown(one: Named, other: Named) -> None:
    assert not names.score(one, other).possible
    assert names.score(one, other) == names.score(other, one)


def test_only_close_agreement_is_likely() -> None:
    assert names.score(JACK, child("Jack", "Smyth", "2012-03-14")).likely
    assert not names.score(JACK, child("Harry", "Smith")).likely
    assert not names.score(JACK, child("Jack", "Smith", "")).likely


def test_a_slip_costs_less_than_a_difference() -> None:
    order = [
        names.score(JACK, other).score
        for other in (
            JACK,
            child("Jack", "Smith", "2012-04-03"),
            child("Jcak", "Smith", "2012-04-03"),
            child("Jcak", "Smyth", "2012-04-03"),
            child("Harry", "Smith"),
            child("Harry", "Brown"),
        )
    ]
    assert order == sorted(order, reverse=True)
    assert len(set(order)) == len(order)


# Properties

LETTERS = st.text("abcdefghijklmnopqrstuvwxyzéłø' -", min_size=1, max_size=14)
PEOPLE = st.builds(
    Named,
    given=st.one_of(LETTERS, st.sampled_from(synthetic.GIVEN_WORDS)),
    family=st.one_of(LETTERS, st.sampled_from(synthetic.FAMILY_WORDS)),
    born_on=st.one_of(st.none(), st.dates(dt.date(2005, 1, 1), dt.date(2017, 12, 31))),
    preferred=st.one_of(st.just(""), st.sampled_from(synthetic.GIVEN_WORDS)),
    former=st.one_of(st.just(()), st.tuples(st.sampled_from(synthetic.FAMILY_WORDS))),
)


@given(PEOPLE, PEOPLE)
def test_it_is_the_same_from_either_side(one: Named, other: Named) -> None:
    assert names.score(one, other) == names.score(other, one)


@given(PEOPLE, PEOPLE)
def test_a_score_lies_between_nothing_and_the_same(one: Named, other: Named) -> None:
    assert 0 <= names.score(one, other).score <= 1


@given(PEOPLE)
def test_nobody_is_more_like_a_child_than_itself(one: Named) -> None:
    if names.words(one.given) and names.words(one.family) and one.born_on:
        assert names.score(one, one).score == 1


@given(
    st.sampled_from(synthetic.GIVEN_WORDS),
    st.sampled_from(synthetic.FAMILY_WORDS),
    st.dates(dt.date(2005, 1, 1), dt.date(2017, 12, 31)),
    st.booleans(),
    st.randoms(use_true_random=False),
)
def test_one_slip_in_a_name_never_hides_an_exact_date_of_birth(
    given_name: str, family: str, born_on: dt.date, in_given: bool, chance: random.Random
) -> None:
    stored = Named(given_name, family, born_on)
    asked = Named(
        synthetic.slip(given_name, chance) if in_given else given_name,
        family if in_given else synthetic.slip(family, chance),
        born_on,
    )
    assert names.score(asked, stored).possible
    assert stored.born_on in names.look_for(asked).born_on


@given(
    st.sampled_from(synthetic.GIVEN_WORDS),
    st.sampled_from(synthetic.FAMILY_WORDS),
    st.dates(dt.date(2005, 1, 1), dt.date(2017, 12, 31)),
    st.randoms(use_true_random=False),
)
def test_one_slip_in_a_date_never_hides_an_exact_name(
    given_name: str, family: str, born_on: dt.date, chance: random.Random
) -> None:
    asked = Named(given_name, family, synthetic.slip_date(born_on, chance))
    assert names.score(asked, Named(given_name, family, born_on)).likely


# Recall, over 2,000 children and 2,000 searches made from them with slips, half of them with two at once. Measured
# with this seed: with one slip every child is shown, 99.8% first; with two 99.8% are shown, 98.8% first; with three 98%


@pytest.mark.parametrize("slips, found_at_least, first_at_least", [(1, 0.999, 0.99), (2, 0.985, 0.96)])
def test_a_misremembered_child_is_found(slips: int, found_at_least: float, first_at_least: float) -> None:
    result = synthetic.recall(children=2000, searches=1000, slips=slips, seed=20261122)
    assert result.found >= found_at_least, result
    assert result.first >= first_at_least, result
    assert result.shown_per_search <= 6, result


def test_a_child_who_is_not_there_brings_few_others_up() -> None:
    assert synthetic.strangers(children=2000, searches=500, seed=7) <= 3

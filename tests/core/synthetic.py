"""Invented children and the slips that people make with their names, for measuring the search. Nobody real."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass

from alongside.core import names
from alongside.core.names import Kind, Named
from alongside.core.names.short_forms import groups_by_word


def _words(text: str) -> list[str]:
    return text.split()


GIVEN_WORDS = _words("""
    Oliver Jack Harry George Noah Charlie Jacob Alfie Freddie Oscar Leo Logan Archie Theo Thomas James
    Joshua Henry William Max Lucas Ethan Arthur Mohammed Isaac Harrison Teddy Finley Daniel Riley Edward
    Joseph Alexander Adam Olivia Amelia Isla Emily Ava Lily Mia Sophia Isabella Grace Poppy Ella Evie
    Charlotte Jessica Daisy Sophie Freya Alice Sienna Ivy Harper Ruby Phoebe Chloe Megan Holly Katie
    Abigail Elizabeth Rebecca Samantha Victoria Kayleigh Muhammad Yusuf Ibrahim Hamza Aisha Fatima Zainab
    Ayesha Amina Hassan Hussain Bilal Imran Khadija Maryam Omar Zara Arjun Priya Rahul Anjali Simran
    Jaspreet Gurpreet Harpreet Ravi Kiran Nikhil Meera Deepika Sanjay Lakshmi Jakub Kacper Szymon Zuzanna
    Wojciech Agnieszka Katarzyna Mateusz Bartosz Oliwia Zofia Krzysztof Magdalena Piotr Siobhan Niamh
    Aoife Saoirse Ciaran Eoin Oisin Padraig Caoimhe Aisling Roisin Declan Conor Sinead Orla Cathal
    Oluwaseun Chidi Ngozi Kwame Abena Tendai Amara Babatunde Folasade Kofi Tyrone Jermaine Leroy Shanice
    Kezia Dylan Rhys Carys Ffion Gethin Angharad Callum Ewan Eilidh Hamish Morag Bethany Zachary
    Nathaniel Gabriel
""")

FAMILY_WORDS = _words("""
    Smith Jones Taylor Brown Williams Wilson Johnson Davies Robinson Wright Thompson Evans Walker White
    Roberts Green Hall Wood Jackson Clarke Harris Lewis Clark Cooper Ward Turner Martin Hill Moore Parker
    Bennett Carter Edwards Mitchell Phillips Shaw Bailey Richardson Cox Marshall Simpson Collins Murphy
    Bell Cook Webb Chapman Palmer Mason Stephenson Featherstone Whittaker Hargreaves Butterworth
    Blackburn Greenwood Nightingale Pemberton Fairweather Khan Ahmed Hussain Ali Begum Choudhury Malik
    Iqbal Akhtar Mahmood Rahman Islam Uddin Siddiqui Qureshi Sheikh Patel Singh Kaur Sharma Gupta Shah
    Mistry Joshi Desai Bhatt Chatterjee Banerjee Nair Iyer Reddy Bhatti Sandhu Kowalski Nowak Wisniewski
    Wojcik Kaminski Lewandowski Zielinski Szymanski Dabrowski Kozlowski Jankowski Mazur O'Brien
    O'Sullivan O'Connor Murphy Kelly Byrne Ryan Doyle McCarthy McDonald McLaughlin Gallagher Fitzgerald
    Nolan Adeyemi Okonkwo Mensah Boateng Moyo Ndlovu Okafor Abiola Campbell Morgan Griffiths Llewellyn
    Macpherson Sinclair
""")

VOWELS = "aeiou"
LETTERS = "abcdefghijklmnopqrstuvwxyz"


def slip(name: str, chance: random.Random) -> str:
    """One letter left out, put in, changed, or swapped with its neighbour."""
    place = chance.randrange(len(name))
    letter = chance.choice(LETTERS)
    kind = chance.randrange(4)
    if kind == 0 and len(name) > 1:
        return name[:place] + name[place + 1 :]
    if kind == 1:
        return name[:place] + letter + name[place:]
    if kind == 2 and place + 1 < len(name):
        return name[:place] + name[place + 1] + name[place] + name[place + 2 :]
    return name[:place] + letter + name[place + 1 :]


def slip_date(day: dt.date, chance: random.Random) -> dt.date:
    """Day and month swapped, or one digit wrong."""
    near = sorted(other for other in names.near_dates(day) if other != day and abs(other.year - day.year) <= 10)
    swapped = (day.day, day.month)
    if day.day <= 12 and day.day != day.month and chance.random() < 0.5:
        return dt.date(day.year, *swapped)
    return chance.choice(near)


def _another_form(child: Named, chance: random.Random) -> Named:
    forms = sorted({form for group in groups_by_word().get(child.given.lower(), ()) for form in group.members})
    return _with(child, given=chance.choice(forms).title() if forms else slip(child.given, chance))


def _vowels(child: Named, chance: random.Random) -> Named:
    changed = "".join(chance.choice(VOWELS) if c in VOWELS and chance.random() < 0.5 else c for c in child.family)
    return _with(child, family=changed)


def _with(child: Named, **changes: str | dt.date | None) -> Named:
    values = {"given": child.given, "family": child.family, "born_on": child.born_on} | changes
    return Named(**values)  # type: ignore[arg-type]


SLIPS: tuple[Callable[[Named, random.Random], Named], ...] = (
    lambda child, chance: _with(child, given=slip(child.given, chance)),
    lambda child, chance: _with(child, family=slip(child.family, chance)),
    lambda child, chance: _with(child, born_on=child.born_on and slip_date(child.born_on, chance)),
    lambda child, chance: _with(child, given=child.family, family=child.given),
    lambda child, chance: _with(child, born_on=None),
    lambda child, chance: _with(child, family=f"{child.family}-{chance.choice(FAMILY_WORDS)}"),
    lambda child, chance: _with(child, given=f"{child.given} {chance.choice(GIVEN_WORDS)}"),
    lambda child, chance: _with(child, given=child.given.split()[0]),
    _another_form,
    _vowels,
)
"""The ways in which a child is misremembered: each gives the search that somebody makes."""


def population(size: int, chance: random.Random) -> list[Named]:
    """Children aged about 10 to 17, a few of them brothers and sisters, some with a second or a double name."""
    children: list[Named] = []
    for _ in range(size):
        given, family = chance.choice(GIVEN_WORDS), chance.choice(FAMILY_WORDS)
        if chance.random() < 0.25:
            given += " " + chance.choice(GIVEN_WORDS)
        if chance.random() < 0.08:
            family += "-" + chance.choice(FAMILY_WORDS)
        if children and chance.random() < 0.1:
            family = chance.choice(children).family
        children.append(Named(given, family, dt.date(2009, 1, 1) + dt.timedelta(days=chance.randrange(2900))))
    return children


class Register:
    """Children by their tokens and dates, as the database holds them."""

    def __init__(self, children: list[Named]) -> None:
        self.children = children
        self._by_token: dict[tuple[Kind, str], set[int]] = defaultdict(set)
        self._by_date: dict[dt.date, set[int]] = defaultdict(set)
        for number, child in enumerate(children):
            for token in names.tokens(child):
                self._by_token[token.kind, token.value].add(number)
            if child.born_on:
                self._by_date[child.born_on].add(number)

    def candidates(self, asked: Named) -> set[int]:
        """Who is found by equality alone."""
        look_for = names.look_for(asked)
        found: set[int] = set()
        for token in look_for.tokens:
            found |= self._by_token.get(token, set())
        for day in look_for.born_on:
            found |= self._by_date.get(day, set())
        return found

    def shown(self, asked: Named, candidates: set[int]) -> list[int]:
        """Which of the candidates a page would show, best first."""
        scored = [(names.score(asked, self.children[number]).score, number) for number in candidates]
        return [number for score, number in sorted(scored, reverse=True) if score >= names.POSSIBLE]


@dataclass(frozen=True)
class Recall:
    """Shares of searches in which the child was a candidate, was shown, was shown first or among five."""

    candidate: float
    found: float
    first: float
    among_five: float
    candidates_per_search: float
    shown_per_search: float


def recall(*, children: int, searches: int, slips: int, seed: int) -> Recall:
    """Search for known children, each with a number of slips, and count."""
    chance = random.Random(seed)
    register = Register(population(children, chance))
    candidate = found = first = five = looked = shown_in_all = 0
    for _ in range(searches):
        number = chance.randrange(children)
        asked = register.children[number]
        for make_slip in chance.sample(SLIPS, slips):
            asked = make_slip(asked, chance)
        candidates = register.candidates(asked)
        shown = register.shown(asked, candidates)
        candidate += number in candidates
        found += number in shown
        first += shown[:1] == [number]
        five += number in shown[:5]
        looked += len(candidates)
        shown_in_all += len(shown)
    counts = (candidate, found, first, five, looked, shown_in_all)
    return Recall(*(count / searches for count in counts))


def strangers(*, children: int, searches: int, seed: int) -> float:
    """How many children are shown on average to a search for one who is not there."""
    chance = random.Random(seed)
    register = Register(population(children, chance))
    asked = population(searches, chance)
    return sum(len(register.shown(child, register.candidates(child))) for child in asked) / searches

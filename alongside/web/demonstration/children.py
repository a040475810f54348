"""Invented children: what they are called, what they are good at, what they say. Nobody here exists.

Everything is drawn from decks that are shuffled with the demonstration's seed, so that the same seed gives the same
children, and nothing repeats before all of it has been used.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random
from typing import Generic, TypeVar

from alongside.web.demonstration import interests, voices

T = TypeVar("T")


class Deck(Generic[T]):
    """Cards that are dealt in a shuffled order; shuffled again when all have been dealt."""

    def __init__(self, cards: Sequence[T], random: Random) -> None:
        self._cards = list(cards)
        self._random = random
        self._left: list[T] = []

    def deal(self) -> T:
        """The next card."""
        if not self._left:
            self._left = self._random.sample(self._cards, len(self._cards))
        return self._left.pop()


@dataclass(frozen=True, slots=True)
class People:
    """Names that go together. ``weight`` is how many of a hundred children; ``spoken`` the first language."""

    ethnicity: str
    spoken: str
    weight: float
    boys: str
    girls: str
    families: str


_BRITISH = People(
    "White British",
    "English",
    66,
    "Alfie Archie Ashton Bailey Billy Bobby Callum Charlie Cody Connor Corey Declan Dylan Ellis Ethan Finley Frankie"
    " Freddie George Harley Harry Harvey Isaac Jack Jacob Jake Jayden Joe Joel Joshua Kai Kayden Kian Kyle Leo Lewis"
    " Liam Logan Louie Lucas Luke Mason Max Nathan Noah Oliver Ollie Oscar Owen Reece Riley Rhys Ronnie Rory Rowan Ryan"
    " Sam Sonny Stanley Taylor Teddy Theo Thomas Toby Tommy Tyler Will Zac Zachariah:Zac Alexander:Xander"
    " Benjamin:Benji Christopher:Kit Edward:Ted Joseph:Joey Nathaniel:Nate Samuel:Sammy",
    "Abbie Alice Amber Amelia Amy Bella Beth Brooke Caitlin Chloë Courtney Daisy Darcy Ebony Eliza Ellie Eloise Emily"
    " Erin Eva Evie Faith Freya Grace Gracie Hannah Holly Imogen Isla Jasmine Jess Keira Lacey Lexi Libby Lily Lola"
    " Lucy Maddie Maisie Megan Mia Millie Molly Niamh Olivia Paige Phoebe Poppy Ruby Scarlett Sienna Skye Sophie Summer"
    " Tia Tilly Zara Zoë Alexandra:Lexi Charlotte:Lottie Elizabeth:Libby Isabella:Izzy Katherine:Kat Madeleine:Maddie"
    " Rebecca:Becca Samantha:Sam",
    "Abbott Akers Aldridge Amesbury Ansell Ashdown Atwell Bartram Beckley Bevan Birchall Blandford Bowyer Bracken"
    " Brierley Buckle Burridge Cadman Cantwell Carver Chalke Chilcott Clifton Coombs Cotterell Crouch Dabney Deverill"
    " Dibden Draycott Dunning Eastman Elcombe Embling Farrow Fenner Fielder Fordham Garland Gilmore Godwin Goodall"
    " Haines Hallett Hanning Harding Hatcher Hobley Hollis Hurst Ingram Jarvis Jenner Kember Kingsley Lacey Langford"
    " Lidstone Lovell Maidment Marden Maslen Melhuish Merritt Mundy Newbold Norris Nutley Oakes Orchard Paget Pearce"
    " Pocock Pullen Quarrell Radcliffe Ransome Redman Rudd Sawyer Selby Shipway Sparrow Stagg Stride Tarrant Thorne"
    " Tidmarsh Tranter Upham Viney Wadley Waite Warrick Weston Whitlock Wickens Wilmot Woodley Yeates O’Neill Byrne"
    " Doyle Griffiths Pritchard McAllister Muir",
)

PEOPLES: tuple[People, ...] = (
    _BRITISH,
    People(
        "Mixed: White and Black Caribbean",
        "English",
        6,
        "Jaden Kieran Marlon Micah Rio Tyrese Zion Jerome:Rome Malachi:Mal Theo",
        "Aaliyah Amara Jada Kiara Nevaeh Renée Tiana Skye Shanice:Shan Imani",
        "Bailey Campbell Francis Gordon Lewis Morgan Powell Reid Samuels Whyte Clarke Benn",
    ),
    People(
        "Black African",
        "English",
        5,
        "Emmanuel:Manny Tobi Tendai Kofi Kwame Farai Samuel Oluwaseun:Seun Chidera:Chidi Ifeanyi:Ify",
        "Adaeze:Ada Blessing Rudo Abena Chipo Temitope:Temi Grace Esther Oluwadamilola:Dami",
        "Adeyemi Boateng Chikwanha Mensah Moyo Nwosu Okonjo Owusu Banda Addo",
    ),
    People(
        "Other White",
        "Polish",
        5,
        "Kacper:Kaz Jakub:Kuba Oskar Filip Mikołaj Szymon Dawid Bartosz:Bart",
        "Zuzanna:Zuzia Maja Oliwia Wiktoria:Wiki Amelia Agnieszka:Aga Natalia",
        "Kowalczyk Nowak Mazur Wójcik Kaczmarek Pawlak Sikora Król Stępień",
    ),
    People(
        "Other White",
        "Romanian",
        3,
        "Andrei Ionuț Ștefan Luca Matei Rareș",
        "Ioana Bianca Denisa Ștefania Mădălina:Mada",
        "Dumitru Ionescu Munteanu Popa Stan Ciobanu",
    ),
    People(
        "Asian: Indian (Goan)",
        "Portuguese",
        3,
        "Aaron Joshua Savio Melvin Joel",
        "Alisha Clarissa Joanna Melissa Natasha",
        "D’Souza Fernandes Gonsalves Pereira Rodrigues Dias",
    ),
    People(
        "Asian: Nepali",
        "Nepali",
        3,
        "Aayush Bibek Prabin Roshan Sujan",
        "Anjali Asmita Prakriti Sabina Srijana",
        "Gurung Rai Limbu Thapa Pun Tamang",
    ),
    People(
        "Asian: Pakistani or Bangladeshi",
        "English",
        3,
        "Ayaan Hamza Ibrahim Mohammed:Mo Zayn Yusuf",
        "Aisha Maryam Hafsa Zainab Sumaiya",
        "Ahmed Begum Chowdhury Hussain Iqbal Malik Rahman",
    ),
    People(
        "White: Gypsy, Roma or Irish Traveller",
        "English",
        3,
        "Tommy-Lee Jimmy Levi Nelson Johnny",
        "Cinderella:Cindy Kizzy Mary-Jane Bridget:Bridie Shannon",
        "Cooper Doherty Lee Loveridge Smith Ward",
    ),
    People(
        "Mixed: White and Asian",
        "English",
        2,
        "Arjun Kiran Rohan Dev",
        "Maya Anya Leela Priya",
        "Barker Hale Mistry Sharma Webb",
    ),
    People(
        "Other White",
        "Ukrainian",
        1,
        "Danylo Maksym Artem",
        "Daryna Sofiia Kateryna:Katya",
        "Bondarenko Shevchuk Kravets Melnyk",
    ),
)


@dataclass(frozen=True, slots=True)
class Invented:
    """Who a child is, before anybody has written a word of it down."""

    given: str
    family: str
    preferred: str
    pronouns: str
    says_pronouns: bool
    born_on: dt.date
    ethnicity: str
    language: str
    needs_interpreter: bool
    carer: str
    carer_relation: str
    carer_phone: str
    interest: interests.Interest
    strengths: str
    own_words: str
    goals: tuple[tuple[str, str], ...]

    @property
    def called(self) -> str:
        """The name by which the child wants to be called."""
        return self.preferred or self.given

    def fill(self, text: str) -> str:
        """A text with the child's name and pronouns in it: {name}, {he}, {him}, {his}, {He}, {His}, {himself}."""
        he, him, his, himself = _PRONOUNS.get(self.pronouns, _PRONOUNS["he/him"])
        found = (
            text.replace("{name}", self.called)
            .replace("{himself}", himself)
            .replace("{he}", he)
            .replace("{him}", him)
            .replace("{his}", his)
            .replace("{He}", he.capitalize())
            .replace("{His}", his.capitalize())
        )
        return _AFTER_THEY.sub(_plural, found) if he == "they" else found


_PRONOUNS = {
    "he/him": ("he", "him", "his", "himself"),
    "she/her": ("she", "her", "her", "herself"),
    "they/them": ("they", "them", "their", "themselves"),
}
_AFTER_THEY = re.compile(r"\b([Tt]hey) (\w+s)\b")
_IRREGULAR = {"has": "have", "is": "are", "was": "were", "does": "do", "goes": "go", "always": "always"}


def _plural(found: re.Match[str]) -> str:
    they, verb = found.groups()
    return f"{they} {_IRREGULAR.get(verb) or verb.removesuffix('s')}"


_CARERS: tuple[tuple[str, str], ...] = (
    (
        "Mother",
        "Alison Beverley Carly Dawn Emma Gemma Hayley Jo Karen Kelly Leanne Lisa Mel Natalie Nicola Rachel Sarah",
    ),
    ("Father", "Andy Ben Craig Darren Gareth Ian Jason Lee Mark Neil Paul Rob Steve Wayne"),
    ("Grandmother", "Brenda Carol Christine Jean Lynn Maureen Pat Sheila"),
    ("Grandfather", "Alan Barry Derek Ken Roy"),
    ("Foster carer", "Angela Denise Moira Sue Trevor"),
    ("Aunt", "Debbie Jackie Tracey Yvonne"),
    ("Older sister", "Charlie Jodie Steph"),
)
_CARER_WEIGHTS = (58, 16, 9, 2, 9, 4, 2)


class Children:
    """Makes children, one after another."""

    def __init__(self, random: Random) -> None:
        self.random = random
        self._interests = Deck(interests.INTERESTS, random)
        self._taken: set[str] = set()
        self._strengths = {one.about: Deck(one.strengths, random) for one in interests.INTERESTS}
        self._words = {one.about: Deck(one.words, random) for one in interests.INTERESTS}
        self._goals = {one.about: Deck(one.goals, random) for one in interests.INTERESTS}
        self._common_goals = Deck(voices.GOALS, random)
        self._names: dict[tuple[int, str], Deck[str]] = {}
        self._phone = 0

    def another(self, *, on: dt.date, lowest: int = 10, highest: int = 17) -> Invented:
        """A child who is that old on the day."""
        random = self.random
        people = random.choices(PEOPLES, [one.weight for one in PEOPLES])[0]
        pronouns = random.choices(("he/him", "she/her", "they/them"), (66, 32, 2))[0]
        given, family, preferred = self._named(people, pronouns)
        interest = self._interests.deal()
        relation, names = random.choices(_CARERS, _CARER_WEIGHTS)[0]
        carer = random.choice(names.split())
        shares_name = relation != "Foster carer" and random.random() < 0.75
        goals = [self._goals[interest.about].deal(), self._common_goals.deal(), self._common_goals.deal()]
        return Invented(
            given=given,
            family=family,
            preferred=preferred,
            pronouns=pronouns,
            says_pronouns=pronouns == "they/them" or random.random() < 0.4,
            born_on=self._born(on, lowest, highest),
            ethnicity=people.ethnicity if random.random() > 0.12 else "",
            language=people.spoken,
            needs_interpreter=people.spoken != "English" and random.random() < 0.25,
            carer=f"{carer} {family if shares_name else random.choice(_BRITISH.families.split())}",
            carer_relation=relation,
            carer_phone=self.phone() if random.random() > 0.08 else "",
            interest=interest,
            strengths=self._strengths[interest.about].deal(),
            own_words=self._words[interest.about].deal(),
            goals=tuple(goals[: random.choice((1, 1, 2, 2, 3))]),
        )

    def phone(self) -> str:
        """A number from the ranges that Ofcom keeps for drama."""
        self._phone = (self._phone + 7) % 1000
        return f"07700 900{self._phone:03d}"

    def _born(self, on: dt.date, lowest: int, highest: int) -> dt.date:
        ages = list(range(lowest, highest + 1))
        usual = {10: 4, 11: 8, 12: 13, 13: 18, 14: 20, 15: 18, 16: 12, 17: 7}
        age = self.random.choices(ages, [usual.get(age, 3) for age in ages])[0]
        return on.replace(day=min(on.day, 28), year=on.year - age) - dt.timedelta(days=self.random.randint(3, 360))

    def _named(self, people: People, pronouns: str) -> tuple[str, str, str]:
        """A whole name that no other child has."""
        lists = {"he/him": people.boys, "she/her": people.girls, "they/them": f"{people.boys} {people.girls}"}
        given = self._deck(people, pronouns, lists[pronouns])
        families = self._deck(people, "families", people.families)
        while True:
            first, _, preferred = given.deal().partition(":")
            family = families.deal()
            if f"{first} {family}" not in self._taken:
                self._taken.add(f"{first} {family}")
                return first, family, preferred

    def _deck(self, people: People, which: str, words: str) -> Deck[str]:
        key = (PEOPLES.index(people), which)
        if key not in self._names:
            self._names[key] = Deck(words.split(), self.random)
        return self._names[key]

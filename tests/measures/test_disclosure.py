"""What is small is hidden, and nothing that is shown in any measure of the quarter gives it away.

Two attackers try. One knows how figures are hidden and goes through every world that would be shown in the same way.
The other knows every kind of child that there can be, and solves for the hidden numbers over all measures at once.
"""

from __future__ import annotations

import itertools
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from alongside.measures import rules
from alongside.measures.definitions import DEFINITIONS
from alongside.measures.rules import Answer, Counted, Definition, Figure
from tests.measures.attacker import Programme, total

OPEN = replace(DEFINITIONS["open_children"], counted=Counted("children open"))
NOBODY = Figure("", None, None, None, None, None, None, None, None)


def counted(by: str, n: int) -> Figure:
    return replace(NOBODY, by=by, value=n, numerator=n, n=n)


def shared(by: str, met: int, of: int) -> Figure:
    return replace(NOBODY, by=by, value=met / of if of else None, numerator=met, denominator=of, n=of)


def of_parts(sizes: Sequence[int]) -> Answer:
    return Answer(
        OPEN,
        counted("", sum(sizes)),
        {"locality": tuple(counted(str(place), size) for place, size in enumerate(sizes))},
    )


def seen(answer: Answer) -> tuple[object, ...]:
    """All that a reader sees of one split."""
    return tuple((part.hidden, part.value) for part in (answer.total, *answer.splits["locality"]))


def hidden(answer: Answer) -> list[bool]:
    return [part.hidden for part in answer.splits["locality"]]


def test_one_to_five_are_hidden_and_zero_is_shown() -> None:
    (shown,) = rules.released([of_parts([0, 3, 4, 30])])

    assert hidden(shown) == [False, True, True, False]
    part = shown.splits["locality"][1]
    assert part.value is part.n is part.numerator is None


def test_there_is_never_exactly_one_gap() -> None:
    (shown,) = rules.released([of_parts([3, 9, 30])])

    assert hidden(shown) == [True, True, False]


def test_gaps_that_hold_too_few_together_are_widened() -> None:
    (shown,) = rules.released([of_parts([1, 1, 9, 30])])

    assert hidden(shown) == [True, True, True, False]


def test_a_small_total_hides_its_parts() -> None:
    (shown,) = rules.released([of_parts([4, 0])])

    assert shown.total.hidden
    assert hidden(shown) == [True, False]


def test_nineteen_of_twenty_tells_of_the_one() -> None:
    (shown,) = rules.released([Answer(replace(DEFINITIONS["screened_share"]), shared("", 19, 20))])

    assert shown.total.hidden
    assert shown.total.denominator is None


def test_what_is_left_of_a_wider_set_is_not_given_away_by_another_measure() -> None:
    """20 children open and 19 of them in prevention, each a figure of its own, tell of the one in another stream."""
    prevention = Answer(DEFINITIONS["prevention_caseload"], counted("", 19))
    alone, _ = rules.released([Answer(OPEN, counted("", 20)), Answer(DEFINITIONS["prevention_posts_fte"], NOBODY)])
    both = rules.released([Answer(OPEN, counted("", 20)), prevention])

    assert not alone.total.hidden
    assert any(answer.total.hidden for answer in both)


def test_a_part_of_a_share_is_not_given_away_by_the_share_of_a_part() -> None:
    """33 of 60 plans in time, and 30 of the 48 without an exception, tell that 3 with an exception were in time."""
    every = Answer(DEFINITIONS["ehc_plans_in_20_weeks"], shared("", 33, 60))
    plain = Answer(DEFINITIONS["ehc_plans_in_20_weeks_no_exceptions"], shared("", 30, 48))
    fair = Answer(DEFINITIONS["ehc_plans_in_20_weeks_no_exceptions"], shared("", 26, 46))

    assert any(answer.total.hidden for answer in rules.released([every, plain]))
    assert not any(answer.total.hidden for answer in rules.released([every, fair]))


def test_the_same_count_is_hidden_in_every_measure_or_in_none() -> None:
    places = (counted("North", 3), counted("South", 40))
    opened = Answer(OPEN, counted("", 43), {"locality": places})
    load = Answer(
        DEFINITIONS["caseload_per_worker"],
        replace(NOBODY, value=43 / 4, numerator=43, denominator=4, n=43),
        {"locality": tuple(replace(part, value=part.n, denominator=1) for part in places)},
    )

    shown_open, shown_load = rules.released([opened, load])

    assert hidden(shown_open) == hidden(shown_load) == [True, True]


def test_the_sum_of_days_and_the_longest_wait_are_not_shown_to_the_day() -> None:
    definition = DEFINITIONS["days_to_first_contact"]
    figure = replace(NOBODY, value=9, numerator=210, denominator=20, median=9, p90=14, n=20, waiting=8, longest=52)

    (shown,) = rules.released([Answer(definition, figure)])

    assert (shown.total.median, shown.total.n) == (9, 20)
    assert shown.total.numerator is None
    assert shown.total.longest == 49


def test_those_who_wait_are_hidden_apart_from_those_who_began() -> None:
    definition = DEFINITIONS["days_to_first_contact"]
    figure = replace(NOBODY, value=9, numerator=210, denominator=20, median=9, p90=14, n=20, waiting=2, longest=52)

    (shown,) = rules.released([Answer(definition, figure)])

    assert (shown.total.median, shown.total.hidden, shown.total.waits_hidden) == (9, False, True)
    assert shown.total.waiting is shown.total.longest is None


def test_seats_are_not_children() -> None:
    definition = DEFINITIONS["panel_attendance"]
    few, many = shared("Police", 3, 4), shared("Schools", 23, 24)

    (shown,) = rules.released([Answer(definition, shared("", 26, 28), {"agency": (few, many)})])

    assert [part.hidden for part in shown.splits["agency"]] == [True, False]


def test_what_is_added_later_gives_way_to_what_was_published() -> None:
    opened = Answer(OPEN, counted("", 20))
    prevention = Answer(DEFINITIONS["prevention_caseload"], counted("", 19))
    (first,) = rules.released([opened])

    again, added = rules.released([opened, prevention], published=rules.shown_cells(first))

    assert again == first
    assert added.total.hidden


def test_a_rate_needs_a_hundred_people() -> None:
    assert rules.is_rate_hidden(99)
    assert rules.is_rate_hidden(None)
    assert not rules.is_rate_hidden(100)


# One who knows how figures are hidden


@pytest.mark.parametrize("places,most", [(2, 14), (3, 12), (4, 9), (5, 5)])
def test_no_world_is_the_only_one_that_would_be_shown_so(places: int, most: int) -> None:
    """Every way to fill the places is gone through: behind each picture a small number can be more than one thing."""
    behind: dict[tuple[object, ...], list[tuple[int, ...]]] = defaultdict(list)
    for sizes in itertools.product(range(most + 1), repeat=places):
        (shown,) = rules.released([of_parts(sizes)])
        behind[seen(shown)].append(sizes)
    pinned = [
        (worlds[0], place)
        for picture, worlds in behind.items()
        for place in range(places)
        if rules.is_small(worlds[0][place])
        and len({world[place] for world in worlds}) == 1
        # With more in the gaps than was gone through, the other worlds lie outside.
        and (picture[0] == (True, None) or gap(worlds[0], picture) <= most)
    ]
    assert not pinned


def gap(sizes: Sequence[int], picture: Sequence[object]) -> int:
    """How many the hidden places hold together."""
    return sum(size for size, part in zip(sizes, picture[1:], strict=True) if part == (True, None))


# One who solves over all measures at once

PLACES, STREAMS = ("East", "North", "South", "West"), ("court_order", "diversion", "prevention")
KINDS = tuple(itertools.product(PLACES, STREAMS, (False, True), (False, True)))
"""Every kind of child: where, in which stream, screened or not, with an identified need or not."""

Kind = tuple[str, str, bool, bool]


def answers_of(children: Counter[Kind]) -> list[Answer]:
    """All measures of who is open, counted by hand over the kinds of children."""

    def size(holds: Callable[[Kind], bool]) -> int:
        return sum(number for kind, number in children.items() if holds(kind))

    def split(
        place: int, values: Iterable[str], make: Callable[[str, Callable[[Kind], bool]], Figure]
    ) -> tuple[Figure, ...]:
        return tuple(make(value, lambda kind, value=value: kind[place] == value) for value in values)

    def narrowed(also: Callable[[Kind], bool]) -> Callable[[str, Callable[[Kind], bool]], Figure]:
        return lambda by, holds: counted(by, size(lambda kind: holds(kind) and also(kind)))

    def screened(by: str, holds: Callable[[Kind], bool]) -> Figure:
        return shared(by, size(lambda kind: holds(kind) and kind[2]), size(holds))

    def exact(code: str) -> Definition:
        definition = DEFINITIONS[code]
        assert definition.counted is not None
        return replace(definition, counted=replace(definition.counted, overlapping=()))

    everybody = narrowed(lambda kind: True)
    needing = narrowed(lambda kind: kind[3])
    prevention = narrowed(lambda kind: kind[1] == "prevention")

    def answer(code: str, make: Callable[[str, Callable[[Kind], bool]], Figure], *, streams: bool = True) -> Answer:
        splits = {"locality": split(0, PLACES, make)}
        if streams:
            splits["stream"] = split(1, STREAMS, make)
        return Answer(exact(code), make("", lambda kind: True), splits)

    return [
        answer("open_children", everybody),
        answer("screened_share", screened),
        answer("children_with_need", needing),
        answer("prevention_caseload", prevention, streams=False),
    ]


def shown_to_attacker(shown: Sequence[Answer]) -> Programme:
    """Every number on display, as an equation between the numbers of children of each kind."""
    programme = Programme()
    for kind in KINDS:
        programme.unknowns[kind] = len(programme.unknowns)
    for answer in shown:
        for split, figure in everything(answer):
            if figure.hidden:
                continue
            for holds, value in counts_in(answer, split, figure):
                programme.equation(total(kind for kind in KINDS if holds(kind)), value)
    return programme


def everything(answer: Answer) -> list[tuple[str, Figure]]:
    return [("", answer.total), *((split, part) for split, parts in answer.splits.items() for part in parts)]


def counts_in(answer: Answer, split: str, figure: Figure) -> list[tuple[Callable[[Kind], bool], float]]:
    """Whom each number of a figure counts."""
    place = {"": 0, "locality": 0, "stream": 1}[split]

    def here(kind: Kind) -> bool:
        return not split or kind[place] == figure.by

    code = answer.definition.code
    if code == "screened_share":
        return [
            (here, figure.denominator or 0),
            (lambda kind: here(kind) and kind[2], figure.numerator or 0),
        ]
    also: Callable[[Kind], bool] = {
        "open_children": lambda kind: True,
        "children_with_need": lambda kind: kind[3],
        "prevention_caseload": lambda kind: kind[1] == "prevention",
    }[code]
    return [(lambda kind: here(kind) and also(kind), figure.numerator or 0)]


def a_world(seed: int) -> Counter[Kind]:
    dice = random.Random(seed)
    scale = dice.choice((1, 2, 3, 6))
    children: Counter[Kind] = Counter()
    for kind in KINDS:
        children[kind] = max(0, round(dice.gauss(0.6, 1.2) * scale)) if dice.random() < 0.8 else 0
    return children


@pytest.mark.parametrize("seed", range(12))
def test_solving_over_all_measures_pins_no_small_number(seed: int) -> None:
    children = a_world(seed)
    answers = answers_of(children)
    shown = rules.released(answers)
    attack = shown_to_attacker(shown)

    hidden_numbers = 0
    for true, given_out in zip(answers, shown, strict=True):
        for (split, figure), (_, other) in zip(everything(true), everything(given_out), strict=True):
            if not other.hidden:
                continue
            for holds, value in counts_in(true, split, figure):
                if not rules.is_small(value):
                    continue
                hidden_numbers += 1
                least, most = attack.bounds(total(kind for kind in KINDS if holds(kind)))
                assert least <= value + 1e-6
                assert most >= value - 1e-6
                assert most - least >= 1.999, f"{true.definition.code} {split} {figure.by}: {least} to {most}"
    assert hidden_numbers or not any(rules.is_small(number) for number in sizes_of(answers))


def sizes_of(answers: Sequence[Answer]) -> list[float]:
    return [
        value
        for answer in answers
        for split, figure in everything(answer)
        for _, value in counts_in(answer, split, figure)
    ]


def test_the_attacker_finds_what_hiding_each_figure_alone_gives_away() -> None:
    """Seen to succeed once: where only what is small itself is hidden, subtraction gives it back."""
    children = Counter(
        {(place, "prevention", True, False): size for place, size in zip(PLACES, (3, 9, 20, 30), strict=True)}
    )
    (answer,) = answers_of(children)[:1]
    naive = replace(
        answer,
        splits={"locality": tuple(rules.hide(part) if part.n == 3 else part for part in answer.splits["locality"])},
    )
    found = shown_to_attacker([naive]).bounds(total(kind for kind in KINDS if kind[0] == "East"))

    assert found == pytest.approx((3, 3))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(min_value=0, max_value=40), min_size=1, max_size=12))
def test_suppression_comes_to_an_end_and_leaves_no_gap(sizes: list[int]) -> None:
    (shown,) = rules.released([of_parts(sizes)])
    gaps = [size for size, is_hidden in zip(sizes, hidden(shown), strict=True) if is_hidden and size]

    assert all(is_hidden for size, is_hidden in zip(sizes, hidden(shown), strict=True) if rules.is_small(size))
    if not shown.total.hidden:
        assert len(gaps) != 1
        assert not gaps or sum(gaps) >= rules.SMALLEST_SHOWN


def test_numbers_that_do_not_add_up_are_decided_in_time() -> None:
    """A row that changes between two counts must not keep the clock from closing the quarter."""
    parts = tuple(counted(str(place), size) for place, size in enumerate((3, 4, 40, 9)))
    streams = tuple(counted(f"s{place}", size) for place, size in enumerate((2, 2, 70)))
    wrong = Answer(OPEN, counted("", 30), {"locality": parts, "stream": streams})

    shown, _ = rules.released([wrong, Answer(DEFINITIONS["prevention_caseload"], counted("", 29))])

    assert shown.splits["locality"][0].hidden


# The same over what is counted of EHC cases and of look-backs

CASES = tuple(
    (what, place, in_time, excused)
    for what in ("plan", "decision", "review", "move")
    for place in PLACES
    for in_time in (True, False)
    for excused in ((True, False) if what == "plan" else (False,))
)
FOUND = ("no_support", "late_referral", "nothing")
LOOKED = tuple(
    ("look back", place, findings)
    for place in PLACES
    for findings in (frozenset(FOUND[:1]), frozenset(FOUND[1:2]), frozenset(FOUND[:2]), frozenset(FOUND[2:]))
)
Thing = tuple[Any, ...]

OF_CASES: dict[str, Callable[[Thing], bool]] = {
    "ehc_plans_in_20_weeks": lambda thing: thing[0] == "plan",
    "ehc_plans_in_20_weeks_no_exceptions": lambda thing: thing[0] == "plan" and not thing[3],
    "ehc_decisions_in_6_weeks": lambda thing: thing[0] == "decision",
    "ehc_review_decisions_in_4_weeks": lambda thing: thing[0] == "review",
    "ehc_phase_transfers_in_time": lambda thing: thing[0] == "move",
}
"""Whom each measure of EHC cases counts; the third of a thing is whether it was in time."""


def a_world_of_cases(seed: int) -> Counter[Thing]:
    dice = random.Random(seed)
    scale = dice.choice((1, 2, 4, 9))
    return Counter({thing: max(0, round(dice.gauss(0.8, 1.4) * scale)) for thing in (*CASES, *LOOKED)})


Who = dict[tuple[str, str], list[tuple[Callable[[Thing], bool], float]]]


def of_cases(things: Counter[Thing]) -> list[tuple[Answer, Who]]:
    """Each measure with whom each of its numbers counts, by split and part."""
    found: list[tuple[Answer, Who]] = []

    def size(holds: Callable[[Thing], bool]) -> int:
        return sum(number for thing, number in things.items() if holds(thing))

    def at(place: str, counts: Callable[[Thing], bool]) -> Callable[[Thing], bool]:
        return lambda thing: counts(thing) and place in ("", thing[1])

    def in_time(counts: Callable[[Thing], bool]) -> Callable[[Thing], bool]:
        return lambda thing: counts(thing) and bool(thing[2])

    for code, counts in OF_CASES.items():
        who: Who = {}
        figures = []
        for place in ("", *PLACES):
            here = at(place, counts)
            figures.append(shared(place, size(in_time(here)), size(here)))
            who["locality" if place else "", place] = [(here, size(here)), (in_time(here), size(in_time(here)))]
        found.append((Answer(DEFINITIONS[code], figures[0], {"locality": tuple(figures[1:])}), who))

    def looked(thing: Thing) -> bool:
        return bool(thing[0] == "look back")

    who = {("", ""): [(looked, size(looked))]}
    splits: dict[str, tuple[Figure, ...]] = {"locality": (), "finding": ()}
    for split, parts in (("locality", PLACES), ("finding", FOUND)):
        for part in parts:

            def holds(thing: Thing, split: str = split, part: str = part) -> bool:
                return looked(thing) and (thing[1] == part if split == "locality" else part in thing[2])

            who[split, part] = [(holds, size(holds))]
            splits[split] = (*splits[split], counted(part, size(holds)))
    found.append((Answer(DEFINITIONS["look_back_findings"], counted("", size(looked)), splits), who))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_solving_over_ehc_cases_and_look_backs_pins_no_small_number(seed: int) -> None:
    """Plans with and without exceptions differ by those with one; findings fall together in one look back."""
    things = a_world_of_cases(seed)
    told = of_cases(things)
    shown = rules.released([answer for answer, _ in told])
    attack = Programme()
    for thing in things:
        attack.unknowns[thing] = len(attack.unknowns)
    hidden_numbers: list[tuple[str, str, str, Callable[[Thing], bool], float]] = []
    for (answer, who), given_out in zip(told, shown, strict=True):
        for split, figure in everything(given_out):
            for holds, value in who[split, figure.by]:
                if figure.hidden:
                    hidden_numbers.append((answer.definition.code, split, figure.by, holds, value))
                else:
                    attack.equation(total(thing for thing in things if holds(thing)), value)
    if told[0][0].total.n:
        # Those with an exception are shown nowhere: what is left of one figure by the other must not tell of them.
        for place, met in itertools.product(PLACES, (True, False)):
            one: Thing = ("plan", place, met, True)
            hidden_numbers.append(("plans with an exception", "locality", place, one.__eq__, things[one]))
    for code, split, part, holds, value in hidden_numbers:
        if not rules.is_small(value):
            continue
        least, most = attack.bounds(total(thing for thing in things if holds(thing)))
        assert least - 1e-6 <= value <= most + 1e-6
        assert most - least >= 1.999, f"{code} {split} {part}: {least} to {most}"

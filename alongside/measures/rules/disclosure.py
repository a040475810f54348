"""What of the figures may be shown to those who may not see children, so that no hidden number can be worked out.

The rules (``trust.md``, small numbers; seen at DfE and in PRISM-R): counts of 1 to 5 are hidden and a true zero is
shown; there is never exactly one gap; whatever a hidden number could be recomputed from is hidden with it, in every
measure, split and file of the quarter; a share or a median on fewer than 6 is hidden, and a rate on a population of
fewer than 100.

Hiding measure by measure is not enough: the children in prevention are a measure of their own, a part of the children
open, and with them tell who is open for another reason. So all figures of a quarter are decided together. Each count
is a *cell*, known by the set that it counts: the same set in two measures is one cell. Sums hold between cells
(``Sum``): a split adds up to its whole, the met and the unmet of a share to its denominator. ``hidden_cells`` hides
what is small, then closes each gap that a sum would fill, then plays the reader who knows all sums at once
(``bounds``) and hides more until that reader can pin nothing down.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from alongside.measures.rules.definition import DAYS, SHARE, Counted, Definition, other_than
from alongside.measures.rules.figures import Figure, hide

SMALLEST_SHOWN = 6
"""Counts of 1 to 5 are hidden (the rule seen at DfE and in PRISM-R; ours by default). Zero is shown."""

SMALLEST_BASE_OF_RATE = 100
"""A rate per head of a population needs at least so many people (PRISM-R)."""

ROOM = 3
"""At least so many values must remain possible for a hidden count, to somebody who knows all that is shown. Ours."""

_MOST = 10**9
_PASSES = 60
"""How often a reader goes through all sums; seen to come to rest within ten."""

Cell = tuple[str, frozenset[tuple[str, str]]]
"""A set that is counted: its name, and the conditions that narrow it."""


@dataclass(frozen=True, slots=True)
class Sum:
    """Parts that add up to a whole. Not ``is_exact``: some things are in two parts, so they come to at least that."""

    whole: Cell
    parts: tuple[Cell, ...]
    is_exact: bool = True


@dataclass(frozen=True, slots=True)
class Answer:
    """A measure answered for one period: for all, by each split, and how many children lack what.

    Parts are named by code here, and not by what people read.
    """

    definition: Definition
    total: Figure
    splits: Mapping[str, tuple[Figure, ...]] = field(default_factory=dict)
    missing: Mapping[str, int | None] = field(default_factory=dict)


def is_small(count: float | None) -> bool:
    """Whether a count is one that could point at a child."""
    return count is not None and 0 < count < SMALLEST_SHOWN


def is_rate_hidden(population: float | None) -> bool:
    """Whether a rate on so many people is hidden: too few, or not known."""
    return population is None or population < SMALLEST_BASE_OF_RATE


def released(answers: Sequence[Answer], *, published: Collection[Cell] = ()) -> tuple[Answer, ...]:
    """All figures of one quarter as those are shown them who may not see children.

    ``published`` are cells that readers have seen already (``shown_cells``): they cannot be taken back, so that what is
    added later gives way to them.
    """
    sizes, sums = model(answers)
    hidden = hidden_cells(sizes, sums, published=published)
    return tuple(_shown(answer, hidden) for answer in answers)


# Cells and sums


def model(answers: Iterable[Answer]) -> tuple[dict[Cell, int], list[Sum]]:
    """Every count of the answers as a cell with its size, and the sums that hold between them."""
    sizes: dict[Cell, int] = {}
    sums: list[Sum] = []
    narrowed: list[tuple[Mapping[str, tuple[Cell, int]], tuple[str, str]]] = []
    for answer in answers:
        counted = answer.definition.counted
        if counted is None:
            continue
        totals = _cells(answer.definition, counted, answer.total, ())
        _learn(sizes, sums, totals)
        narrowed += [(totals, condition) for condition in counted.where]
        for split, parts in answer.splits.items():
            found = [_cells(answer.definition, counted, part, ((split, part.by),)) for part in parts]
            for cells in found:
                _learn(sizes, sums, cells)
                narrowed += [(cells, condition) for condition in counted.where]
            for kind, (whole, _) in totals.items():
                own = tuple(cells[kind][0] for cells in found)
                sums.append(Sum(whole, own, is_exact=split not in counted.overlapping))
        whole, size = totals["all"]
        for what, number in answer.missing.items():
            if number is not None and what not in answer.splits:
                part = (whole[0], whole[1] | {(what, "")})
                rest = (whole[0], whole[1] | {(what, "recorded")})
                sizes |= {part: number, rest: size - number}
                sums.append(Sum(whole, (part, rest)))
    # A narrowed set, and what is left of the wider one: 20 open and 19 of them in prevention tell of the one.
    # The same of a share, met and unmet: 90 plans in time and 87 of them with nothing to excuse tell of the three.
    for narrow, condition in narrowed:
        left: dict[str, tuple[Cell, int]] = {}
        for kind, (cell, _) in narrow.items():
            wider = (cell[0], cell[1] - {condition})
            if wider in sizes:
                rest = (cell[0], wider[1] | {other_than(condition)})
                left[kind] = (rest, max(sizes[wider] - sizes[cell], 0))
                sums.append(Sum(wider, (cell, rest)))
        if "all" in left:
            _learn(sizes, sums, left)
        else:
            sizes.update(left.values())
    return sizes, sums


def _learn(sizes: dict[Cell, int], sums: list[Sum], cells: Mapping[str, tuple[Cell, int]]) -> None:
    sizes.update(cells.values())
    if "met" in cells:
        sums.append(Sum(cells["all"][0], (cells["met"][0], cells["unmet"][0])))


def _cells(
    definition: Definition, counted: Counted, figure: Figure, more: tuple[tuple[str, str], ...]
) -> dict[str, tuple[Cell, int]]:
    """The cells behind a figure: ``all``, and with a share ``met`` and ``unmet``, with days ``waiting``."""
    conditions = frozenset((*counted.where, *more))
    whole = (counted.base, conditions)
    if definition.unit == SHARE:
        of, met = int(figure.denominator or 0), int(figure.numerator or 0)
        return {
            "all": (whole, of),
            "met": ((counted.base, conditions | {counted.met}), met),
            "unmet": ((counted.base, conditions | {counted.unmet}), of - met),
        }
    if definition.unit == DAYS:
        waiting = (f"{counted.base}, still waiting", conditions)
        return {"all": (whole, int(figure.n or 0)), "waiting": (waiting, int(figure.waiting or 0))}
    return {"all": (whole, int(figure.numerator or 0))}


# Deciding


def hidden_cells(
    sizes: Mapping[Cell, int], sums: Sequence[Sum], *, published: Collection[Cell] = ()
) -> frozenset[Cell]:
    """The cells to hide. See the module for the rules."""
    kept = frozenset(published)
    hidden = {cell for cell, size in sizes.items() if is_small(size)} - kept
    while True:
        more = _gaps(sizes, sums, hidden, kept) or _pinned(sizes, sums, hidden, kept)
        if not more:
            return frozenset(hidden)
        hidden |= more


def _gaps(sizes: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell], kept: frozenset[Cell]) -> set[Cell]:
    """What must go so that no single sum fills a gap."""
    more: set[Cell] = set()
    for one in sums:
        gaps = [part for part in one.parts if part in hidden and sizes[part]]
        together = sum(sizes[part] for part in gaps)
        if one.whole in hidden:
            if not gaps:
                more |= _smallest(sizes, one.parts, hidden | kept)
            elif is_small(sizes[one.whole]) and len(gaps) >= SMALLEST_SHOWN - 2:
                # Four parts that are not zero in a whole of at most five are nearly all ones: do not say which.
                more |= {part for part in one.parts if not sizes[part]} - hidden - kept
        elif gaps and (len(gaps) == 1 or is_small(together)):
            more |= _smallest(sizes, one.parts, hidden | kept) or ({one.whole} - kept)
    return more


def _smallest(sizes: Mapping[Cell, int], cells: Iterable[Cell], taken: Collection[Cell]) -> set[Cell]:
    """The smallest of the cells that are neither zero nor taken."""
    left = [cell for cell in cells if sizes[cell] and cell not in taken]
    return {min(left, key=lambda cell: _order(sizes, cell))} if left else set()


def _order(sizes: Mapping[Cell, int], cell: Cell) -> tuple[int, tuple[str, list[tuple[str, str]]]]:
    """The order in which cells are hidden beside one that is small: by size, and by name where sizes are equal."""
    return sizes[cell], _name(cell)


def _name(cell: Cell) -> tuple[str, list[tuple[str, str]]]:
    return cell[0], sorted(cell[1])


def _pinned(sizes: Mapping[Cell, int], sums: Sequence[Sum], hidden: set[Cell], kept: frozenset[Cell]) -> set[Cell]:
    """What must go so that all sums together leave room for every hidden cell."""
    known = bounds(sizes, sums, hidden)
    touching: dict[Cell, list[Cell]] = defaultdict(list)
    for one in sums:
        cells = (one.whole, *one.parts)
        for cell in cells:
            if cell in hidden:
                touching[cell] += cells
    more: set[Cell] = set()
    for cell in hidden:
        low, high = known[cell]
        if sizes[cell] and high - low + 1 < ROOM:
            more |= _smallest(sizes, touching[cell], hidden | kept)
    return more


def bounds(sizes: Mapping[Cell, int], sums: Sequence[Sum], hidden: Collection[Cell]) -> dict[Cell, tuple[int, int]]:
    """Between which numbers each hidden cell must lie, for a reader who knows all shown cells and all sums.

    The reader also knows that a hidden cell is not zero, since zeros are shown, and how we choose what else to hide:
    the smallest, so that whatever is hidden beside it is no larger than the smallest part that is shown.
    """
    low = {cell: (1 if size else 0) if cell in hidden else size for cell, size in sizes.items()}
    high = {cell: _MOST if cell in hidden else size for cell, size in sizes.items()}
    for one in sums:
        shown = [part for part in one.parts if part not in hidden and sizes[part]]
        if shown and one.whole not in hidden:
            smallest = min(shown, key=lambda cell: _order(sizes, cell))
            for part in one.parts:
                most = sizes[smallest] - (_name(part) > _name(smallest))
                # A part that another sum made us hide may be larger, and then this is not known of it.
                if part in hidden and sizes[part] <= most:
                    high[part] = min(high[part], most)
    open_sums = [one for one in sums if any(cell in hidden for cell in (one.whole, *one.parts))]
    for _ in range(_PASSES):
        moved = False
        for one in open_sums:
            for cell, least, most in list(_told(one, low, high)):
                # Numbers that do not add up (a row was changed while they were counted) tell a reader nothing more.
                if cell in hidden and least <= high[cell] and most >= low[cell]:
                    moved = moved or least > low[cell] or most < high[cell]
                    low[cell], high[cell] = max(low[cell], least), min(high[cell], most)
        if not moved:
            break
    return {cell: (low[cell], high[cell]) for cell in hidden}


def _told(one: Sum, low: Mapping[Cell, int], high: Mapping[Cell, int]) -> Iterator[tuple[Cell, int, int]]:
    """What one sum says of each of its cells: the least and the most that it can be."""
    least, most = sum(low[part] for part in one.parts), sum(high[part] for part in one.parts)
    if one.is_exact:
        yield one.whole, least, most
    else:
        yield one.whole, max((low[part] for part in one.parts), default=0), most
    for part in one.parts:
        fewest = low[one.whole] - (most - high[part])
        yield part, fewest, (high[one.whole] - (least - low[part])) if one.is_exact else high[one.whole]


# Showing


def shown_cells(answer: Answer) -> frozenset[Cell]:
    """The cells that a released answer shows."""
    counted = answer.definition.counted
    if counted is None:
        return frozenset()
    found: set[Cell] = set()
    for split, figures in (("", (answer.total,)), *answer.splits.items()):
        for figure in figures:
            for kind, (cell, _) in _cells(
                answer.definition, counted, figure, ((split, figure.by),) if split else ()
            ).items():
                if not (figure.waits_hidden if kind == "waiting" else figure.hidden):
                    found.add(cell)
    return frozenset(found)


def _shown(answer: Answer, hidden: frozenset[Cell]) -> Answer:
    definition, counted = answer.definition, answer.definition.counted

    def show(figure: Figure, more: tuple[tuple[str, str], ...]) -> Figure:
        if counted is None:
            too_few = definition.unit == SHARE and is_small(figure.denominator)
            return hide(figure) if too_few else figure
        cells = _cells(definition, counted, figure, more)
        shown = figure
        if definition.unit == DAYS:
            # The sum of days would give a hidden part's by subtraction; the longest wait is one child's: weeks will do.
            longest = None if figure.longest is None else figure.longest // 7 * 7
            shown = replace(figure, numerator=None, longest=longest)
            if cells["waiting"][0] in hidden:
                shown = hide(shown, waits=True)
        if any(cell in hidden for kind, (cell, _) in cells.items() if kind != "waiting"):
            shown = hide(shown)
        return shown

    whole = None if counted is None else (counted.base, frozenset(counted.where))
    return replace(
        answer,
        total=show(answer.total, ()),
        splits={
            split: tuple(show(part, ((split, part.by),)) for part in parts) for split, parts in answer.splits.items()
        },
        missing={
            what: None if whole is None or (whole[0], whole[1] | {(what, "")}) in hidden else number
            for what, number in answer.missing.items()
        },
    )

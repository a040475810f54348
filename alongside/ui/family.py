"""Where everybody stands in a family picture, and the lines between them: plain sums, so that the macro only draws.

Generations stand one under the other, the child's own in the middle; who matters and is not family stands beneath.
Lines lie behind the boxes and run in the gaps between generations. A generation with more people than fit beside each
other goes on in a second line, those nearest to the child nearest to the child's line.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol


class Member(Protocol):
    """What the picture asks of somebody."""

    @property
    def id(self) -> int: ...
    @property
    def name(self) -> str: ...
    @property
    def who(self) -> str: ...
    @property
    def kin(self) -> str: ...
    @property
    def generation(self) -> int | None: ...
    @property
    def is_parent(self) -> bool: ...
    @property
    def has_died(self) -> bool: ...
    @property
    def decides(self) -> bool: ...
    @property
    def lives_with(self) -> str: ...
    @property
    def age(self) -> int | None: ...
    @property
    def through_id(self) -> int | None: ...
    @property
    def is_restricted(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Box:
    """Somebody in the picture, in the units of the drawing; x and y are the top left corner."""

    x: float
    y: float
    width: float
    height: float
    name: tuple[str, ...]
    words: tuple[str, ...]
    marks: tuple[str, ...]
    is_child: bool = False
    is_family: bool = True
    has_died: bool = False
    is_restricted: bool = False
    decides: bool = False
    lives_with: str = ""

    @property
    def middle(self) -> float:
        """The middle from left to right."""
        return self.x + self.width / 2

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height


@dataclass(frozen=True, slots=True)
class Tie:
    """A line between two people; a broken one is a tie by care, not by birth or adoption."""

    path: str
    is_broken: bool = False
    is_restricted: bool = False


@dataclass(frozen=True, slots=True)
class Band:
    """The heading of a generation."""

    title: str
    y: float


@dataclass(frozen=True, slots=True)
class FamilyPicture:
    """A drawing of a family, and what it shows in a sentence or two."""

    width: float
    height: float
    boxes: tuple[Box, ...]
    ties: tuple[Tie, ...]
    bands: tuple[Band, ...]
    description: str


BOX, GAP, LINE = 196.0, 18.0, 20.0
"""Width of a box, the gap beside it, and the height of a line of text, in units of the drawing (16 to a letter)."""

GUTTER, HEAD, EDGE = 34.0, 30.0, 12.0
"""The gap under a generation in which lines run, the height of its heading, and the margin around the drawing."""

BY_BIRTH = frozenset({"mother", "father", "adoptive_parent", "parent"})
SAME_PARENTS = frozenset({"sister", "brother", "sibling"})

TITLES = {-3: "Great-grandparents", -2: "Grandparents", -1: "Parents and carers", 1: "Next generation"}


@dataclass(slots=True)
class _Placed:
    boxes: dict[int, Box] = field(default_factory=dict)
    bands: list[Band] = field(default_factory=list)
    floors: dict[int, float] = field(default_factory=dict)
    """The lower edge of each generation, under which its lines run."""
    y: float = EDGE


CHILD = 0
"""The id by which the child stands among the placed boxes; rows have ids from 1."""


def family_picture(called: str, age: int | None, people: Sequence[Member], columns: int = 5) -> FamilyPicture:
    """The drawing of a child's family with so many boxes beside each other at most."""
    width = columns * BOX + (columns - 1) * GAP + 2 * EDGE
    family = [person for person in people if person.generation is not None]
    others = [person for person in people if person.generation is None]
    placed = _Placed()
    for generation in sorted({0, *(person.generation or 0 for person in family)}):
        members = [person for person in family if person.generation == generation]
        title = f"{called}, brothers and sisters" if generation == 0 else TITLES[generation]
        if generation == 0 and not members:
            title = ""
        _place(placed, title, generation, _lines(members, people, generation, columns), width, (called, age))
    if others:
        chunks = [others[i : i + columns] for i in range(0, len(others), columns)]
        _place(placed, "Others who matter", None, chunks, width, (called, age))
    return FamilyPicture(
        width=width,
        height=round(placed.y - GUTTER + EDGE, 1),
        boxes=tuple(placed.boxes.values()),
        ties=tuple(_ties(people, placed)),
        bands=tuple(placed.bands),
        description=describe_family(called, people),
    )


Row = list["Member | None"]
"""People beside each other; None is the child."""


def _lines(members: list[Member], people: Sequence[Member], generation: int, columns: int) -> Sequence[Row]:
    """The people of a generation in lines, those nearest to the child in the line nearest to the child's."""
    order = {person.id: place for place, person in enumerate(people)}
    if generation == 0:
        return _own_lines(members, columns)
    near: Row = [*sorted(members, key=lambda person: (_far(person), order.get(person.through_id or -1, 99)))]
    if generation == -1:
        near = _partners_beside(near)
    chunks = [near[i : i + columns] for i in range(0, len(near), columns)]
    return chunks[::-1] if generation < 0 else chunks


def _far(person: Member) -> int:
    """Parents by birth or adoption, then carers, then everybody else of their generation."""
    return 0 if person.kin in BY_BIRTH else 1 if person.is_parent else 2


def _partners_beside(row: Row) -> Row:
    """A parent's partner stands beside the parent."""
    partners = [person for person in row if person is not None and person.kin in ("parents_partner", "step_parent")]
    kept = [person for person in row if person not in partners]
    for partner in partners:
        places = [i for i, person in enumerate(kept) if person is not None and person.id == partner.through_id]
        kept.insert(places[0] + 1 if places and places[0] else 0 if places else len(kept), partner)
    return kept


def _own_lines(members: list[Member], columns: int) -> Sequence[Row]:
    """The child in the middle of the first line, with a partner beside; brothers and sisters around."""
    partners: Row = [person for person in members if person.kin == "partner"]
    siblings: Row = [person for person in members if person.kin != "partner"]
    beside = max(columns - 1 - len(partners), 0)
    first, rest = siblings[:beside], siblings[beside:]
    half = (len(first) + len(partners)) // 2
    line: Row = [*first[:half], None, *partners, *first[half:]]
    more = [*line[columns:], *rest]
    return [line[:columns], *(more[i : i + columns] for i in range(0, len(more), columns))]


def _place(
    placed: _Placed,
    title: str,
    generation: int | None,
    lines: Iterable[Sequence[Member | None]],
    width: float,
    child: tuple[str, int | None],
) -> None:
    if title:
        placed.bands.append(Band(title, round(placed.y + 14, 1)))
        placed.y += HEAD
    for line in lines:
        boxes = [_box(person, *child, is_family=generation is not None) for person in line]
        height = max(box.height for box in boxes)
        x = (width - len(boxes) * BOX - (len(boxes) - 1) * GAP) / 2
        for person, box in zip(line, boxes, strict=True):
            at = replace(box, x=round(x, 1), y=round(placed.y, 1), height=height)
            placed.boxes[CHILD if person is None else person.id] = at
            x += BOX + GAP
        placed.y += height + GAP
    placed.y += GUTTER - GAP
    if generation is not None:
        placed.floors[generation] = placed.y - GUTTER


def _box(person: Member | None, called: str, age: int | None, *, is_family: bool) -> Box:
    if person is None:
        known = (f"{age} years old",) if age is not None else ()
        return Box(0, 0, BOX, _height(_wrapped(called), known), _wrapped(called), known, (), is_child=True)
    name = _wrapped(person.name)
    words = _wrapped(person.who, 19)
    if person.age is not None:
        words = (*words, f"{person.age} years old")
    if person.has_died:
        words = (*words, "Has died")
    found: list[str] = []
    if person.decides:
        found.extend(("Parental", "responsibility"))
    if person.lives_with == "yes" and not person.has_died:
        found.append("Same home")
    elif person.lives_with == "some" and not person.has_died:
        found.extend(("Same home some", "of the time"))
    marks = tuple(found)
    return Box(
        0,
        0,
        BOX,
        _height(name, words, marks),
        name,
        words,
        marks,
        is_family=is_family,
        has_died=person.has_died,
        is_restricted=person.is_restricted,
        decides=person.decides,
        lives_with="" if person.has_died else person.lives_with,
    )


def _height(*texts: tuple[str, ...]) -> float:
    return sum(len(text) for text in texts) * LINE + 22


_PIECES = re.compile(r"[^\s-]+-?|-")


def _wrapped(text: str, letters: int = 17, most: int = 2) -> tuple[str, ...]:
    """A text in at most so many lines of so many letters; what does not fit ends in an ellipsis."""
    lines: list[str] = [""]
    for piece in _PIECES.findall(text):
        space = "" if not lines[-1] or lines[-1].endswith("-") else " "
        if lines[-1] and len(lines[-1]) + len(space) + len(piece) > letters:
            lines.append("")
            space = ""
        lines[-1] += space + piece
    if len(lines) > most:
        lines = [*lines[: most - 1], " ".join(lines[most - 1 :])]
    return tuple(line if len(line) <= letters else f"{line[: letters - 1].rstrip()}…" for line in lines)


# Lines


def _ties(people: Sequence[Member], placed: _Placed) -> Iterable[Tie]:
    of = {person.id: person for person in people}
    yield from _to_the_child(people, placed)
    lanes: dict[tuple[int, int], int] = {}
    for person in people:
        through = of.get(person.through_id or -1)
        if through is None or person.generation is None or through.generation is None:
            continue
        one, other = sorted((person, through), key=lambda member: member.generation or 0)
        is_broken = person.kin in ("step_sibling", "foster_sibling", "foster_carer", "parents_partner", "step_parent")
        is_restricted = person.is_restricted or through.is_restricted
        above, below = placed.boxes[one.id], placed.boxes[other.id]
        if one.generation == other.generation:
            yield Tie(_beside(above, below), is_broken, is_restricted)
            continue
        # Each couple of people with a line to one person shares its lane; another couple gets the next one.
        lane = lanes.setdefault((one.generation or 0, other.id), len(lanes) % 3)
        bus = placed.floors[one.generation or 0] + 8 + 7 * lane
        yield Tie(_down(above, bus, below), is_broken, is_restricted)


def _to_the_child(people: Sequence[Member], placed: _Placed) -> Iterable[Tie]:
    """From parents and carers to the child, and to brothers and sisters of the same parents."""
    child = placed.boxes[CHILD]
    parents = [person for person in people if person.generation == -1 and person.is_parent]
    # A parent's partner who is written down through the parent has a line to the parent instead.
    parents = [person for person in parents if person.kin != "step_parent" or person.through_id is None]
    siblings = [person for person in people if person.kin in SAME_PARENTS and person.through_id is None]
    halves = [person for person in people if person.kin == "half_sibling" and person.through_id is None]
    bus = placed.floors.get(-1, child.y - HEAD - 12) + 22
    for parent in parents:
        box = placed.boxes[parent.id]
        yield Tie(_down(box, bus, child), parent.kin not in BY_BIRTH, parent.is_restricted)
    for sibling in (*siblings, *halves):
        box = placed.boxes[sibling.id]
        path = f"M{child.middle:g} {bus:g}H{box.middle:g}V{box.y:g}"
        if not parents:
            path = f"M{child.middle:g} {child.y:g}V{bus:g}H{box.middle:g}V{box.y:g}"
        yield Tie(path, sibling.kin == "half_sibling", sibling.is_restricted)
    for partner in (person for person in people if person.kin == "partner"):
        yield Tie(_beside(child, placed.boxes[partner.id]), is_broken=True, is_restricted=partner.is_restricted)
    for own in (person for person in people if person.kin == "own_child" and person.through_id is None):
        yield Tie(_down(child, placed.floors[0] + 12, placed.boxes[own.id]), is_restricted=own.is_restricted)


def _down(above: Box, bus: float, below: Box) -> str:
    return f"M{above.middle:g} {above.bottom:g}V{bus:g}H{below.middle:g}V{below.y:g}"


def _beside(one: Box, other: Box) -> str:
    left, right = sorted((one, other), key=lambda box: box.x)
    if left.y == right.y and right.x - left.x - left.width <= GAP + 1:
        y = left.y + min(left.height, right.height) / 2
        return f"M{left.x + left.width:g} {y:g}H{right.x:g}"
    low = max(left.bottom, right.bottom) + 6
    return f"M{left.middle:g} {left.bottom:g}V{low:g}H{right.middle:g}V{right.bottom:g}"


def describe_family(called: str, people: Sequence[Member]) -> str:
    """What the picture shows, in a sentence or two, for those who do not see it. Restricted people are left out: the
    description stands in the drawing on paper too."""
    shown = [person for person in people if not person.is_restricted]
    home = [f"{person.name} ({person.who})" for person in shown if person.lives_with == "yes" and not person.has_died]
    some = [f"{person.name} ({person.who})" for person in shown if person.lives_with == "some" and not person.has_died]
    decide = [f"{person.name} ({person.who})" for person in shown if person.decides]
    count = len(shown)
    sentences = [f"{called} and {count} {'person' if count == 1 else 'people'} who matter{'s' if count == 1 else ''}."]
    if home:
        sentences.append(f"{called} lives with {_listed(home)}.")
    if some:
        sentences.append(f"{called} lives some of the time with {_listed(some)}.")
    sentences.append(
        f"{_listed(decide)} {'has' if len(decide) == 1 else 'have'} parental responsibility."
        if decide
        else "It is not written down who has parental responsibility."
    )
    return " ".join(sentences)


def _listed(names: Sequence[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"

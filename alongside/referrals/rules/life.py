"""What happens to a spell of work while it lasts. All of it is ours, except where a line names the law."""

from __future__ import annotations

from dataclasses import dataclass

ANSWER_TRANSFER_WORKING_DAYS = 3
"""Within how many working days whoever is asked to take work over answers. Ours, as a standard of the partnership."""

GOODBYE_WORKING_DAYS = 10
"""Within how many working days of a change of worker the child has met both. Ours, as a standard too."""

PAUSE_REASONS: dict[str, str] = {
    "away": "The child is away",
    "unwell": "The child is unwell or in hospital",
    "asked": "The child or family asked for a break",
    "elsewhere": "Another service leads for now",
    "other": "Another reason",
}

LONGEST_PAUSE_DAYS = 92
"""For how many days work may be paused at a time: after that somebody decides anew. Ours, as a standard too."""


@dataclass(frozen=True, slots=True)
class PauseLine:
    """What happens to a date while work is paused, and whose rule that is."""

    what: str
    stops: bool
    why: str


PAUSE_LINES = (
    PauseLine("First contact", True, "Our own standard. It is counted anew from the day on which the work goes on."),
    PauseLine(
        "Dates of EHC assessments, plans and reviews", False, "The law sets them, and knows no pause. They run on."
    ),
    PauseLine(
        "A court’s order, its hearings and requirements",
        False,
        "Only the court, or the terms of the order, change these. Take advice before you see the child less.",
    ),
    PauseLine("The review of the plan", False, "It stays on its day. Move it on the plan if that no longer fits."),
    PauseLine("Telling the child what changed, and concerns", False, "A child’s safety and being heard never wait."),
)
"""What stops and what runs on. The first is ours; what the law sets we do not stop."""

ABSENCE_REASONS: dict[str, str] = {
    "leave": "Annual leave",
    "training": "Training",
    "away": "Away from work",
    "other": "Another reason",
}
"""Why somebody is away. Nobody writes down what illness it is."""

LONGEST_COVER_DAYS = 92
"""For how many days cover is given at a time. Ours, as a standard too: after that each child gets a worker."""

STEP_DOWN_TO: dict[str, str] = {
    "stream": "Another kind of work of ours",
    "early_help": "Early help",
    "school": "The school or college",
    "voluntary": "A voluntary or community organisation",
    "universal": "Services that are open to everybody",
}

WHO_WITHDREW: dict[str, str] = {
    "child": "The child",
    "carer": "The parent or carer",
    "both": "Both",
}

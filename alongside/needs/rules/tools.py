"""Screening tools, as data: which tool, which edition, by whose licence; and what its scores mean.

The result of a named tool is recorded and never the tool's own questions: no questionnaire was found that may be
embedded. Cut-offs are published reference data and carry their source.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Band:
    """A named range of scores, both ends included. ``raises``: a score in it points to the scale's areas by itself."""

    title: str
    lowest: int
    highest: int
    raises: bool = False


@dataclass(frozen=True, slots=True)
class Scale:
    """One score of a tool, from 0 to ``highest``; without bands where no published cut-off could be confirmed."""

    code: str
    title: str
    highest: int
    bands: tuple[Band, ...] = ()
    areas: tuple[str, ...] = ()

    def band(self, value: int) -> Band | None:
        """The band of a score, or None where the scale has none."""
        return next((band for band in self.bands if band.lowest <= value <= band.highest), None)


@dataclass(frozen=True, slots=True)
class Tool:
    """A screening tool. ``tier`` 1 is for every child; 2 only for what was pointed to. Empty ``areas`` means any."""

    code: str
    version: str
    title: str
    what: str
    tier: int
    source: str
    licence: str
    valid_from: dt.date
    valid_to: dt.date | None = None
    areas: tuple[str, ...] = ()
    scales: tuple[Scale, ...] = ()
    bands_source: str = ""
    stands_alone: bool = False
    is_named_by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Score:
    """A score as it is kept with the screen: what it is called, its value, and its band (empty where there is none)."""

    code: str
    title: str
    value: int
    highest: int
    band: str
    raises: bool


_FEELINGS = ("social_emotional_mental_health",)
_ATTENTION = ("neurodiversity",)


def _bands(names: tuple[str, ...], *ends: int, highest: int) -> tuple[Band, ...]:
    """Bands that begin at 0; ``ends`` are the highest scores of all but the last, which raises."""
    starts = (0, *(end + 1 for end in ends))
    return tuple(
        Band(name, start, end, raises=name == names[-1])
        for name, start, end in zip(names, starts, (*ends, highest), strict=True)
    )


_THREE = ("Close to average", "Borderline", "High")
_FOUR = ("Close to average", "Slightly raised", "High", "Very high")


def _sdq_scales(
    names: tuple[str, ...], ends: Mapping[str, tuple[int, ...]], prosocial: tuple[Band, ...]
) -> tuple[Scale, ...]:
    def bands(code: str, highest: int) -> tuple[Band, ...]:
        return _bands(names, *ends[code], highest=highest) if code in ends else ()

    return (
        Scale("total", "Total difficulties", 40, bands("total", 40), _FEELINGS),
        Scale("emotional", "Emotional", 10, bands("emotional", 10), _FEELINGS),
        Scale("conduct", "Behaviour", 10, bands("conduct", 10), _FEELINGS),
        Scale("hyperactivity", "Attention and activity", 10, bands("hyperactivity", 10), _ATTENTION),
        Scale("peer", "Getting on with other children", 10, bands("peer", 10), _FEELINGS),
        Scale("prosocial", "Kind and helpful (higher is stronger)", 10, prosocial),
    )


_SDQ_LICENCE = (
    "The questionnaire belongs to Youth in Mind and is not shown here. Use your own licensed copy, record the scores."
)
_SDQ_SOURCE = "Strengths and Difficulties Questionnaire, ages 4 to 17"
_SDQ_FROM = dt.date(2014, 8, 19)
_SDQ_AREAS = ("social_emotional_mental_health", "neurodiversity", "trauma")

TOOLS: dict[str, Tool] = {
    tool.code: tool
    for tool in (
        Tool(
            code="universal",
            version="1",
            title="First screen",
            what="A talk of about 15 minutes with every child: what helps, what is hard, what to look into.",
            tier=1,
            source="Alongside, our own",
            licence="Open: it has no questionnaire. It asks what helps, and which areas are worth a closer look.",
            valid_from=dt.date(2024, 4, 1),
        ),
        Tool(
            code="assetplus_slcn",
            version="AssetPlus",
            title="AssetPlus screen: speech, language, communication and neurodisability",
            what="The screening tool within AssetPlus.",
            tier=2,
            source="Youth Justice Board, AssetPlus; built on a speech and language therapists' tool",
            licence="The tool belongs to the Youth Justice Board and is not shown here. Record what it found.",
            valid_from=dt.date(2014, 1, 1),
            areas=("speech_language", "neurodiversity"),
        ),
        Tool(
            code="sdq_parent",
            version="Parent, ages 4 to 17, three bands",
            title="SDQ, filled in by a parent or carer",
            what="Strengths and Difficulties Questionnaire: scores only.",
            tier=2,
            source=_SDQ_SOURCE,
            licence=_SDQ_LICENCE,
            valid_from=_SDQ_FROM,
            areas=_SDQ_AREAS,
            scales=_sdq_scales(
                _THREE,
                {
                    "total": (13, 16),
                    "emotional": (3, 4),
                    "conduct": (2, 3),
                    "hyperactivity": (5, 6),
                    "peer": (2, 3),
                },
                # Two published tables give different cut-offs for this scale, so it has no band.
                prosocial=(),
            ),
            bands_source="United Kingdom cut-offs as tabled in BMC Psychiatry 2021, s12888-021-03218-x, table 2",
        ),
        Tool(
            code="sdq_teacher",
            version="Teacher, ages 4 to 17, four bands",
            title="SDQ, filled in by a teacher",
            what="Strengths and Difficulties Questionnaire: scores only.",
            tier=2,
            source=_SDQ_SOURCE,
            licence=_SDQ_LICENCE,
            valid_from=_SDQ_FROM,
            areas=_SDQ_AREAS,
            scales=_sdq_scales(
                _FOUR,
                {
                    "total": (11, 15, 18),
                    "emotional": (3, 4, 5),
                    "conduct": (2, 3, 4),
                    "hyperactivity": (5, 7, 8),
                    "peer": (2, 4, 5),
                },
                prosocial=(
                    Band("Very low", 0, 3),
                    Band("Low", 4, 4),
                    Band("Slightly lowered", 5, 5),
                    Band("Close to average", 6, 10),
                ),
            ),
            bands_source="Scoring instructions for ages 4 to 17 as tabled in PMC4830858, table 1",
        ),
        Tool(
            code="sdq_self",
            version="Young person, no bands",
            title="SDQ, filled in by the young person",
            what="Strengths and Difficulties Questionnaire: scores only.",
            tier=2,
            source=_SDQ_SOURCE,
            licence=_SDQ_LICENCE,
            valid_from=_SDQ_FROM,
            areas=_SDQ_AREAS,
            # No published table of the cut-offs for young people's own answers could be confirmed: no band is better
            # than a wrong one.
            scales=_sdq_scales(_FOUR, {}, prosocial=()),
        ),
        Tool(
            code="chat",
            version="CHAT",
            title="Comprehensive Health Assessment Tool",
            what="Led by a nurse: physical and mental health, substances, neurodisability.",
            tier=2,
            source="Offender Health Research Network",
            licence="The tool is under copyright and is not shown here. Record the day and what it found.",
            valid_from=dt.date(2013, 1, 1),
            areas=(
                "physical",
                "sensory",
                "substance",
                "neurodiversity",
                "social_emotional_mental_health",
                "trauma",
                "speech_language",
            ),
            stands_alone=True,
        ),
        Tool(
            code="other",
            version="",
            title="Another named tool",
            what="Any other screening tool that your service is licensed to use.",
            tier=2,
            source="Named when the result is recorded",
            licence="Keep to the tool's own licence. Record its name, the day and what it found, never its questions.",
            valid_from=dt.date(2000, 1, 1),
            is_named_by_hand=True,
        ),
    )
}
"""Code to tool. Each edition carries from when it holds; a new edition is a new entry."""


def tools_on(day: dt.date, *, tier: int | None = None) -> tuple[Tool, ...]:
    """Tools that may be used on a day, in the order of this file."""
    return tuple(
        tool
        for tool in TOOLS.values()
        if tool.valid_from <= day and (tool.valid_to is None or day <= tool.valid_to) and tier in (None, tool.tier)
    )


def scored(tool: Tool, values: Mapping[str, int]) -> tuple[Score, ...]:
    """The scores with their bands, in the order of the tool. Raises ValueError for a score outside the scale."""
    found = []
    for scale in tool.scales:
        if scale.code not in values:
            continue
        value = values[scale.code]
        if not 0 <= value <= scale.highest:
            raise ValueError(f"{scale.title} goes from 0 to {scale.highest}.")
        band = scale.band(value)
        found.append(
            Score(scale.code, scale.title, value, scale.highest, band.title if band else "", bool(band and band.raises))
        )
    return tuple(found)


def raised_by_scores(tool: Tool, scores: Iterable[Score]) -> tuple[str, ...]:
    """Areas to which scores in a highest band point by themselves, without anybody's opinion."""
    raising = {score.code for score in scores if score.raises}
    areas = (area for scale in tool.scales if scale.code in raising for area in scale.areas)
    return tuple(dict.fromkeys(areas))

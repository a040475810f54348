"""What is assumed, how far screening goes, what scores mean, and which state follows which."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.core.strands import Strand
from alongside.needs import models, rules

DAY = dt.date(2026, 11, 20)


def test_every_area_is_answered_by_a_known_specialism_and_stands_in_health_or_education() -> None:
    for area in rules.NEED_AREAS:
        assert area.specialism in rules.SPECIALISMS
        assert area.strand in (Strand.HEALTH, Strand.EDUCATION)
    assert len(rules.AREAS_BY_CODE) == len(rules.NEED_AREAS)
    assert set(rules.SPECIALISM_STRANDS) == set(rules.SPECIALISMS)


def test_no_need_or_support_stands_in_the_strands_of_police_and_victims() -> None:
    assert rules.areas_in([Strand.IDENTITY, Strand.PLAN, Strand.JUSTICE, Strand.VICTIM]) == ()
    assert rules.specialisms_in([Strand.IDENTITY, Strand.JUSTICE, Strand.VICTIM]) == ()


def test_communication_is_presumed_first_and_each_presumption_has_a_source() -> None:
    assert rules.PRESUMED[0].area == "speech_language"
    for presumption in rules.PRESUMED:
        assert presumption.area in rules.AREAS_BY_CODE
        assert presumption.source
        assert presumption.share
        assert all(rules.fault_of_strategy(way) == "" for way in presumption.ways_of_working)


@pytest.mark.parametrize("tool", rules.TOOLS.values(), ids=lambda tool: tool.code)
def test_each_tool_has_its_source_its_licence_and_bands_without_gaps(tool: rules.Tool) -> None:
    assert tool.source
    assert tool.licence
    assert set(tool.areas) <= set(rules.AREAS_BY_CODE)
    for scale in tool.scales:
        assert set(scale.areas) <= set(tool.areas)
        if scale.bands:
            assert tool.bands_source
            assert [scale.band(value) is not None for value in range(scale.highest + 1)] == [True] * (scale.highest + 1)
            assert sum(band.highest - band.lowest + 1 for band in scale.bands) == scale.highest + 1


# Value at each edge of the published tables: parent BMC Psychiatry 2021 table 2, teacher PMC4830858 table 1.
@pytest.mark.parametrize(
    ("tool", "scale", "value", "band", "raises"),
    [
        ("sdq_parent", "total", 13, "Close to average", False),
        ("sdq_parent", "total", 14, "Borderline", False),
        ("sdq_parent", "total", 16, "Borderline", False),
        ("sdq_parent", "total", 17, "High", True),
        ("sdq_parent", "emotional", 3, "Close to average", False),
        ("sdq_parent", "emotional", 5, "High", True),
        ("sdq_parent", "conduct", 2, "Close to average", False),
        ("sdq_parent", "conduct", 4, "High", True),
        ("sdq_parent", "hyperactivity", 6, "Borderline", False),
        ("sdq_parent", "hyperactivity", 7, "High", True),
        ("sdq_parent", "peer", 3, "Borderline", False),
        ("sdq_parent", "prosocial", 0, "", False),
        ("sdq_teacher", "total", 11, "Close to average", False),
        ("sdq_teacher", "total", 12, "Slightly raised", False),
        ("sdq_teacher", "total", 18, "High", False),
        ("sdq_teacher", "total", 19, "Very high", True),
        ("sdq_teacher", "hyperactivity", 7, "Slightly raised", False),
        ("sdq_teacher", "hyperactivity", 8, "High", False),
        ("sdq_teacher", "hyperactivity", 9, "Very high", True),
        ("sdq_teacher", "peer", 4, "Slightly raised", False),
        ("sdq_teacher", "prosocial", 3, "Very low", False),
        ("sdq_teacher", "prosocial", 5, "Slightly lowered", False),
        ("sdq_self", "total", 40, "", False),
    ],
)
def test_scores_fall_into_the_published_bands(tool: str, scale: str, value: int, band: str, raises: bool) -> None:
    (score,) = rules.scored(rules.TOOLS[tool], {scale: value})

    assert (score.band, score.raises) == (band, raises)


def test_a_score_in_the_highest_band_raises_its_area_whatever_anybody_thinks() -> None:
    tool = rules.TOOLS["sdq_parent"]

    assert rules.raised_by_scores(tool, rules.scored(tool, {"hyperactivity": 9, "peer": 1})) == ("neurodiversity",)
    assert rules.raised_by_scores(tool, rules.scored(tool, {"hyperactivity": 6})) == ()


@pytest.mark.parametrize("value", [-1, 41])
def test_a_score_outside_its_scale_is_refused(value: int) -> None:
    with pytest.raises(ValueError, match="0 to 40"):
        rules.scored(rules.TOOLS["sdq_parent"], {"total": value})


def test_a_fuller_tool_waits_for_what_the_first_screen_raises() -> None:
    universal, slcn, chat, other = (rules.TOOLS[code] for code in ("universal", "assetplus_slcn", "chat", "other"))

    assert rules.may_go_further(universal, pointed_to=()) == ""
    assert "first screen" in rules.may_go_further(slcn, pointed_to=())
    assert "first screen" in rules.may_go_further(slcn, pointed_to=["physical"])
    assert rules.may_go_further(slcn, pointed_to=["speech_language"]) == ""
    assert rules.may_go_further(chat, pointed_to=()) == ""
    assert "first screen" in rules.may_go_further(other, pointed_to=())
    assert rules.may_go_further(other, pointed_to=["sensory"]) == ""


def test_a_tool_is_offered_only_while_its_edition_holds() -> None:
    assert [tool.code for tool in rules.tools_on(DAY, tier=1)] == ["universal"]
    assert "sdq_parent" not in {tool.code for tool in rules.tools_on(dt.date(2014, 8, 18))}


def test_each_date_says_its_rule_and_how_it_was_counted() -> None:
    friday = DAY

    assert rules.screen_due_on(friday) == dt.date(2026, 12, 4)
    assert rules.answer_due_on(friday) == dt.date(2026, 11, 24)
    assert rules.first_support_due_on(friday) == dt.date(2026, 12, 18)
    for why in (
        rules.why_screen_due(friday),
        rules.why_answer_due(friday),
        rules.why_offer_due(friday),
        rules.why_first_support_due(friday),
    ):
        assert why.rule
        assert why.source
        assert why.counting
        assert why.started_on == friday


def test_a_wait_is_counted_in_whole_days_and_never_below_nothing() -> None:
    assert rules.waiting_days(DAY, DAY) == 0
    assert rules.waiting_days(DAY, DAY + dt.timedelta(days=9)) == 9
    assert rules.waiting_days(DAY, DAY - dt.timedelta(days=1)) == 0


@pytest.mark.parametrize(
    ("text", "fault"),
    [
        ("Use short sentences.", ""),
        ("Show him the clock. Say when it ends.", ""),
        ("One. Two. Three.", "one idea"),
        ("Word " * 20, "15 words or fewer"),
        ("a" * 141, "characters or fewer"),
    ],
)
def test_a_strategy_is_one_idea_in_plain_words(text: str, fault: str) -> None:
    assert fault in rules.fault_of_strategy(text)
    assert bool(fault) == bool(rules.fault_of_strategy(text))


@pytest.mark.parametrize("name", ["Screen", "Need", "Support", "Strategy"])
def test_every_state_stands_in_the_table(name: str) -> None:
    states = set(getattr(models, name).Status.values)

    assert set(rules.TRANSITIONS[name]) == states
    assert {after for follows in rules.TRANSITIONS[name].values() for after in follows} <= states


def test_support_can_end_from_every_state_so_that_nothing_waits_for_ever() -> None:
    for state in rules.WAITING:
        assert rules.may_follow("Support", state, "ended")

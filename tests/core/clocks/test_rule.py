"""What makes a rule a rule, and how rules are found."""

from __future__ import annotations

import datetime as dt

import pytest

from alongside.core import clocks
from alongside.core.clocks import Follows, Source, Status, rule
from tests.core.clocks import makers

START = dt.date(2014, 9, 1)


@pytest.fixture
def _empty_register(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rule, "_REGISTER", {})
    monkeypatch.setattr(rule, "_HEADINGS", {})


def two_versions() -> tuple[clocks.Rule, clocks.Rule]:
    old = makers.rule("within 6 weeks of", valid_to=dt.date(2019, 12, 31))
    return old, makers.rule("within 5 weeks of", valid_from=dt.date(2020, 1, 1))


def test_a_rule_says_what_it_says_in_one_sentence() -> None:
    made = makers.rule("within 20 weeks of")
    assert made.sentence == "Something is done: within 20 weeks of the request."
    assert made.version == "a_rule@2014-09-01"
    assert made.source.citation == "Act of Tests 2000, section 1"
    assert Source("A setting of ours", "", "https://example.org").citation == "A setting of ours"
    assert made.counting == clocks.read("within 20 weeks of")


@pytest.mark.parametrize("day, holds", [("2014-08-31", False), ("2014-09-01", True), ("2019-12-31", True)])
def test_a_rule_holds_from_its_first_day_to_its_last(day: str, holds: bool) -> None:
    made = makers.rule("within 6 weeks of", valid_to=dt.date(2019, 12, 31))
    assert made.holds_on(dt.date.fromisoformat(day)) is holds
    assert not made.holds_on(dt.date(2020, 1, 1))
    assert makers.rule("within 6 weeks of").holds_on(dt.date(2100, 1, 1))


def test_a_rule_that_is_not_confirmed_says_why_and_only_such_a_rule() -> None:
    assert makers.rule("within 6 weeks of", status=Status.UNCERTAIN, doubt="Not read.").doubt == "Not read."
    with pytest.raises(ValueError, match="a_rule: a rule that is not confirmed says why, and only such a rule"):
        makers.rule("within 6 weeks of", status=Status.UNCERTAIN)
    with pytest.raises(ValueError, match="says why, and only such a rule"):
        makers.rule("within 6 weeks of", doubt="Not read.")


def test_a_rule_ends_on_or_after_the_day_it_begins() -> None:
    assert makers.rule("within 6 weeks of", valid_to=START).holds_on(START)
    with pytest.raises(ValueError, match="a_rule ends before it begins"):
        makers.rule("within 6 weeks of", valid_to=dt.date(2014, 8, 31))


@pytest.mark.usefixtures("_empty_register")
def test_versions_of_one_code_follow_each_other() -> None:
    old, new = two_versions()
    assert clocks.register("Tests", new, old) == (new, old)
    assert clocks.codes() == ("a_rule",)
    assert list(clocks.every()) == [old, new]
    assert clocks.latest("a_rule") == new
    assert clocks.by_heading() == {"Tests": (new,)}
    assert clocks.on("a_rule", dt.date(2019, 12, 31)) == old
    assert clocks.on("a_rule", dt.date(2020, 1, 1)) == new
    assert clocks.version("a_rule@2014-09-01") == old
    assert clocks.version("a_rule@2020-01-01") == new


@pytest.mark.usefixtures("_empty_register")
def test_two_versions_in_force_on_one_day_are_refused() -> None:
    old, _ = two_versions()
    overlapping = makers.rule("within 5 weeks of", valid_from=dt.date(2019, 12, 31))
    with pytest.raises(ValueError, match="a_rule has two versions in force on 31 December 2019"):
        clocks.register("Tests", old, overlapping)
    endless = makers.rule("within 6 weeks of")
    with pytest.raises(ValueError, match="two versions in force on 31 December 2019"):
        clocks.register("Tests", endless, overlapping)


@pytest.mark.usefixtures("_empty_register")
def test_the_same_version_twice_is_one_rule_and_the_later_text_is_kept() -> None:
    clocks.register("Tests", makers.rule("within 6 weeks of"))
    mended = makers.rule("within 6 weeks of", title="Something is done well")
    clocks.register("Tests", mended)
    assert list(clocks.every()) == [mended]


@pytest.mark.usefixtures("_empty_register")
def test_a_rule_not_in_force_is_refused_and_the_nearest_is_found() -> None:
    old, new = two_versions()
    clocks.register("Tests", old, new, makers.rule("within 1 week of", code="ended", valid_to=dt.date(2015, 1, 1)))
    with pytest.raises(clocks.UnknownRule) as refusal:
        clocks.on("a_rule", dt.date(2014, 8, 31))
    assert refusal.value.args[0] == "a_rule was not in force on 31 August 2014: it holds from 1 September 2014."
    with pytest.raises(clocks.UnknownRule) as refusal:
        clocks.on("ended", dt.date(2015, 1, 2))
    assert refusal.value.args[0] == (
        "ended was not in force on 2 January 2015: it holds from 1 September 2014 to 1 January 2015."
    )
    assert clocks.nearest("a_rule", dt.date(1990, 1, 1)) == old
    assert clocks.nearest("a_rule", dt.date(2019, 12, 31)) == old
    assert clocks.nearest("a_rule", dt.date(2020, 1, 1)) == new
    assert clocks.nearest("ended", dt.date(2015, 1, 2)).code == "ended"


@pytest.mark.usefixtures("_empty_register")
def test_what_is_not_known_is_refused_by_name() -> None:
    clocks.register("Tests", makers.rule("within 6 weeks of"))
    for ask in (clocks.latest, lambda code: clocks.nearest(code, START), lambda code: clocks.on(code, START)):
        with pytest.raises(clocks.UnknownRule) as refusal:
            ask("no_rule")
        assert refusal.value.args[0] == "There is no rule no_rule. `alongside rules` lists those there are."
    for name in ("a_rule@2020-01-01", "no_rule@2014-09-01", "a_rule"):
        with pytest.raises(clocks.UnknownRule) as refusal:
            clocks.version(name)
        assert refusal.value.args[0] == f"There is no version {name} of a rule."


def test_a_rule_for_programs() -> None:
    made = makers.rule("at least 2 weeks before", told=("The family",), valid_to=dt.date(2030, 1, 1))
    assert made.as_json() == {
        "rule": "a_rule",
        "version": "a_rule@2014-09-01",
        "title": "Something is done",
        "event": "the request",
        "wording": "at least 2 weeks before",
        "unit": "weeks",
        "amount": 2,
        "start_counts": False,
        "counted_back": True,
        "source": "Act of Tests 2000, section 1",
        "source_url": "https://example.org/act",
        "acts": "The local authority",
        "told": ["The family"],
        "excuses": [],
        "valid_from": "2014-09-01",
        "valid_to": "2030-01-01",
        "basis": "law",
        "status": "confirmed",
        "doubt": "",
    }
    assert makers.rule("within 6 weeks of").as_json()["valid_to"] is None


def test_every_event_that_begins_another_clock_has_words() -> None:
    assert {event.words for event in Follows} == {
        "The authority agreed after all",
        "The Tribunal ordered it",
        "It was agreed in mediation",
        "The child was detained",
        "The child was released",
        "Another authority became responsible",
        "A step that had ended it was taken back",
        "The day from which it is counted was corrected",
    }


@pytest.mark.usefixtures("_empty_register")
def test_rules_stand_under_headings_in_their_order() -> None:
    one, two, three = (makers.rule("within 6 weeks of", code=code) for code in ("c_rule", "a_rule", "b_rule"))
    clocks.register("Second", one)
    clocks.register("First", two)
    clocks.register("Second", three)
    assert list(clocks.by_heading().items()) == [("First", (two,)), ("Second", (one, three))]
    assert clocks.codes() == ("c_rule", "a_rule", "b_rule")


# A partnership's own number


@pytest.mark.parametrize(
    "wording, number, own",
    [
        ("within 5 working days of", 3, "within 3 working days of"),
        ("within 5 working days of", 1, "within 1 working day of"),
        ("within 5 working days of", 0, "on the same day as"),
        ("on the same day as", 0, "on the same day as"),
        ("on the same day as", 1, "within 1 working day of"),
        ("on the same day as", 2, "within 2 working days of"),
        ("at least 12 weeks before", 1, "at least 1 week before"),
        ("within 1 month of", 3, "within 3 months of"),
        ("within 1 week of", 0, "within 0 weeks of"),
        ("within 10 days of", 4, "within 4 days of"),
    ],
)
def test_a_rule_of_ours_is_counted_with_a_number_of_ones_own(wording: str, number: int, own: str) -> None:
    rule = makers.rule(wording, status=Status.OURS, doubt="No law sets it.")
    if own == wording:
        assert rule.with_own(number) is rule
        return
    found = rule.with_own(number)
    assert (found.wording, found.own, found.doubt) == (own, number, "Set by the partnership. No law sets it.")
    assert (found.code, found.title, found.status) == (rule.code, rule.title, Status.OURS)


def test_nobody_sets_what_the_law_says() -> None:
    with pytest.raises(ValueError, match=r"^a_rule: its length is not ours, and no partnership sets it\.$"):
        makers.rule("within 5 working days of").with_own(3)


def test_a_version_with_its_own_number_is_found_again_by_its_name() -> None:
    name = clocks.latest("custody_education_offer_5wd").with_own(7).version
    assert name.endswith("=7")
    found = clocks.version(name)
    assert (found.version, found.wording) == (name, "within 7 working days of")
    assert clocks.version(name.partition("=")[0]).own != 7
    with pytest.raises(clocks.UnknownRule, match="There is no version custody_education_offer_5wd@1990-01-01=7 of a"):
        clocks.version("custody_education_offer_5wd@1990-01-01=7")

"""Letters of a case: asked for by the step, filled in from the case, written by a person, sent as a disclosure."""

from __future__ import annotations

import datetime as dt
import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse

from alongside.children import commands as child_commands
from alongside.children import queries as children
from alongside.children.models import Disclosure
from alongside.core import calendar
from alongside.core.strands import Strand
from alongside.core.verdict import Changed, NotNow, NotPermitted
from alongside.ehcp import commands, queries, rules
from alongside.ehcp.models import Case, Letter, Wording
from alongside.ehcp.rules import letters as letter_rules
from alongside.partnerships import wall
from tests import people
from tests.ehcp import makers
from tests.ehcp.makers import begun, step, step_of, taken, weeks
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]

ADDRESS = "Mrs R Selwyn\n1 Made Up Street\nSwindon"


def refused(slug: str = "swindon") -> Case:
    """A case with an officer, in which there will be no assessment."""
    case = taken(begun(makers.a_child(slug), slug), slug)
    return step(case, "decide_not_to_assess", weeks(5), slug, note="Needs are met.")


def started(case: Case, code: str, of: str, *, by: str = "send_officer", slug: str = "swindon") -> Letter:
    with acting(slug, by) as actor:
        _, look = children.look_at(actor, case.child, NOW)
        return commands.begin_letter(actor=actor, step=step_of(case, of), code=code, look=look, now=NOW)


def written(row: Letter, text: str | None = None, slug: str = "swindon") -> Letter:
    words = re.sub(r"\[Write [^\]]*\]", "It is written.", row.text) if text is None else text
    with acting(slug, "send_officer") as actor:
        return commands.write_letter(
            actor=actor,
            letter=row,
            addressed_to=ADDRESS,
            subject=row.subject,
            text=words,
            version=row.version,
            now=NOW,
        )


def sent(row: Letter, on: dt.date = TODAY, slug: str = "swindon", **more: str) -> Letter:
    with acting(slug, "send_officer") as actor:
        return commands.send_letter(
            actor=actor,
            letter=row,
            sent_on=on,
            how="secure_email",
            family="told",
            gateway="cfa2014_tell",
            version=row.version,
            now=NOW,
            **more,
        )


# The data


def test_every_letter_belongs_to_a_step_that_there_is_and_to_somebody() -> None:
    for one in letter_rules.LETTERS:
        of, _, code = one.step.partition(".")
        if code.startswith("begun_"):
            assert rules.opening(code.removeprefix("begun_"))
        else:
            assert rules.machine(of).step(code) is not None, one.code
        assert one.to in letter_rules.TO
        assert letter_rules.why_not(one.subject, one.text) == "", one.code
        assert one.source.url.startswith("https://www.legislation.gov.uk/")
        assert bool(one.decisions) == ("{appeal}" in one.text), f"{one.code} says whether it can be appealed"


def test_whoever_may_appeal_reads_until_when_by_the_rule_and_that_mediation_comes_first() -> None:
    words = letter_rules.appeal_words(
        letter_rules.LETTER["not_assess_family"], dt.date(2026, 3, 31), held=False, is_first_plan=False
    )
    assert "until 31 May 2026: two months" in words
    assert "mediation adviser" in words
    placed = letter_rules.appeal_words(
        letter_rules.LETTER["final_family"], dt.date(2026, 3, 31), held=False, is_first_plan=True
    )
    assert "unless you appeal only about the school or college" in placed


def test_while_the_child_is_held_no_letter_promises_an_appeal_that_the_law_has_switched_off() -> None:
    ceased = letter_rules.appeal_words(letter_rules.LETTER["cease_family"], TODAY, held=True, is_first_plan=False)
    assert "Not while detained" in ceased
    assert "two months" not in ceased
    later = letter_rules.appeal_words(letter_rules.LETTER["final_family"], TODAY, held=True, is_first_plan=False)
    assert "No appeal while detained" in later


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("Dear {parent}", "cannot fill in {parent}"),
        ("{child} and {offence}, {phone}", "cannot fill in {offence}"),
        ("A lone { bracket", "stands alone"),
        ("{child} is {first_name}", ""),
    ],
)
def test_a_wording_with_a_field_that_is_unknown_is_refused_by_name(text: str, says: str) -> None:
    assert says in letter_rules.why_not(text)
    assert bool(letter_rules.why_not(text)) == bool(says)


# What is done


@pytest.mark.database_near
def test_a_letter_is_filled_in_written_sent_and_stands_in_the_ledger() -> None:
    case = refused()
    row = started(case, "not_assess_family", "decide_not_to_assess")
    assert case.child.first_called in row.text or case.child.called in row.text
    assert "{" not in row.text
    assert "two months" in row.text

    with pytest.raises(NotNow, match="Say to whom it goes"):
        sent(row)
    row = written(row, text=row.text)
    with pytest.raises(NotNow, match="still to be written: Write the reasons here"):
        sent(row)
    row = sent(written(row))

    assert (row.status, row.sent_on) == ("sent", TODAY)
    with wall.inside(case.partnership_id):
        line = Disclosure.objects.get(ref=row.disclosure_ref)
        assert (line.to_whom, line.gateway, line.told) == ("Mrs R Selwyn", "cfa2014_tell", "told")
        assert case.ref in line.about
    with pytest.raises(NotNow, match="not altered any more"):
        written(row, text="Other words")


def test_days_that_cannot_be_and_another_version_are_refused() -> None:
    row = written(started(refused(), "not_assess_family", "decide_not_to_assess"))
    with pytest.raises(NotNow, match="in the future"):
        sent(row, TODAY + dt.timedelta(days=1))
    with pytest.raises(NotNow, match="it went then or later"):
        sent(row, weeks(4))
    with pytest.raises(
        NotNow, match=r"until 20 January 2027\. It went on 19 November 2026, so that is 19 January 2027"
    ):
        sent(row, TODAY - dt.timedelta(days=1))
    row.version -= 1
    with pytest.raises(Changed):
        sent(row)
    with pytest.raises(Changed):
        written(row, text="Mine")


def test_a_letter_belongs_to_its_step_and_is_written_once_at_a_time() -> None:
    case = refused()
    started(case, "not_assess_family", "decide_not_to_assess")
    with pytest.raises(NotNow, match="being written already"):
        started(case, "not_assess_family", "decide_not_to_assess")
    with pytest.raises(NotNow, match="does not belong"):
        started(case, "final_family", "decide_not_to_assess")
    with pytest.raises(NotPermitted):
        started(case, "not_assess_family", "decide_not_to_assess", by="practitioner")


def test_what_was_being_written_of_a_step_that_is_taken_back_is_set_aside() -> None:
    case = refused()
    row = started(case, "not_assess_family", "decide_not_to_assess")
    with acting("swindon", "send_officer") as actor:
        commands.take_back_step(
            actor=actor, step=step_of(case, "decide_not_to_assess"), reason="Another child's.", now=NOW
        )
    with wall.inside(case.partnership_id):
        assert Letter.objects.get(pk=row.pk).status == "dropped"
    with pytest.raises(NotNow, match="taken back"):
        started(case, "not_assess_family", "decide_not_to_assess")


def test_what_tells_that_a_child_is_held_is_not_read_by_a_school() -> None:
    case = taken(begun(makers.a_child()))
    people.grant("swindon", case.child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))
    step(case, "tell_of_detention", weeks(3))
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    row = sent(written(started(case, "not_assess_family", "decide_not_to_assess")))
    ordinary = sent(written(started(refused(), "not_assess_family", "decide_not_to_assess")))
    assert (row.strand, ordinary.strand) == ("plan", "education")
    with acting("swindon", "school") as actor:
        standing, look = children.look_at(actor, case.child, NOW)
        assert queries.letters_here(case.child, standing, look) == ()


def test_a_partnerships_own_words_hold_from_then_on_and_the_earlier_ones_stay() -> None:
    case = refused()
    before = started(case, "not_assess_family", "decide_not_to_assess")
    with acting("swindon", "team_manager") as actor:
        commands.set_wording(
            actor=actor, code="not_assess_family", subject="About {child}", text="We met. {appeal}", now=NOW
        )
        with pytest.raises(NotNow, match=r"cannot fill in .offence."):
            commands.set_wording(actor=actor, code="not_assess_family", subject="x", text="{offence}", now=NOW)
    with acting("swindon", "send_officer") as actor:
        commands.drop_letter(actor=actor, letter=before, now=NOW)
    after = started(case, "not_assess_family", "decide_not_to_assess")
    assert after.text.startswith("We met. If you do not agree")
    assert after.subject == f"About {case.child.called}"
    with wall.inside(case.partnership_id):
        every = queries.wordings_of(case.partnership_id, "not_assess_family")
        assert Wording.objects.count() == 1
    assert [one.is_own for one in every] == [True, False]
    other = refused("hampshire")
    assert "We met." not in started(other, "not_assess_family", "decide_not_to_assess", slug="hampshire").text
    with pytest.raises(NotPermitted), acting("swindon", "practitioner") as actor:
        commands.set_wording(actor=actor, code="not_assess_family", subject="x", text="y", now=NOW)


# Its pages


def signed_in(key: str, slug: str = "swindon") -> Client:
    client = Client()
    people.sign_in(client, slug, key)
    return client


def test_the_case_says_which_letters_the_law_asks_for_and_each_is_written_read_over_printed_and_sent() -> None:
    case = refused()
    place = {"child_ref": case.child.ref}
    page = reverse("ehcp:ehc", kwargs=place)
    client = signed_in("send_officer")
    taken_step = step_of(case, "decide_not_to_assess")
    begin = reverse("ehcp:begin_letter", kwargs={**place, "ref": taken_step.ref, "code": "not_assess_family"})
    assert begin in client.get(page).content.decode()

    write = client.post(begin, {"form_key": str(uuid.uuid4())})["Location"]
    with wall.inside(case.partnership_id):
        row = Letter.objects.get(case=case)
    at = {**place, "ref": row.ref}
    assert write == reverse("ehcp:write_letter", kwargs=at)
    assert "Write the reasons here" in client.get(write).content.decode()
    # The page counts from the day on which the test runs; this letter went on another.
    until = calendar.spoken(letter_rules.appeal_until(TODAY))
    rights = re.sub(r"(until|adviser by) \d+ \w+ \d{4}", rf"\1 {until}", row.text.replace("[Write", "[It was:"))
    typed = {
        "form_key": str(uuid.uuid4()),
        "version": "1",
        "addressed_to": ADDRESS,
        "subject": "S",
        "text": f"{rights}\n\nTwo.",
    }
    assert client.post(write, {"form_key": str(uuid.uuid4()), "version": "1"}).status_code == 422
    assert client.post(write, typed).status_code == 302
    shown = client.get(reverse("ehcp:letter", kwargs=at)).content.decode()
    assert '<p class="govuk-body">Two.</p>' in shown
    pdf = client.get(reverse("ehcp:letter_file", kwargs=at))
    assert pdf.content.startswith(b"%PDF")
    assert case.child.family_name not in pdf["Content-Disposition"]

    send = reverse("ehcp:send_letter", kwargs=at)
    day = {f"sent_on-{part}": str(getattr(TODAY, part)) for part in ("day", "month", "year")}
    told = {"how": "secure_email", "family": "told", "gateway": "cfa2014_tell", "is_read": "on", "version": "2"}
    assert client.post(send, {"form_key": str(uuid.uuid4()), **day, **told, "family": "not_told"}).status_code == 422
    went = client.post(send, {"form_key": str(uuid.uuid4()), **day, **told})
    assert went.status_code == 302, went.content.decode()
    assert "Sent" in client.get(page).content.decode()

    worker = signed_in("practitioner")
    assert "1 Made Up Street" in client.get(reverse("ehcp:letter", kwargs=at)).content.decode()
    assert "1 Made Up Street" not in worker.get(reverse("ehcp:letter", kwargs=at)).content.decode()
    assert "Two." in worker.get(reverse("ehcp:letter", kwargs=at)).content.decode()
    assert worker.post(begin, {"form_key": str(uuid.uuid4())}).status_code == 403
    for other in (signed_in("stranger"), signed_in("send_officer", "hampshire")):
        assert other.get(reverse("ehcp:letter", kwargs=at)).status_code == 404
        assert other.get(reverse("ehcp:letter_file", kwargs=at)).status_code == 404


def test_a_draft_is_for_those_who_write_it() -> None:
    case = refused()
    row = started(case, "not_assess_family", "decide_not_to_assess")
    at = {"child_ref": case.child.ref, "ref": row.ref}
    assert signed_in("practitioner").get(reverse("ehcp:letter", kwargs=at)).status_code == 404
    assert (
        signed_in("send_officer")
        .post(reverse("ehcp:drop_letter", kwargs=at), {"form_key": str(uuid.uuid4())})
        .status_code
        == 302
    )


def test_the_words_of_letters_are_set_on_their_page() -> None:
    client = signed_in("team_manager")
    every = client.get(reverse("ehcp:wordings")).content.decode()
    assert every.count("govuk-link") >= len(letter_rules.LETTERS)
    page = reverse("ehcp:write_wording", kwargs={"code": "final_family"})
    wrong = client.post(page, {"form_key": str(uuid.uuid4()), "subject": "S", "text": "{offence}"})
    assert wrong.status_code == 422
    assert "A letter cannot fill in {offence}" in wrong.content.decode()
    bare = client.post(page, {"form_key": str(uuid.uuid4()), "subject": "S", "text": "{child}"})
    assert "Write {appeal} where" in bare.content.decode()
    typed = {"form_key": str(uuid.uuid4()), "subject": "S", "text": "{child} {appeal}"}
    assert client.post(page, typed).status_code == 302
    assert "Alongside’s own words" in client.get(page).content.decode()
    assert client.get(reverse("ehcp:write_wording", kwargs={"code": "nonsense"})).status_code == 404
    assert signed_in("practitioner").get(reverse("ehcp:wordings")).status_code == 403
    assert signed_in("practitioner").get(page).status_code == 403


# What a family that may appeal is told, and what never stands in a letter


def test_every_letter_of_a_decision_has_what_regulation_32_asks_for() -> None:
    for one in letter_rules.LETTERS:
        if one.decisions:
            assert "mediation adviser’s name, telephone number and email" in one.text, one.code
            assert "disagreement resolution service" in one.text, one.code
    words = letter_rules.appeal_words(
        letter_rules.LETTER["no_plan_family"], dt.date(2026, 3, 31), held=False, is_first_plan=False
    )
    assert "mediation adviser by 31 May 2026" in words


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("We decided. Goodbye.", "does not say until when the family may appeal"),
        ("You may appeal to the Tribunal. You have until 20 January 2027.", "does not say .*mediation"),
    ],
)
def test_a_decision_does_not_go_without_the_rights_that_it_carries(text: str, says: str) -> None:
    row = written(started(refused(), "not_assess_family", "decide_not_to_assess"), text=text)
    with pytest.raises(NotNow, match=says):
        sent(row)
    with wall.inside(row.partnership_id):
        assert Letter.objects.get(pk=row.pk).status == "draft"
        assert not Disclosure.objects.exists()


def test_a_wording_of_a_decision_says_where_the_appeal_stands() -> None:
    with acting("swindon", "team_manager") as actor:
        with pytest.raises(NotNow, match=r"Write .appeal. where"):
            commands.set_wording(actor=actor, code="final_family", subject="About {child}", text="{child}", now=NOW)
        # A letter that tells of no decision needs none.
        commands.set_wording(actor=actor, code="draft_family", subject="About {child}", text="{child}", now=NOW)


def test_a_letter_that_was_begun_before_the_child_was_held_is_begun_anew() -> None:
    case = refused()
    row = written(started(case, "not_assess_family", "decide_not_to_assess"))
    step(case, "tell_of_detention", TODAY)
    with pytest.raises(NotNow, match="was begun before the child was detained"):
        sent(row)
    with acting("swindon", "send_officer") as actor:
        commands.drop_letter(actor=actor, letter=row, now=NOW)
    anew = written(started(case, "not_assess_family", "decide_not_to_assess"))
    assert "You have until" not in anew.text
    assert sent(anew).strand == "plan"


def test_a_letter_that_was_begun_while_the_child_was_held_is_begun_anew_after_the_release() -> None:
    case = taken(begun(makers.a_child()))
    step(case, "tell_of_detention", weeks(3))
    step(case, "decide_not_to_assess", weeks(5), note="Needs are met.")
    row = written(started(case, "not_assess_family", "decide_not_to_assess"))
    step(case, "tell_of_release", TODAY)
    with pytest.raises(NotNow, match="was begun while the child was detained"):
        sent(row)


def test_a_restricted_address_is_never_kept_in_a_letter() -> None:
    case = refused()
    with acting("swindon", "team_manager") as actor:
        child_commands.record_address(
            actor=actor,
            child=case.child,
            kind="home",
            lines="9 Safe House Lane\nSwindon",
            postcode="SN1 1AA",
            readers=[people.membership_of("swindon", "send_officer").pk],
            now=NOW,
        )
    row = started(case, "not_assess_family", "decide_not_to_assess")
    with acting("swindon", "send_officer") as actor:
        for addressed, text in (
            ("Mrs Selwyn\n9  safe house lane, Swindon", "Words."),
            ("Mrs Selwyn\nsn11aa", "Words."),
            ("Mrs Selwyn", "We wrote to 9 Safe House Lane."),
        ):
            with pytest.raises(NotNow, match="restricted"):
                commands.write_letter(
                    actor=actor,
                    letter=row,
                    addressed_to=addressed,
                    subject="S",
                    text=text,
                    version=row.version,
                    now=NOW,
                )
        commands.write_letter(
            actor=actor, letter=row, addressed_to="Mrs Selwyn", subject="S", text="Words.", version=1, now=NOW
        )


def test_where_the_family_lives_is_read_by_those_who_write_letters_and_nobody_else() -> None:
    case = refused()
    people.grant("swindon", case.child, "school", "setting", strands=(Strand.IDENTITY, Strand.EDUCATION))
    row = sent(written(started(case, "not_assess_family", "decide_not_to_assess")))
    page = reverse("ehcp:letter", kwargs={"child_ref": case.child.ref, "ref": row.ref})
    for key, reads in (("send_officer", True), ("practitioner", False), ("school", False)):
        shown = signed_in(key).get(page).content.decode()
        assert "Mrs R Selwyn" in shown
        assert ("1 Made Up Street" in shown) is reads, key


def test_the_case_says_how_many_letters_about_its_last_step_were_not_sent_yet() -> None:
    case = refused()
    client = signed_in("send_officer")
    page = reverse("ehcp:ehc", kwargs={"child_ref": case.child.ref})

    def unsent() -> int:
        shown = client.get(page).content.decode()
        found = re.search(r"(\d+) letters? that the law asks for ha(?:s|ve) not been sent", shown)
        return int(found.group(1)) if found else 0

    before = unsent()
    assert before > 0
    row = written(started(case, "not_assess_family", "decide_not_to_assess"))
    assert unsent() == before
    sent(row)
    assert unsent() == before - 1

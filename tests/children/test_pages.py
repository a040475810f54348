"""Pages about one child, about safety and about access: owner, colleague, stranger, and another partnership."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
import time_machine

from alongside.children import commands
from alongside.children.models import BreakGlass, Child, Concern, Entry, Voice
from tests import people
from tests.children.makers import as_, date_parts, events, post
from tests.people import NOW, TODAY, acting

pytestmark = [pytest.mark.usefixtures("database")]


@pytest.fixture(autouse=True)
def at_ten() -> Iterator[None]:
    """Requests come on the morning on which the world was made."""
    with time_machine.travel(NOW, tick=True):
        yield


CHILD_PAGES = (
    "identity/",
    "voices/",
    "network/",
    "network/add/",
    "identity/names/",
    "addresses/",
    "address/",
    "care-status/",
    "said/",
    "chronology/",
    "documents/",
    "documents/add/",
    "entry/",
    "family/",
    "family-member/",
    "why/",
    "who-looked/",
)


def my_child() -> Child:
    child = people.a_child("swindon")
    people.grant("swindon", child, "practitioner", "allocated")
    people.grant("swindon", child, "school", "setting")
    return child


def concern_of(child: Child | None = None, **more: object) -> Concern:
    with acting("swindon", "practitioner") as actor:
        return commands.raise_concern(actor=actor, child=child, what="A bruise", now=NOW, **more)  # type: ignore[arg-type]


# Every page about a child


@pytest.mark.parametrize("page", CHILD_PAGES)
def test_a_page_about_a_child_opens_for_its_worker_and_is_not_there_for_anybody_else(page: str) -> None:
    child = my_child()
    path = f"/children/{child.ref}/{page}"

    assert as_("swindon", "practitioner").get(path).status_code == 200
    for slug, key in [("swindon", "colleague"), ("swindon", "head_of_service"), ("hampshire", "practitioner")]:
        client = as_(slug, key)
        answer, unknown = client.get(path), client.get(f"/children/C-000000/{page}")
        assert answer.status_code == unknown.status_code == 404
        assert answer.content == unknown.content


@pytest.mark.parametrize("page", ["identity/names/", "address/", "care-status/", "said/", "entry/", "family-member/"])
def test_whoever_only_reads_is_told_why_and_can_send_nothing(page: str) -> None:
    child = my_child()
    client = as_("swindon", "school")

    answer = client.get(f"/children/{child.ref}/{page}")
    assert answer.status_code == 200
    assert "Ask the allocated worker" in answer.content.decode()
    assert "form_key" not in answer.content.decode()
    sent = post(client, f"/children/{child.ref}/{page}")
    assert sent.status_code == 403
    assert "Ask the allocated worker" in sent.content.decode()


# Changing the record


EDITED = {
    "preferred_name": "Zo",
    "strengths": "Draws comics",
    "given_name": "Zoë",
    "family_name": "Ashdown",
    "born_on-day": "3",
    "born_on-month": "2",
    "born_on-year": "2013",
    "needs_interpreter": "no",
}


def test_two_people_who_edit_a_child_lose_nothing() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    mine, theirs = as_("swindon", "practitioner"), as_("swindon", "team_manager")
    path = f"/children/{child.ref}/identity/me/"
    version = re.search(r'name="version" value="(\d+)"', mine.get(path).content.decode())
    assert version is not None

    assert post(theirs, path, version=version[1], **EDITED, own_words="Ask me first").status_code == 302
    conflict = post(mine, path, version=version[1], **EDITED | {"strengths": "Kind to small children"})

    assert conflict.status_code == 409
    page = conflict.content.decode()
    assert "Draws comics" in page
    assert page.count("Kind to small children") >= 2  # beside the saved version, and still in the form
    newest = re.search(r'name="version" value="(\d+)"', page)
    assert newest is not None
    assert post(mine, path, version=newest[1], **EDITED | {"strengths": "Draws comics\nKind"}).status_code == 302
    with acting("swindon", "practitioner"):
        assert Child.objects.get(pk=child.pk).strengths == "Draws comics\nKind"


def test_what_a_child_said_is_recorded_and_told_back() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")

    said = post(
        client,
        f"/children/{child.ref}/said/",
        said="School is too loud",
        gathered="Drawing or writing",
        strand="education",
        **date_parts("said_on", TODAY),
    )
    assert said.status_code == 302
    with acting("swindon", "practitioner"):
        voice = Voice.objects.get()
    assert "Tell the child what changed" in client.get("/").content.decode()

    told = post(
        client,
        f"/children/{child.ref}/said/{voice.ref}/",
        changed="Lunch in the library",
        **date_parts("told_back_on", TODAY),
    )
    assert told.status_code == 302
    page = client.get(f"/children/{child.ref}/").content.decode()
    assert "School is too loud" in page
    assert "Lunch in the library" in page
    assert "Tell the child what changed" not in client.get("/").content.decode()


def test_an_entry_goes_into_a_strand_in_which_one_may_write() -> None:
    child = my_child()
    client, path = as_("swindon", "practitioner"), f"/children/{child.ref}/entry/"
    typed = {"kind": "good_news", "text": "Finished a comic", **date_parts("happened_on", TODAY)}

    assert post(client, path, strand="health", **typed).status_code == 422  # a practitioner reads health only
    assert post(client, path, strand="plan", **typed).status_code == 302
    with acting("swindon", "practitioner"):
        assert [(row.strand, row.kind) for row in Entry.objects.all()] == [("plan", "good_news")]


def test_the_same_form_sent_twice_makes_one_entry() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    typed = {"kind": "note", "text": "Once", "strand": "plan", "form_key": "7f3a3c1e-6d0e-4a52-9c3e-0d6f5f4c0a11"}

    for _ in range(2):
        answer = client.post(f"/children/{child.ref}/entry/", typed | date_parts("happened_on", TODAY))
        assert answer.status_code == 302
    with acting("swindon", "practitioner"):
        assert Entry.objects.count() == 1


# Concerns


@pytest.mark.parametrize("key", people.PEOPLE)
def test_anybody_signed_in_raises_a_concern_with_nothing_but_words(key: str) -> None:
    client = as_("swindon", key)
    page = client.get("/concern/").content.decode()
    assert page.index("call 999") < page.index('<form method="post" action=""')
    assert "01632 960000" in page

    answer = post(client, "/concern/", what="A boy at the bus station looked frightened")

    assert answer.status_code == 302
    with acting("swindon", key):
        concern = Concern.objects.get()
        assert concern.told_at is None
    assert client.get(answer.url).status_code == 200
    assert "Tell social care about a child at risk of harm" in client.get("/").content.decode()


def test_a_concern_about_a_child_whom_one_may_not_see_is_taken_and_names_nobody() -> None:
    child = people.a_child("swindon")
    client = as_("swindon", "stranger")
    known, unknown = (client.get(f"/children/{ref}/concern/") for ref in (child.ref, "C-000000"))
    assert known.status_code == unknown.status_code == 200
    assert len(known.content) == len(unknown.content)
    assert "Ashdown" not in known.content.decode()

    answer = post(client, f"/children/{child.ref}/concern/", what="Heard shouting")

    assert answer.status_code == 302
    with acting("swindon", "stranger"):
        concern = Concern.objects.get()
        assert (concern.child_id, concern.about) == (None, child.ref)
    assert "Ashdown" not in client.get(answer.url).content.decode()


def test_a_concern_is_told_then_closed_and_stays_in_my_work_until_then() -> None:
    child = my_child()
    client = as_("swindon", "practitioner")
    raised = post(client, f"/children/{child.ref}/concern/", what="A bruise")
    with acting("swindon", "practitioner"):
        ref = Concern.objects.get(child=child).ref
    assert raised.url == f"/concerns/{ref}/"

    early = post(client, f"/concerns/{ref}/close/", outcome="All well")
    assert early.status_code == 409
    assert "Record first who was told in social care" in early.content.decode()

    told = post(
        client, f"/concerns/{ref}/told/", told_whom="Duty worker", told_time="1am", **date_parts("told_on", TODAY)
    )
    assert told.status_code == 302
    page = client.get(f"/concerns/{ref}/").content.decode()
    assert "Duty worker was told on 20 November 2026 at 1am by Asha Penrose" in page
    assert "Close a safeguarding concern" in client.get("/").content.decode()

    closed = post(client, f"/concerns/{ref}/close/", outcome="Social care visits today")
    assert closed.status_code == 302
    assert "safeguarding concern" not in client.get("/").content.decode()
    assert [event.verb for event in events("swindon", "children.concern.told")] == ["disclosure"]


def test_a_concern_is_read_by_who_answers_for_the_child_and_by_nobody_else() -> None:
    child = my_child()
    people.grant("swindon", child, "team_manager", "supervision")
    people.grant("swindon", child, "police", "meeting")
    path = f"/concerns/{concern_of(child).ref}/"

    assert as_("swindon", "practitioner").get(path).status_code == 200
    assert as_("swindon", "team_manager").get(path).status_code == 200
    for slug, key in [
        ("swindon", "school"),
        ("swindon", "police"),
        ("swindon", "colleague"),
        ("swindon", "administrator"),
        ("hampshire", "team_manager"),
    ]:
        client = as_(slug, key)
        assert client.get(path).status_code == 404, key
        assert client.get(path).content == client.get("/concerns/S-000000/").content


def test_whoever_cannot_close_a_concern_is_told_who_can() -> None:
    client = as_("swindon", "school")
    answer = post(client, "/concern/", what="Hungry again", told_whom="Duty worker")

    page = client.get(answer.url).content.decode()
    assert "Only the allocated worker, a manager or social care can close a concern" in page
    refused = post(client, f"{answer.url}close/", outcome="Fine")
    assert refused.status_code == 403


@pytest.mark.parametrize(
    ("typed", "status"),
    [("2.15", 302), ("9:59am", 302), ("0930", 302), ("", 302), ("10:30", 422), ("25:00", 422), ("half past", 422)],
)
def test_a_time_is_understood_as_people_write_it_and_never_lies_in_the_future(typed: str, status: int) -> None:
    answer = post(as_("swindon", "practitioner"), "/concern/", what="x", told_whom="Duty worker", told_time=typed)

    assert answer.status_code == status
    if typed == "10:30":
        assert "The time must be now or earlier" in answer.content.decode()


# Why, and who looked


def test_why_says_from_what_work_until_when() -> None:
    child = my_child()

    page = as_("swindon", "school").get(f"/children/{child.ref}/why/").content.decode()

    assert "The child learns at your setting" in page
    assert "Who I am, Education" in page
    assert "when the work ends" in page
    assert "R-TEST00" in page


def test_who_looked_is_for_the_worker_and_the_governance_lead_who_opens_nothing() -> None:
    child = my_child()
    as_("swindon", "school").get(f"/children/{child.ref}/")
    as_("swindon", "stranger").get(f"/children/{child.ref}/")
    path = f"/children/{child.ref}/who-looked/"

    mine = as_("swindon", "practitioner").get(path).content.decode()
    assert "Dev Marlowe" in mine
    assert "The child learns at their setting" in mine
    assert "Bea Holloway" in mine
    assert "Refused" in mine

    lead = as_("swindon", "governance_lead")
    assert lead.get(f"/children/{child.ref}/").status_code == 404
    asked = lead.post("/who-looked/", {"reference": child.ref.lower()})
    assert asked.headers["Location"] == path
    page = lead.get(path).content.decode()
    assert "Dev Marlowe" in page
    assert "Ashdown" not in page
    assert as_("swindon", "school").get(path).status_code == 403
    assert as_("hampshire", "governance_lead").get(path).content.decode().count("Dev Marlowe") == 0


def test_a_person_who_does_the_same_ten_times_is_one_line() -> None:
    child = my_child()
    client = as_("swindon", "school")
    for _ in range(10):
        client.get(f"/children/{child.ref}/")

    page = as_("swindon", "practitioner").get(f"/children/{child.ref}/who-looked/").content.decode()

    assert page.count("Dev Marlowe") == 1
    assert "10 times" in page


# Emergencies and sealing


def test_breaking_the_glass_answers_the_same_for_an_unknown_child() -> None:
    child = people.a_child("swindon")
    client = as_("swindon", "stranger")
    reason = "Police have her at the station and ask what helps"
    known = post(client, "/emergency/", reference=child.ref, reason=reason)
    unknown = post(client, "/emergency/", reference="C-000000", reason=reason)

    assert known.status_code == unknown.status_code == 302
    pages = [client.get(answer.url) for answer in (known, unknown)]
    assert (
        pages[0].content.decode().replace(child.ref, "C-000000").split("csrf")[0]
        == (pages[1].content.decode().split("csrf")[0])
    )
    assert client.get(f"/children/{child.ref}/").status_code == 200
    assert client.get("/children/C-000000/").status_code == 404
    assert as_("hampshire", "stranger").get(f"/children/{child.ref}/").status_code == 404


def test_an_emergency_opening_is_reviewed_by_somebody_else_who_reads_the_reason() -> None:
    child = people.a_child("swindon")
    post(as_("swindon", "stranger"), "/emergency/", reference=child.ref, reason="She is at the station, upset")
    with acting("swindon", "team_manager"):
        ref = BreakGlass.objects.get().ref
    manager = as_("swindon", "team_manager")

    assert "Review an emergency opening" in manager.get("/").content.decode()
    page = manager.get(f"/emergency-openings/{ref}/").content.decode()
    assert "She is at the station, upset" in page
    assert "Ashdown" not in page
    assert "Bea Holloway" in manager.get("/emergency-openings/").content.decode()

    done = post(manager, f"/emergency-openings/{ref}/", is_justified="yes", note="Spoke to her")
    assert done.status_code == 302
    assert "Review an emergency opening" not in manager.get("/").content.decode()
    assert as_("swindon", "stranger").get("/emergency-openings/").status_code == 403
    assert as_("swindon", "stranger").get(f"/emergency-openings/{ref}/").status_code == 404
    assert as_("hampshire", "team_manager").get(f"/emergency-openings/{ref}/").status_code == 404


def test_nobody_reviews_their_own_opening() -> None:
    child = people.a_child("swindon")
    manager = as_("swindon", "team_manager")
    post(manager, "/emergency/", reference=child.ref, reason="A call from the custody suite")
    with acting("swindon", "team_manager"):
        ref = BreakGlass.objects.get().ref

    assert "Review an emergency opening" not in manager.get("/").content.decode()
    assert "Somebody else must review it" in manager.get(f"/emergency-openings/{ref}/").content.decode()
    sent = post(manager, f"/emergency-openings/{ref}/", is_justified="yes", note="Mine")
    assert sent.status_code == 403


def test_sealing_hides_a_child_from_all_but_the_people_named() -> None:
    child = my_child()
    people.grant("swindon", child, "colleague", "cover")
    lead = as_("swindon", "governance_lead")
    with acting("swindon", "governance_lead"):
        keeper = people.membership_of("swindon", "practitioner").ref

    sealed = post(lead, "/sealed-records/seal/", reference=child.ref, reason="A worker's own family", readers=[keeper])

    assert sealed.status_code == 302
    assert as_("swindon", "practitioner").get(f"/children/{child.ref}/").status_code == 200
    assert as_("swindon", "colleague").get(f"/children/{child.ref}/").status_code == 404
    manager = as_("swindon", "team_manager")
    assert post(manager, "/sealed-records/seal/", reference=child.ref).status_code == 403
    assert "Only the information governance lead" in manager.get("/sealed-records/seal/").content.decode()

"""A tab that was opened under one hat never posts under another, and nothing typed in it is lost."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator

import pytest
import time_machine
from django.test import Client

from alongside.accounts.models import Draft, HeldPost
from alongside.children.models import Concern
from alongside.partnerships import commands as partnerships
from alongside.partnerships import wall
from alongside.partnerships.models import Membership
from tests import people
from tests.architecture import house
from tests.people import NOW, TODAY

pytestmark = [pytest.mark.usefixtures("database")]

WORDS = "He has bruises and says that he is afraid to go home."


@pytest.fixture(autouse=True)
def _day_of_the_tests() -> Iterator[None]:
    with time_machine.travel(NOW, tick=True):
        yield


def other_hat(area: str = "hampshire") -> Membership:
    """The practitioner of Swindon also works for early help: of Hampshire, unless said otherwise."""
    with people.acting(area, "administrator"):
        return partnerships.add_person(
            actor=partnerships.founder(people.partnership(area)),
            name="Asha Penrose",
            email=people.email("swindon", "practitioner"),
            agency=people.agency_of(area, "early_help"),
            role="early_help",
            teams=[],
            from_on=TODAY,
            now=NOW,
        )


def tab(client: Client, address: str = "/concern/") -> dict[str, str]:
    """The hidden fields of the page's own form, as a browser would send them."""
    page = client.get(address).content.decode()
    form = page[page.index("<main") :]
    return dict(re.findall(r'<input type="hidden" name="([\w]+)" value="([^"]*)"', form))


def signed_in() -> Client:
    client = Client()
    people.sign_in(client, "swindon", "practitioner")
    # A browser: forms carry what their page gave them, and nothing else does.
    del client.defaults["HTTP_X_ALONGSIDE_HAT"]
    return client


def change_to(client: Client, hat: Membership) -> None:
    """The same person, in the same browser, now acts for another agency (as choosing one does, without its pages)."""
    session = client.session
    session["partnership_id"], session["membership_id"] = hat.partnership_id, hat.pk
    session["stepped_in"] = True
    session.save()


def concerns(area: str) -> int:
    with people.acting(area, "administrator"):
        return Concern.objects.count()


@pytest.mark.parametrize("area", ["hampshire", "swindon"])
def test_a_tab_that_is_older_than_the_change_of_hats_does_not_post_under_the_new_one(area: str) -> None:
    hat = other_hat(area)
    client = signed_in()
    fields = tab(client)
    change_to(client, hat)

    answer = client.post("/concern/", {**fields, "named": "Wren Ashby", "what": WORDS, "is_told": "no"})

    page = answer.content.decode()
    assert answer.status_code == 409
    assert concerns("swindon") == concerns("hampshire") == 0
    assert "Nothing was sent" in page
    assert "You filled in this form as Practitioner for Youth Justice Service, Swindon Area Partnership" in page
    assert "You are now acting as Early help worker for Early Help" in page
    assert "Act for Youth Justice Service again" in page


def test_the_way_back_leads_to_what_was_typed_and_it_can_be_sent() -> None:
    hat = other_hat()
    client = signed_in()
    fields = tab(client)
    change_to(client, hat)
    refused = client.post("/concern/", {**fields, "named": "Wren Ashby", "what": WORDS, "is_told": "no"})
    back = re.search(r'name="membership" value="([^"]+)"', refused.content.decode())
    assert back is not None
    assert client.get("/held-form/").status_code == 302, "It must not show under the other hat"

    chosen = client.post("/acting-for/", {"membership": back.group(1), "next": "/"})
    assert chosen.headers["Location"] == "/held-form/"
    page = client.get("/held-form/").content.decode()
    assert WORDS in page
    kept = dict(re.findall(r'<input type="hidden" name="([\w-]+)" value="([^"]*)"', page[page.index("<main") :]))
    sent = client.post("/concern/", kept)

    assert sent.status_code == 302
    assert concerns("swindon") == 1
    assert concerns("hampshire") == 0


def test_a_form_for_an_agency_that_one_has_left_shows_what_was_typed_and_does_nothing() -> None:
    client = signed_in()
    fields = tab(client)
    hat = other_hat()
    with people.acting("swindon", "administrator") as administrator:
        partnerships.end_membership(
            actor=administrator,
            membership=people.membership_of("swindon", "practitioner"),
            to_on=TODAY - dt.timedelta(days=1),
            now=NOW,
        )
    change_to(client, hat)

    answer = client.post("/concern/", {**fields, "named": "Wren Ashby", "what": WORDS})

    assert answer.status_code == 409
    assert "for which you do not act any more" in answer.content.decode()
    assert WORDS in answer.content.decode()
    assert concerns("swindon") == concerns("hampshire") == 0


def test_a_page_that_says_nothing_of_a_hat_is_held_and_not_done() -> None:
    client = signed_in()

    answer = client.post("/concern/", {"named": "Wren Ashby", "what": WORDS, "is_told": "no"})

    assert answer.status_code == 409
    assert concerns("swindon") == 0
    assert WORDS in client.get("/held-form/").content.decode()


def test_what_is_being_typed_in_the_old_tab_is_kept_under_its_own_hat() -> None:
    hat = other_hat()
    client = signed_in()
    fields = tab(client)
    change_to(client, hat)

    kept = client.post("/drafts/?page=/concern/", {**fields, "what": WORDS})

    assert kept.status_code == 204
    with people.acting("swindon", "practitioner") as worker:
        assert Draft.objects.get(membership_id=worker.membership_id).answers == {"what": [WORDS]}
    with wall.inside(hat.partnership_id, hat.user_id):
        assert not Draft.objects.exists()


def test_a_post_after_a_time_out_waits_under_the_hat_of_its_tab() -> None:
    hat = other_hat()
    client = signed_in()
    fields = tab(client)
    change_to(client, hat)
    with time_machine.travel(NOW + dt.timedelta(minutes=1), tick=False):
        client.get("/")
    with time_machine.travel(NOW + dt.timedelta(minutes=40), tick=False):
        client.post("/concern/", {**fields, "what": WORDS})

    with people.acting("swindon", "practitioner") as worker:
        assert HeldPost.objects.get().membership_id == worker.membership_id


def test_staying_signed_in_is_the_same_under_every_hat() -> None:
    client = signed_in()
    assert client.post("/stay-signed-in/").status_code == 204


def test_every_form_that_posts_carries_its_hat() -> None:
    """``csrf_field`` writes it: a form without it would be refused in a browser.

    Forms of the public door carry none: nobody is signed in there, and a token would need a cookie.
    """
    public = {"referrals/_ask_form.html", "referrals/read_answer.html", "referrals/stop_asking.html"}
    faults = []
    for path in sorted((house.ROOT / "templates").rglob("*.html")):
        if path.relative_to(house.ROOT / "templates").as_posix() in public:
            continue
        text = path.read_text(encoding="utf-8")
        for form in re.findall(r'<form method="post".*?</form>|<form method="post".*', text, re.DOTALL):
            if "csrf_field(request)" not in form and "{{ csrf }}" not in form:
                faults.append(f"{path.relative_to(house.ROOT)}: {form[:60]}")
    assert not faults, "\n".join(faults)

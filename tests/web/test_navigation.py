"""The navigation says of one place only that one is there."""

from __future__ import annotations

import re

import pytest
from django.test import Client
from django.urls import reverse

from tests import people

pytestmark = pytest.mark.usefixtures("database")


@pytest.mark.parametrize(
    ("view", "place"),
    [
        ("web:home", "My work"),
        ("referrals:referrals", "Referrals"),
        ("referrals:door", "Referrals"),
        ("referrals:set_standards", "Standards"),
        ("referrals:set_public_contact", "Standards"),
        ("children:set_names_on_paper", "Standards"),
        ("justice:set_standards", "Standards"),
        ("justice:custody", "Custody"),
    ],
)
def test_a_page_stands_under_one_place(view: str, place: str) -> None:
    client = Client()
    people.sign_in(client, "swindon", "team_manager")
    page = client.get(reverse(view)).content.decode()
    here = re.findall(r'<a [^>]*aria-current="[^"]+"[^>]*>(.*?)</a>', page, re.DOTALL)
    assert [re.sub(r"<[^>]+>", "", text).strip() for text in here] == [place]

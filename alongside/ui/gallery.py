"""Invented values for the gallery: each component in each state, dated from one fixed day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest

from alongside.ui import forms

TODAY = date(2026, 3, 3)
SEEN_BY = "the front door team, and whoever works with the child"


class SampleForm(forms.Form):
    """One field of each kind."""

    first_name = forms.Text("First name", missing="Enter the child's first name", width=20)
    born_on = forms.DateParts(
        "Date of birth", what="date of birth", birth=True, allow="past", missing="Enter the date of birth"
    )
    concern = forms.LongText(
        "What are you worried about?",
        missing="Say what you are worried about",
        hint="In your own words. Facts first, then what you think.",
        who=SEEN_BY,
        max_length=4000,
        count=True,
    )
    school = forms.Text("School", who=SEEN_BY)
    notes = forms.LongText("Anything else", rows=3)
    grounds = forms.Choices(
        "Which of these apply?",
        missing="Choose at least one",
        options=[
            ("behaviour", "Behaviour at home, at school or in the community"),
            ("peers", "Friends and family", "Their influence on the child"),
            ("none", "None of these"),
        ],
        alone="none",
    )
    told = forms.YesNo("Does the child's parent or carer know?", missing="Say whether the parent or carer knows")
    reach = forms.Choice(
        "How should we reach them?",
        missing="Choose how to reach them",
        options=[("phone", "Phone"), ("text", "Text message", "We never say why"), ("other", "Another way")],
        conditional={"other": "other_way"},
    )
    other_way = forms.Text("What way?", say_optional=False)
    worker = forms.Choice(
        "Worker", select=True, missing="Choose a worker", options=[("1", "Ama Boateng"), ("2", "Rhys Pritchard")]
    )
    email = forms.Email("E-mail address", missing="Enter an e-mail address")
    phone = forms.Phone("Phone number")
    agreed = forms.Tick("The child has agreed", missing="Confirm that the child has agreed")
    paper = forms.Upload("Letter from school")
    came_from = forms.Hidden()


class FilterForm(forms.Form):
    """Filters that could never hold a name."""

    locality = forms.Choice(
        "Locality",
        select=True,
        say_optional=False,
        empty_text="All",
        options=[("north", "North"), ("coast", "Coast")],
    )
    stream = forms.Choice(
        "Stream", select=True, say_optional=False, empty_text="All", options=[("prevention", "Prevention")]
    )


class SearchForm(forms.Form):
    """A search for a name, sent by POST."""

    words = forms.Text("Find a child", hint="A name, a date of birth or a reference", say_optional=False)


WHY = {
    "rule": "The first screen is offered within 10 working days of allocation",
    "source": "Local standard, agreed by the partnership board, in force from 1 April 2025",
    "started_on": date(2026, 2, 17),
    "counting": "10 working days, leaving out weekends and bank holidays in England",
    "exceptions": ["the child is not in the area", "the child or parent asked to wait"],
}
CHILD = {
    "preferred_name": "Kofi",
    "full_name": "Kofi Ansah-Whitby",
    "born_on": date(2012, 9, 14),
    "pronouns": "he, him",
    "reference": "C-7F3K2",
    "communication": "Short sentences, time to answer",
    "alerts": ["Looked after", "EHC plan"],
    "strengths": [
        "Mends bikes, and teaches others how",
        "Kind to his little sister",
        "Notices when somebody is left out",
    ],
    "own_words": "I can do it when someone shows me first.",
    "how_to_work_with_me": [
        "Show me, then let me try",
        "One thing at a time",
        "Tell me the day before if plans change",
    ],
    "how_i_can_see_this": "You are allocated to Kofi as prevention worker.",
    "until": date(2026, 8, 31),
}
STRATEGIES = [
    {
        "do": "Say what will happen first, then next.",
        "avoid": "Questions with two parts.",
        "by": "Mina Farrow, speech and language therapist",
        "on": date(2026, 2, 20),
    },
    {
        "do": "Give ten seconds to answer. Count them.",
        "avoid": None,
        "by": "Rhys Pritchard, tutor",
        "on": date(2026, 2, 26),
    },
]
PEOPLE = [
    {
        "name": "Ama Boateng",
        "role": "prevention worker",
        "agency": "Youth justice service",
        "phone": "01632 960 118",
        "why": "Allocated since 17 February 2026",
    },
    {
        "name": "Mina Farrow",
        "role": "speech and language therapist",
        "agency": "Community health",
        "phone": "",
        "why": "Offered support after the screen",
    },
]
TIMELINE = [
    {
        "title": "Screen recorded",
        "at": datetime(2026, 2, 24, 15, 5, tzinfo=UTC),
        "by": "Ama Boateng",
        "text": "Raises: understanding of spoken language.",
        "tag": {"text": "Health", "classes": "govuk-tag--turquoise"},
    },
    {
        "title": "Allocated to the prevention team",
        "at": date(2026, 2, 17),
        "by": "Leila Osei",
        "text": None,
        "tag": {"text": "Plan", "classes": "govuk-tag--purple"},
        "href": "#allocated",
    },
    {
        "title": "Referral received from school",
        "at": date(2026, 2, 16),
        "by": None,
        "text": "From a deputy head.",
        "tag": {"text": "Education", "classes": "govuk-tag--yellow"},
    },
]
LOCALITIES = [("North and rural west", 31, 26), ("Coast", 27, 30), ("City", 22, 25), ("Forest", None, 12)]
QUARTERS = [
    ("Q1 2024", 61),
    ("Q2 2024", 58),
    ("Q3 2024", 49),
    ("Q4 2024", None),
    ("Q1 2025", 41),
    ("Q2 2025", 38),
    ("Q3 2025", 30),
    ("Q4 2025", 27),
]
NEIGHBOURS = [
    ("Q1 2024", 59),
    ("Q2 2024", 57),
    ("Q3 2024", 55),
    ("Q4 2024", 54),
    ("Q1 2025", 52),
    ("Q2 2025", 51),
    ("Q3 2025", 50),
    ("Q4 2025", 50),
]
WAITS = [
    {"label": "Speech and language", "days": [2, 6, 9, 13, 14, 21, 21, 28, 34, 47, 62], "url": "#queue"},
    {"label": "CAMHS", "days": [1, 3, 5, 8, 12]},
    {"label": "Wellbeing", "days": []},
]


def context(request: HttpRequest) -> dict[str, Any]:
    """Everything that the gallery's template draws."""
    wrong = {
        "born_on-day": "31",
        "born_on-month": "Feb",
        "born_on-year": "2012",
        "grounds": ["none", "peers"],
        "reach": "other",
        "email": "nobody",
        "phone": "12",
        "school": "St Brannoc's",
    }
    page = Paginator(range(1, 318), 25).page(4)
    return {
        "sample_day": TODAY,
        "empty_form": SampleForm(prefix="empty", today=TODAY),
        "wrong_form": SampleForm(wrong, today=TODAY),
        "filter_form": FilterForm(prefix="filter"),
        "search_form": SearchForm(prefix="search"),
        "page": page,
        "why": WHY,
        "child": CHILD,
        "header": {
            "area_partnership": "Saltmarsh area partnership",
            "signed_in_as": "Ama Boateng",
            "acting_for": "Saltmarsh Youth Justice Service",
            "acting_as": "prevention worker",
            "switch_url": "#switch",
            "sign_out_url": "#sign-out",
        },
        "places": [
            {"text": "My work", "href": "#work", "active": True, "count": 4},
            {"text": "My children", "href": "#children"},
            {"text": "Referrals", "href": "#referrals", "count": 12},
            {"text": "Panels", "href": "#panels"},
            {"text": "Figures", "href": "#figures"},
        ],
        "notices": [
            {"level": "success", "text": "The plan was kept."},
            {"level": "warning", "text": "The meeting has no quorum yet."},
            {"level": "error", "text": "The file could not be read."},
        ],
        "plain_child": {"preferred_name": "Wren", "reference": "C-2Q9XA"},
        "strategies": STRATEGIES,
        "people": PEOPLE,
        "timeline": TIMELINE,
        "localities": LOCALITIES,
        "shares": [(name, value / 100 if value else None) for name, value, _ in LOCALITIES],
        "quarters": QUARTERS,
        "neighbours": NEIGHBOURS,
        "waits": WAITS,
        "dates": [date(2026, 2, 27), TODAY, date(2026, 3, 4), date(2026, 3, 6), date(2026, 4, 20)],
        "yours": {"goal": "Ride to school by himself", "step": "Practise the way on Saturday"},
        "theirs": {"goal": "Ride to school by himself", "step": "Practise the way with Ama on Friday"},
    }

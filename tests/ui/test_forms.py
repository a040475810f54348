"""Fields clean what people type, refuse in whole sentences, and say which input is wrong."""

from __future__ import annotations

from datetime import date

import pytest

from alongside.ui import forms
from alongside.ui.gallery import FilterForm, SampleForm
from tests.ui.drawing import drawn

TODAY = date(2026, 3, 3)


class Born(forms.Form):
    born_on = forms.DateParts("Date of birth", what="date of birth", allow="past", missing="Enter the date of birth")


def shown(form: forms.Form, name: str) -> str:
    field = form.fields[name]
    assert isinstance(field, forms.Field)
    return field.shown_label


def born(day: str = "", month: str = "", year: str = "") -> Born:
    return Born({"born_on-day": day, "born_on-month": month, "born_on-year": year}, today=TODAY)


@pytest.mark.parametrize(
    "typed",
    [
        ("3", "3", "2012"),
        ("03", "03", "2012"),
        ("3rd", "March", "2012"),
        (" 3 ", "mar", " 2012 "),
        ("3", "MAR.", "2012"),
        ("3/3/2012", "", ""),
        ("3 March 2012", "", ""),
        ("3rd march, 2012", "", ""),
        ("03-03-2012", "", ""),
    ],
)
def test_a_date_is_understood_in_many_ways(typed: tuple[str, str, str]) -> None:
    form = born(*typed)
    assert form.is_valid(), form.errors
    assert form.cleaned_data["born_on"] == date(2012, 3, 3)


@pytest.mark.parametrize(
    "typed, said, at",
    [
        (("", "", ""), "Enter the date of birth", "day"),
        (("3", "", "2012"), "Date of birth must include a month", "month"),
        (("", "", "2012"), "Date of birth must include a day and month", "day"),
        (("3", "3", "12"), "The year of the date of birth must have 4 numbers, for example 2012", "year"),
        (("3", "3", "²012"), "The year of the date of birth must have 4 numbers, for example 2012", "year"),
        (
            ("3", "13", "2012"),
            "The month of the date of birth must be a number from 1 to 12 or a name, like March",
            "month",
        ),
        (
            ("3", "ju", "2012"),
            "The month of the date of birth must be a number from 1 to 12 or a name, like March",
            "month",
        ),
        (("30", "2", "2012"), "Date of birth must be a real date", "day"),
        (("x", "2", "2012"), "Date of birth must be a real date", "day"),
        (("0", "2", "2012"), "Date of birth must be a real date", "day"),
        (("3", "3", "2026"), "Date of birth must be in the past", "day"),
        (("3/3/12", "", ""), "The year of the date of birth must have 4 numbers, for example 2012", "year"),
    ],
)
def test_a_wrong_date_is_refused_in_a_sentence_that_leads_to_the_input(
    typed: tuple[str, str, str], said: str, at: str
) -> None:
    assert born(*typed).error_list() == [{"text": said, "href": f"#id_born_on-{at}"}]


@pytest.mark.parametrize(
    "allow, day, good",
    [
        ("until_today", 3, True),
        ("until_today", 4, False),
        ("from_today", 3, True),
        ("from_today", 2, False),
        ("future", 3, False),
        ("future", 4, True),
        ("any", 1, True),
    ],
)
def test_a_date_may_be_held_to_one_side_of_today(allow: str, day: int, good: bool) -> None:
    class Dated(forms.Form):
        on = forms.DateParts("Date", allow=allow, missing="Enter the date")

    form = Dated({"on-day": str(day), "on-month": "3", "on-year": "2026"}, today=TODAY)
    assert form.is_valid() is good


def test_a_date_shows_again_what_was_typed_and_what_stood_there() -> None:
    assert forms.DateParts("x").prepare_value(date(2012, 3, 3)) == {"day": "3", "month": "3", "year": "2012"}
    assert born("31", "Feb", "2012")["born_on"].value() == {"day": "31", "month": "Feb", "year": "2012"}


def test_a_field_is_required_exactly_when_it_says_what_is_missing() -> None:
    form = SampleForm({}, today=TODAY)
    assert form.errors["first_name"] == ["Enter the child's first name"]
    assert "phone" not in form.errors
    assert shown(form, "phone") == "Phone number (optional)"
    assert shown(form, "first_name") == "First name"


def test_none_of_these_stands_alone_and_choices_keep_their_order() -> None:
    assert SampleForm({"grounds": ["none", "peers"]}).errors["grounds"] == [
        "Choose the answers that apply, or choose “None of these”"
    ]
    form = SampleForm({"grounds": ["peers", "behaviour"]})
    form.full_clean()
    assert form.cleaned_data["grounds"] == ["behaviour", "peers"]
    assert SampleForm({"grounds": ["invented"]}).errors["grounds"] == ["Choose from the answers in the list"]


@pytest.mark.parametrize("typed, value", [("yes", True), ("no", False)])
def test_yes_and_no_become_true_and_false(typed: str, value: bool) -> None:
    form = SampleForm({"told": typed})
    form.full_clean()
    assert form.cleaned_data["told"] is value


@pytest.mark.parametrize(
    "number, good",
    [
        ("01632 960 118", True),
        ("+44 (0)7700 900982", True),
        ("01632 960118 ext. 12", True),
        ("12", False),
        ("call me", False),
        ("1234567890123456", False),
    ],
)
def test_phone_numbers(number: str, good: bool) -> None:
    assert ("phone" not in SampleForm({"phone": number}).errors) is good


def test_text_that_is_too_long_is_refused_by_name_and_line_ends_count_once() -> None:
    class Said(forms.Form):
        said = forms.LongText("What was said", max_length=3)

    assert Said({"said": "four"}).errors["said"] == ["What was said must be 3 characters or fewer"]
    form = Said({"said": "a\r\nb"})
    assert form.is_valid()
    assert form.cleaned_data["said"] == "a\nb"


def test_options_may_be_given_to_one_form_without_touching_another() -> None:
    first, second = FilterForm(), FilterForm()
    field, other = first.fields["locality"], second.fields["locality"]
    assert isinstance(field, forms.Choice)
    assert isinstance(other, forms.Choice)
    field.set_options([("isle", "Isle")])
    assert [option["value"] for option in field.component_items()] == ["", "isle"]
    assert [option["value"] for option in other.component_items()] == ["", "north", "coast"]
    assert FilterForm({"locality": "isle"}).errors["locality"] == ["Choose one of the answers in the list"]


def test_typed_gives_each_answer_in_words() -> None:
    form = SampleForm({"first_name": "Kofi", "told": "no", "grounds": ["peers"], "born_on-day": "3"})
    typed = form.typed()
    assert typed["First name"] == "Kofi"
    assert typed["Does the child's parent or carer know?"] == "No"
    assert typed["Which of these apply?"] == "Friends and family"


def test_form_open_carries_token_key_version_and_drafts() -> None:
    html = drawn('{{ forms.form_open(request, form, "k-1", draft_url="/d/", version=4) }}', form=SampleForm())
    assert 'name="csrfmiddlewaretoken"' in html
    assert '<input type="hidden" name="form_key" value="k-1">' in html
    assert '<input type="hidden" name="version" value="4">' in html
    assert 'data-draft-url="/d/"' in html
    assert 'enctype="multipart/form-data"' in html


def test_what_was_typed_is_escaped_and_shown_again() -> None:
    form = SampleForm({"first_name": '"><script>', "concern": "</textarea><script>"})
    html = drawn("{{ forms.fields(form) }}", form=form)
    assert "<script>" not in html
    assert "&lt;script&gt;" in html


def test_each_error_leads_to_an_input_that_is_there() -> None:
    form = SampleForm({"born_on-day": "3", "born_on-month": "3", "born_on-year": "12", "reach": "other"}, today=TODAY)
    html = drawn("{{ forms.fields(form) }}", form=form)
    for error in form.error_list():
        assert f'id="{error["href"].removeprefix("#")}"' in html, error


def test_a_field_under_an_option_is_drawn_once_inside_it() -> None:
    html = drawn("{{ forms.fields(form) }}", form=SampleForm())
    assert html.count('name="other_way"') == 1
    assert html.index('id="conditional-id_reach-3"') < html.index('name="other_way"')


def test_who_can_see_stands_beside_the_box_and_describes_it() -> None:
    html = drawn("{{ forms.field(form.school) }}", form=SampleForm())
    assert "Who can see this:" in html
    assert 'aria-describedby="id_school-who"' in html

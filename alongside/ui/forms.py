"""Form fields in the GOV.UK voice: each says what to do when it is missing, and knows how it is drawn.

A field is required exactly when it has a `missing` sentence ("Enter the date of birth"). The macros in
`templates/components/forms.html` draw them; `who=` names who can see what is typed.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, ClassVar, Self

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils import timezone

from alongside.ui.words import MONTHS

Option = tuple[str, str] | tuple[str, str, str]
Options = Sequence[Option] | Callable[[], Sequence[Option]]


class Field(forms.Field):
    """What all fields share: label, hint, the sentence for "missing", who can see it, and how it is drawn.

    `kind` picks the macro. `missing=None` makes the field optional, and its label says so unless
    `say_optional=False`.
    """

    kind: ClassVar[str] = "input"
    # Read by the macro for every kind, so that a strict template may ask.
    select: bool = False

    def __init__(
        self,
        label: str = "",
        *,
        missing: str | None = None,
        hint: str = "",
        who: str = "",
        say_optional: bool = True,
        classes: str = "",
        attributes: Mapping[str, str] | None = None,
        **options: Any,
    ) -> None:
        messages = {**(options.pop("error_messages", None) or {})}
        if missing is not None:
            messages["required"] = missing
        super().__init__(label=label, required=missing is not None, help_text=hint, error_messages=messages, **options)
        self.who = who
        self.say_optional = say_optional
        self.classes = classes
        self.attributes = dict(attributes or {})

    @property
    def shown_label(self) -> str:
        """The label, with "(optional)" where an answer may be left out."""
        return f"{self.label} (optional)" if self.say_optional and not self.required else str(self.label)


class Text(Field, forms.CharField):
    """One line of text. `max_length` in characters; `width` is a GOV.UK width (2, 3, 4, 5, 10, 20)."""

    input_type: ClassVar[str] = "text"

    def __init__(
        self,
        label: str = "",
        *,
        max_length: int = 200,
        width: int | None = None,
        autocomplete: str = "",
        inputmode: str = "",
        spellcheck: bool | None = None,
        **options: Any,
    ) -> None:
        super().__init__(label, **options)
        self.max_length = max_length
        self.width = width
        self.autocomplete = autocomplete
        self.inputmode = inputmode
        self.spellcheck = spellcheck

    def validate(self, value: Any) -> None:
        """Refuse what is missing or too long, in a sentence."""
        super().validate(value)
        if value and self.max_length and len(value) > self.max_length:
            raise ValidationError(f"{self.label} must be {self.max_length:,} characters or fewer", code="too_long")


class LongText(Text):
    """Several lines. `count=True` shows the characters left. Line ends are stored as a single newline."""

    kind = "textarea"
    widget = forms.Textarea

    def __init__(
        self, label: str = "", *, max_length: int = 8000, rows: int = 5, count: bool = False, **options: Any
    ) -> None:
        super().__init__(label, max_length=max_length, **options)
        self.rows = rows
        self.count = count

    def to_python(self, value: Any) -> str:
        """The text with line ends as a single newline, so that counts agree with what was typed."""
        return str(super().to_python(value) or "").replace("\r\n", "\n")


class Email(Text):
    """An e-mail address; only its shape is checked."""

    input_type = "email"
    default_validators = [EmailValidator("Enter an email address in the correct format, like name@example.com")]

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, **{"max_length": 254, "autocomplete": "email", "spellcheck": False, **options})


class Phone(Text):
    """A telephone number, kept as typed apart from spaces at the ends; needs 7 to 15 digits (ITU-T E.164)."""

    input_type = "tel"

    def __init__(self, label: str = "", **options: Any) -> None:
        super().__init__(label, **{"max_length": 40, "autocomplete": "tel", "width": 20, **options})

    def validate(self, value: Any) -> None:
        """Refuse what cannot be a number; extensions and brackets are fine."""
        super().validate(value)
        if not value:
            return
        number = re.split(r"\s*(?:ext|x)\.?\s*", value, maxsplit=1, flags=re.IGNORECASE)[0]
        if re.search(r"[^\d\s()+\-.]", number) or not 7 <= len(re.sub(r"\D", "", number)) <= 15:
            raise ValidationError("Enter a phone number, like 01793 555 012 or 07700 900 982", code="phone")


class _Optioned(Field):
    """What radios, selects and checkboxes share: their options, asked for afresh in each form."""

    options: Options
    conditional: dict[str, str]
    choices: Any

    def _pairs(self) -> list[tuple[str, str]]:
        return [(option[0], option[1]) for option in self.items()]

    def __deepcopy__(self, memo: dict[int, Any]) -> Self:
        copy: Self = super().__deepcopy__(memo)
        copy.choices = copy._pairs
        return copy

    def set_options(self, options: Options) -> None:
        """Give this form's field its own options; a form does so by `self.give_options("worker", [...])`."""
        self.options = options
        self.choices = self._pairs

    def items(self) -> list[Option]:
        """The options as they stand now."""
        return list(self.options() if callable(self.options) else self.options)

    def component_items(self) -> list[dict[str, Any]]:
        """The options as the macros take them."""
        return [
            {"value": option[0], "text": option[1], "hint": option[2] if len(option) > 2 else None}
            for option in self.items()
        ]


class Choice(_Optioned, forms.ChoiceField):
    """One of several. Options are (value, text) or (value, text, hint); a callable is asked per form.

    Drawn as radios; `select=True` (long lists) as a select with an empty first line; `inline=True` for
    two short answers. `conditional={"other": "other_text"}` draws another field under an option.
    """

    kind = "radios"

    def __init__(
        self,
        label: str = "",
        *,
        options: Options = (),
        select: bool = False,
        inline: bool = False,
        small: bool = False,
        conditional: Mapping[str, str] | None = None,
        empty_text: str = "Choose one",
        **rest: Any,
    ) -> None:
        self.options = options
        # One callable, so that choices and hints are asked for afresh in each form and stay in step.
        super().__init__(label, choices=self._pairs, **rest)
        self.select = select
        self.inline = inline
        self.small = small
        self.conditional = dict(conditional or {})
        self.empty_text = empty_text
        self.error_messages.setdefault("required", "Choose an answer")
        self.error_messages["invalid_choice"] = "Choose one of the answers in the list"

    def component_items(self) -> list[dict[str, Any]]:
        """The options as the macros take them; a select begins with a line that is no answer."""
        first = [{"value": "", "text": self.empty_text, "hint": None}] if self.select else []
        return first + super().component_items()


class YesNo(Choice):
    """Yes or no as two radios; cleans to True, False, or None when optional and not answered."""

    def __init__(self, label: str = "", *, yes: str = "Yes", no: str = "No", **rest: Any) -> None:
        super().__init__(label, **{"inline": True, "options": (("yes", yes), ("no", no)), **rest})

    def clean(self, value: Any) -> bool | None:
        """True for yes, False for no."""
        return {"yes": True, "no": False}.get(super().clean(self.prepare_value(value)))

    def prepare_value(self, value: Any) -> Any:
        """Initial True and False as the radios' own values."""
        return {True: "yes", False: "no"}.get(value, value) if isinstance(value, bool) else value


class Choices(_Optioned, forms.MultipleChoiceField):
    """Any number of several, as checkboxes; cleans to a list of values in the order of the options.

    `alone="none"` names an option that excludes the others ("None of these").
    """

    kind = "checkboxes"

    def __init__(
        self,
        label: str = "",
        *,
        options: Options = (),
        small: bool = False,
        alone: str = "",
        conditional: Mapping[str, str] | None = None,
        **rest: Any,
    ) -> None:
        self.options = options
        super().__init__(label, choices=self._pairs, **rest)
        self.small = small
        self.alone = alone
        self.conditional = dict(conditional or {})
        self.error_messages["invalid_choice"] = "Choose from the answers in the list"

    def clean(self, value: Any) -> list[str]:
        """The chosen values, in the order of the options."""
        chosen = set(super().clean(value))
        if self.alone in chosen and len(chosen) > 1:
            words = dict(self._pairs()).get(self.alone, self.alone)
            raise ValidationError(f"Choose the answers that apply, or choose “{words}”", code="alone")
        return [option[0] for option in self.items() if option[0] in chosen]


class Tick(Field, forms.BooleanField):
    """A single checkbox: a statement that is true when ticked. `missing` makes ticking it necessary."""

    kind = "tick"

    def __init__(self, label: str = "", **rest: Any) -> None:
        super().__init__(label, **{"say_optional": False, **rest})


class Hidden(Field, forms.CharField):
    """A value that travels with the form unseen. It comes back from outside: check it as any other."""

    kind = "hidden"
    widget = forms.HiddenInput

    def __init__(self, **rest: Any) -> None:
        super().__init__("", **{"say_optional": False, **rest})


class Upload(Field, forms.FileField):
    """A file. Its type and size are judged where it is stored, from its content."""

    kind = "file"

    def __init__(self, label: str = "", **rest: Any) -> None:
        super().__init__(label, **rest)


DAY, MONTH, YEAR = "day", "month", "year"
PARTS = (DAY, MONTH, YEAR)


class DatePartsWidget(forms.Widget):
    """Reads `name-day`, `name-month` and `name-year` as one mapping of what was typed."""

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> dict[str, str]:
        """What was typed in each part, trimmed."""
        return {part: str(data.get(f"{name}-{part}") or "").strip() for part in PARTS}

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        """Whether the form did not carry this date at all."""
        return all(f"{name}-{part}" not in data for part in PARTS)

    def id_for_label(self, id_: str, index: str | None = None) -> str:
        """The first part, to which an error leads unless another is at fault."""
        return f"{id_}-{DAY}"


class DateParts(Field):
    """A date in three inputs: day, month (number or name) and a year of four figures.

    `what` names the date within sentences ("date of birth"). `allow` is one of "any", "past" (before
    today), "until_today", "from_today", "future"; today is given to the form, else London's. A whole date
    pasted into the first input ("3/3/2026", "3 March 2026") is understood.
    """

    kind = "date"
    widget = DatePartsWidget

    def __init__(
        self, label: str = "", *, what: str = "", allow: str = "any", birth: bool = False, **rest: Any
    ) -> None:
        if allow not in _ALLOWED:
            raise ValueError(f"allow must be one of {', '.join(_ALLOWED)}")
        super().__init__(label, **rest)
        self.what = what or (label[:1].lower() + label[1:])
        self.allow = allow
        self.birth = birth
        self.today: date | None = None

    @property
    def _subject(self) -> str:
        return self.what[:1].upper() + self.what[1:]

    def prepare_value(self, value: Any) -> dict[str, str]:
        """The three parts of a date, or what was typed in them."""
        if isinstance(value, date):
            return {DAY: str(value.day), MONTH: str(value.month), YEAR: str(value.year)}
        if isinstance(value, Mapping):
            return {part: str(value.get(part) or "") for part in PARTS}
        return dict.fromkeys(PARTS, "")

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether the typed parts differ from the date that stood there."""
        return self.prepare_value(initial) != self.prepare_value(data)

    def clean(self, value: Any) -> date | None:
        """The date. Each refusal's code names the parts at fault, for the summary's link and the red border."""
        typed = _spread(self.prepare_value(value))
        absent = [part for part in PARTS if not typed[part]]
        if len(absent) == len(PARTS):
            if self.required:
                raise ValidationError(self.error_messages["required"], code="all")
            return None
        if absent:
            raise ValidationError(f"{self._subject} must include a {' and '.join(absent)}", code="+".join(absent))
        day = _whole_number(re.sub(r"(?i)(st|nd|rd|th)$", "", typed[DAY]))
        month = month_number(typed[MONTH])
        year = _whole_number(typed[YEAR])
        if year is None or len(typed[YEAR]) != 4:
            raise ValidationError(f"The year of the {self.what} must have 4 numbers, for example 2012", code=YEAR)
        if month is None:
            raise ValidationError(
                f"The month of the {self.what} must be a number from 1 to 12 or a name, like March", code=MONTH
            )
        try:
            found = date(year, month, day if day is not None else 0)
        except ValueError:
            raise ValidationError(f"{self._subject} must be a real date", code=DAY) from None
        test, words = _ALLOWED[self.allow]
        if not test(found, self.today or timezone.localdate()):
            raise ValidationError(f"{self._subject} must be {words}", code="all")
        return found


_ALLOWED: dict[str, tuple[Callable[[date, date], bool], str]] = {
    "any": (lambda found, today: True, ""),
    "past": (lambda found, today: found < today, "in the past"),
    "until_today": (lambda found, today: found <= today, "today or in the past"),
    "from_today": (lambda found, today: found >= today, "today or in the future"),
    "future": (lambda found, today: found > today, "in the future"),
}


def _whole_number(text: str) -> int | None:
    return int(text) if re.fullmatch(r"[0-9]{1,4}", text) else None


def month_number(text: str) -> int | None:
    """1 to 12 for a number or the beginning (3 letters or more) of a month's name; None for anything else."""
    number = _whole_number(text)
    if number is not None:
        return number if 1 <= number <= 12 else None
    start = text.strip(". ").lower()
    start = {"sept": "sep"}.get(start, start)
    found = [i for i, name in enumerate(MONTHS, 1) if len(start) >= 3 and name.lower().startswith(start)]
    return found[0] if len(found) == 1 else None


def _spread(typed: dict[str, str]) -> dict[str, str]:
    """A whole date in the first input, spread over the three."""
    if typed[MONTH] or typed[YEAR]:
        return typed
    whole = re.fullmatch(r"(\d{1,2}(?:st|nd|rd|th)?)[\s/.\-]+([A-Za-z]+|\d{1,2})[\s/.,\-]+(\d+)", typed[DAY])
    return dict(zip(PARTS, whole.groups(), strict=True)) if whole else typed


class Form(forms.Form):
    """A form whose errors can be listed with links to the right inputs.

    `today` is the day against which its dates are judged (a day of London when left out).
    """

    use_required_attribute = False
    version: int | str | None = None

    def __init__(self, *args: Any, today: date | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today
        for field in self.fields.values():
            if isinstance(field, DateParts):
                field.today = today

    def give_options(self, name: str, options: Options) -> None:
        """Give one of this form's radios, selects or checkboxes its own options."""
        field = self.fields[name]
        if not isinstance(field, _Optioned):
            raise TypeError(f"{name} has no options: it is a {type(field).__name__}")
        field.set_options(options)

    def parts_at_fault(self, name: str) -> frozenset[str]:
        """Which of a date's inputs are wrong (empty when none is)."""
        found: set[str] = set()
        for error in self.errors.as_data().get(name, ()):
            code = str(error.code or "")
            named = set(code.split("+")) & set(PARTS)
            found |= named or set(PARTS)
        return frozenset(found)

    def error_list(self) -> list[dict[str, str]]:
        """One entry per message, in the order of the fields: text and, where there is an input, its href.

        Messages about the whole form come first and link to the first field.
        """
        listed: list[dict[str, str]] = []
        for message in self.non_field_errors():
            listed.append({"text": str(message), "href": ""})
        for name, field in self.fields.items():
            if name not in self.errors:
                continue
            target = self[name].auto_id
            if isinstance(field, DateParts):
                wrong = self.parts_at_fault(name)
                target += "-" + next(part for part in PARTS if part in wrong)
            listed.extend({"text": str(m), "href": f"#{target}"} for m in self.errors[name])
        return listed

    def typed(self) -> dict[str, str]:
        """What stands in each field as words under its label, for a page that compares two versions."""
        return {str(f.field.label): _as_words(f) for f in self if getattr(f.field, "kind", "") != "hidden"}


def _as_words(bound: forms.BoundField) -> str:
    value = bound.value()
    field = bound.field
    if isinstance(field, DateParts):
        return " ".join(v for v in field.prepare_value(value).values() if v)
    if isinstance(field, (Choice, Choices)):
        chosen: Iterable[Any] = value if isinstance(value, (list, tuple)) else [value]
        names = {option[0]: option[1] for option in field.items()}
        return ", ".join(names.get(str(v), "") for v in chosen if v not in (None, ""))
    if isinstance(field, Tick):
        return "Yes" if value else "No"
    return "" if value is None else str(value)

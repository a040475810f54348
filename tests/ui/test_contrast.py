"""Each pair of colours that meets as text on ground, measured as WCAG 2.2 does (success criteria 1.4.3 and 1.4.11)."""

from __future__ import annotations

import re

import pytest

from alongside.ui import assets

SHEET = (assets.ROOT / "assets" / "app.scss").read_text()
NAMED = dict(re.findall(r"--([a-z-]+): (#[0-9a-f]{3,6});", SHEET))

TEXT = [
    ("ink", "paper"), ("ink", "surface"), ("ink", "sand"), ("ink", "apricot-pale"), ("ink", "focus"),
    ("ink-soft", "paper"), ("ink-soft", "surface"), ("ink-soft", "sand"),
    ("pine", "paper"), ("pine", "surface"), ("pine", "teal-pale"),
    ("govuk-link-colour", "paper"), ("govuk-link-colour", "surface"), ("govuk-link-colour", "sand"),
    ("govuk-link-visited-colour", "paper"), ("govuk-link-visited-colour", "surface"),
    ("rose", "paper"), ("rose", "surface"),
    ("#ffffff", "pine"), ("#e4efe9", "pine"), ("#ffffff", "#1d5350"), ("#e4efe9", "#1d5350"),
    ("#ffffff", "teal"), ("#ffffff", "teal-deep"), ("#ffffff", "rose"), ("#ffffff", "amber-ink"), ("#ffffff", "leaf"),
    ("#1c4c2b", "leaf-pale"), ("#7b161c", "rose-pale"), ("#653c04", "apricot-pale"), ("#133e63", "sky-pale"),
    ("#163f63", "sky-pale"), ("#3b4243", "#eae6de"), ("#0e4341", "teal-pale"), ("#4a2f63", "#f1eaf6"),
]  # fmt: skip
SHAPES = [
    ("govuk-input-border-colour", "surface"), ("govuk-input-border-colour", "paper"), ("line-strong", "paper"),
    ("teal", "#f0eadf"), ("teal", "surface"), ("#97590d", "surface"), ("rose", "surface"),
]  # fmt: skip


def luminance(colour: str) -> float:
    digits = NAMED.get(colour, colour).removeprefix("#")
    digits = "".join(d * 2 for d in digits) if len(digits) == 3 else digits
    parts = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


@pytest.mark.parametrize("text, ground", TEXT)
def test_text_can_be_read(text: str, ground: str) -> None:
    assert contrast(text, ground) >= 4.5, f"{text} on {ground}: {contrast(text, ground):.2f}"


@pytest.mark.parametrize("shape, ground", SHAPES)
def test_shapes_can_be_seen(shape: str, ground: str) -> None:
    assert contrast(shape, ground) >= 3, f"{shape} on {ground}: {contrast(shape, ground):.2f}"


def test_every_colour_of_these_pairs_is_in_the_style_sheet() -> None:
    literal = {c for pair in TEXT + SHAPES for c in pair if c.startswith("#") and c != "#ffffff"}
    assert all(colour in SHEET for colour in literal)

"""Each macro draws what the installed govuk-frontend says it should, for the options that we support.

The oracle is `fixtures.json` of each component, as it ships. What we do not support is named by option in `NOT_TAKEN`,
and by component in `NOT_DRAWN`; everything else must be equal.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from functools import cache
from typing import Any

import pytest
from markupsafe import Markup

from alongside.ui import assets
from tests.ui.drawing import environment
from tests.ui.normal import normal

SNAKE = re.compile(r"(?<=[a-z0-9])([A-Z])")
#: Options whose name in our macros differs from the snake_case of govuk-frontend's.
RENAMED = {
    "error_message": "error",
    "title_text": "title",
    "summary_text": "summary",
    "description_text": "description",
    "logo_text": "logo",
    "error_list": "errors",
    "title_heading_level": "heading_level",
    "for": "for_",
}
RENAMED_IN = {
    "radios": {"id_prefix": "id"},
    "checkboxes": {"id_prefix": "id"},
    "phase-banner": {"tag": "tag_"},
    "summary-list": {"visually_hidden_text": "hidden"},
}
COMPONENTS = (
    "back-link",
    "breadcrumbs",
    "button",
    "character-count",
    "checkboxes",
    "date-input",
    "details",
    "error-message",
    "error-summary",
    "exit-this-page",
    "fieldset",
    "generic-header",
    "hint",
    "input",
    "inset-text",
    "label",
    "notification-banner",
    "pagination",
    "panel",
    "password-input",
    "phase-banner",
    "radios",
    "select",
    "skip-link",
    "summary-list",
    "table",
    "tabs",
    "tag",
    "task-list",
    "textarea",
    "warning-text",
)
#: Components that we do not draw at all: not used, or carrying marks that are not ours to use (header, footer).
NOT_DRAWN = {
    "accordion",
    "cookie-banner",
    "feedback",
    "file-upload",
    "footer",
    "header",
    "language-navigation",
    "service-navigation",
}
#: Options that our macros do not take: a fixture that uses one is refused by the macro, not drawn wrongly.
NOT_TAKEN = {
    # Words in other languages come with the translation of the whole product; a limit is always known to the server.
    "character-count": {"countType", "textareaDescriptionText", "charactersUnderLimitText"},
    # One way to say which inputs there are: `items`.
    "date-input": {"day", "month", "year"},
    "exit-this-page": {"activatedText"},
    # An interruption is MoJ's interruption card with us.
    "panel": {"actions"},
    "password-input": {"showPasswordText"},
}


def plain(value: Any, component: str, inside: str = "") -> Any:
    """Options in our spelling: snake_case names, and one `text` that is Markup where govuk-frontend has html."""
    if isinstance(value, list):
        return [plain(item, component, inside) for item in value]
    if isinstance(value, bool) and inside == "value":
        # Python writes True and False; a page has the words of the other language.
        return str(value).lower()
    if not isinstance(value, Mapping):
        return value
    if inside == "attributes":
        # True is a word there, and the bare name of an attribute with us.
        return {name: "true" if given is True else given for name, given in value.items()}
    if inside == "actions" and "items" in value:
        return plain(value["items"], component, inside)
    found: dict[str, Any] = {}
    for name, given in value.items():
        key = SNAKE.sub(r"_\1", name).lower()
        made = plain(given, component, name)
        if key == "html" or key.endswith("_html"):
            key, made = key.removesuffix("html") + "text", Markup(made) if made else made
            if not made:
                continue
        elif (
            key in found
            and (key == "text" or key.endswith("_text"))
            and isinstance(found[RENAMED.get(key, key)], Markup)
        ):
            continue
        key = RENAMED_IN.get(component, {}).get(key, RENAMED.get(key, key))
        if isinstance(found.get(key), Markup) and not isinstance(made, Markup):
            continue
        found[key] = made
        if name == "actions" and isinstance(given, Mapping) and given.get("classes"):
            found["actions_classes"] = given["classes"]
    return found


@cache
def macros() -> Any:
    return environment().get_template("components/govuk.html").module


def draw(component: str, options: Mapping[str, Any]) -> str:
    """What our macro makes of a fixture's options."""
    macro = getattr(macros(), component.replace("-", "_"))
    return str(macro(**plain(options, component)))


def fixtures() -> list[Any]:
    folder = assets.ROOT / "node_modules/govuk-frontend/dist/govuk/components"
    return [
        pytest.param(component, fixture, id=f"{component}: {fixture['name']}")
        for component in COMPONENTS
        for fixture in json.loads((folder / component / "fixtures.json").read_text())["fixtures"]
    ]


@pytest.mark.parametrize("component, fixture", fixtures())
def test_macro_draws_what_govuk_frontend_says(component: str, fixture: Mapping[str, Any]) -> None:
    if NOT_TAKEN.get(component, set()) & set(fixture["options"]):
        with pytest.raises(TypeError, match="takes no keyword argument"):
            draw(component, fixture["options"])
    else:
        assert normal(draw(component, fixture["options"])) == normal(fixture["html"])


def test_every_component_is_drawn_or_named_as_not_drawn() -> None:
    folder = assets.ROOT / "node_modules/govuk-frontend/dist/govuk/components"
    shipped = {path.parent.name for path in folder.glob("*/fixtures.json")}
    assert shipped == set(COMPONENTS) | NOT_DRAWN


def test_most_fixtures_are_drawn() -> None:
    drawn = [p for p in fixtures() if not NOT_TAKEN.get(p.values[0], set()) & set(p.values[1]["options"])]
    assert len(drawn) >= 540


def test_a_difference_is_seen() -> None:
    assert normal('<p class="a b">x</p>') == normal('<p class="b a"> x </p>')
    assert normal("<p>x</p>") != normal("<p>y</p>")
    assert normal('<p id="a">x</p>') != normal('<p id="b">x</p>')

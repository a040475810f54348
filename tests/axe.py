"""What axe-core finds on a page that is open in Chromium."""

from __future__ import annotations

from typing import Any

from alongside.config import env

_SOURCE = (env.BASE_DIR / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")

NARROW = ("target-size", "scrollable-region-focusable", "link-in-text-block")
"""On a narrow screen the same elements stand as on a wide one: only what depends on their place and size can differ."""

_RUN = """rules => typeof axe === "undefined" ? null : axe.run(document, {
  resultTypes: ["violations"],
  // Style sheets are read beforehand only for rules that are off.
  preload: false,
  ...(rules.length ? {runOnly: rules} : {}),
}).then(result =>
  result.violations.flatMap(found => found.nodes.map(node => `${found.id}: ${node.target.join(" ")}`))
)"""
_BRING_AND_RUN = f"rules => {{ {_SOURCE}\nreturn ({_RUN})(rules); }}"


def violations(page: Any, rules: tuple[str, ...] = ()) -> list[str]:
    """What axe finds, one line a place: the rule and the element. All of its rules, or only those named.

    Its script goes in by the driver, past the page's own policy, once for each page: it is half a megabyte. What comes
    back is only what is said here, since the driver takes long to carry a large answer.
    """
    found: list[str] | None = page.evaluate(_RUN, list(rules))
    if found is None:
        found = page.evaluate(_BRING_AND_RUN, list(rules))
    assert found is not None
    return found

"""What every page about one child begins with, and the one way in which its forms work."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, TypeVar

from django.http import HttpResponse
from django.urls import reverse

from alongside.accounts.http import Request, form_page
from alongside.audit import trail
from alongside.children import access as child_access
from alongside.children import queries as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core import calendar
from alongside.core.verdict import Verdict
from alongside.ui.forms import Form

F = TypeVar("F", bound=Form)


@dataclass(frozen=True, slots=True)
class Opened:
    """The child, the reader's standing, and the trace of the look."""

    child: Child
    standing: Standing
    look: trail.Look
    today: dt.date

    @property
    def context(self) -> dict[str, Any]:
        """What the templates need to say of whom they speak."""
        return {"child": self.child, "standing": self.standing, "today": self.today}

    @property
    def needs_url(self) -> str:
        """The page of the child's needs."""
        return reverse("needs:needs", kwargs={"child_ref": self.child.ref})

    @property
    def child_url(self) -> str:
        """The child's page."""
        return reverse("web:child", kwargs={"child_ref": self.child.ref})

    def url(self, view: str, ref: str) -> str:
        """A page about something of this child's."""
        return reverse(f"needs:{view}", kwargs={"child_ref": self.child.ref, "ref": ref})


def opened(request: Request, child_ref: str) -> Opened:
    """The child for whoever may know of it, with the trace of the look; 404 for everybody else."""
    child = child_access.child_or_404(request.actor, child_ref, request.now)
    standing, look = children.look_at(request.actor, child, request.now)
    return Opened(child, standing, look, calendar.london_date(request.now))


def child_form(
    request: Request,
    at: Opened,
    verdict: Verdict,
    form_class: type[F],
    template: str,
    save: Callable[[F], str],
    *,
    back_url: str,
    context: Mapping[str, Any] | None = None,
    initial: Mapping[str, Any] | None = None,
    form_arguments: Mapping[str, Any] | None = None,
    done: str = "",
) -> HttpResponse:
    """A form about the child. Whoever may not do it reads why instead of the form; a post is refused with the same."""
    if request.method == "POST":
        verdict.or_raise()
    return form_page(
        request,
        form_class,
        template,
        save,
        context={**at.context, "verdict": verdict, "back_url": back_url, **(context or {})},
        initial=initial,
        form_arguments=form_arguments,
        done=done,
    )

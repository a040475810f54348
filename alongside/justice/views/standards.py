"""The standards of the hand-overs of custody: what holds, what the law fixes, and changing what is ours."""

from __future__ import annotations

from django.http import HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from alongside.accounts.http import Request, form_page
from alongside.justice import access, commands, forms, queries, rules


@require_http_methods(["GET", "POST"])
def set_standards(request: Request) -> HttpResponse:
    """By when custody is handed over: local practice with our defaults, and beside it what the law fixes."""
    access.may_set_standards(request.actor).or_raise()
    lines = queries.standard_lines(queries.standards(request.actor.partnership_id), request.today)

    def save(form: forms.SetStandards) -> str:
        commands.set_standards(actor=request.actor, values=form.values(), now=request.now)
        return reverse("justice:set_standards")

    return form_page(
        request,
        forms.SetStandards,
        "justice/set_standards.html",
        save,
        context={"lines": lines, "fixed": rules.FIXED},
        initial={line.code: str(line.value) for line in lines},
        done="Set. They hold for what begins today or later.",
    )

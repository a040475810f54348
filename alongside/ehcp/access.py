"""Who may see an EHC case, begin one, and move it on.

All of it is education information: whoever reads that strand of the child reads the case. The SEND team moves it;
whoever works with the child begins it, and says that the child was detained or released.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sized

from django.db.models import QuerySet

from alongside.accounts.permissions import Permission
from alongside.accounts.roles import permissions_of
from alongside.children import access as children
from alongside.children.access import Standing
from alongside.children.models import Child
from alongside.core.actor import Actor
from alongside.core.strands import Strand
from alongside.core.verdict import YES, Verdict, no, not_now
from alongside.ehcp import rules
from alongside.ehcp.models import Case, Edition, Letter, Matter, Recipient, Request, Step
from alongside.partnerships import prepared, wall
from alongside.partnerships.models import Membership

ANYBODYS = frozenset({"tell_of_detention", "tell_of_release", "tell_of_release_elsewhere", "learn_of_move"})
"""Steps that whoever works with the child takes too: youth justice often hears first."""


OF_DETENTION = frozenset({"tell_of_detention", "tell_of_release", "tell_of_release_elsewhere"})
"""Steps that say that a child is held, or was. They stand in the plan: a school, which reads education, is told only
that the child is away."""


def sees_detention(standing: Standing) -> bool:
    """Whether the reader of a case learns from it that the child is held."""
    return standing.reads(Strand.PLAN)


def visible_cases(actor: Actor, now: dt.datetime) -> QuerySet[Case]:
    """Cases of children whose education the actor reads."""
    rows = wall.own(Case.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.EDUCATION)))


def visible_steps(actor: Actor, now: dt.datetime) -> QuerySet[Step]:
    """Steps of the cases of children whose education and plan the actor reads: some say that the child was held.

    Without those that were entered in error and taken back.
    """
    rows = wall.own(Step.objects.all(), actor).filter(taken_back_at__isnull=True)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(
        prepared.any_of("child_id", children.held(actor, now, strand=Strand.EDUCATION)),
        prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN)),
    )


def visible_matters(actor: Actor, now: dt.datetime) -> QuerySet[Matter]:
    """What runs within cases of children whose education the actor reads, without what was begun in error."""
    rows = wall.own(Matter.objects.all(), actor).filter(is_taken_back=False)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(prepared.any_of("child_id", children.held(actor, now, strand=Strand.EDUCATION)))


def cases_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Case]:
    """Cases of the child, for whoever reads education."""
    rows = wall.own(Case.objects.all(), actor).filter(child_id=child.pk)
    return rows if standing.reads(Strand.EDUCATION) else rows.none()


def matters_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Matter]:
    """What runs within the child's cases."""
    rows = wall.own(Matter.objects.all(), actor).filter(child_id=child.pk)
    return rows if standing.reads(Strand.EDUCATION) else rows.none()


def steps_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Step]:
    """Steps that were taken in the child's cases."""
    rows = wall.own(Step.objects.all(), actor).filter(child_id=child.pk)
    if not standing.reads(Strand.EDUCATION):
        return rows.none()
    return rows if sees_detention(standing) else rows.exclude(code__in=OF_DETENTION)


def editions_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Edition]:
    """Words of the child's plans. What is being written is for those who write it."""
    rows = wall.own(Edition.objects.all(), actor).filter(child_id=child.pk)
    if not standing.reads(Strand.EDUCATION):
        return rows.none()
    return rows if may_write_plan(actor, standing) else rows.exclude(status=Edition.Status.WRITING)


def requests_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Request]:
    """Requests for an assessment of the child, for those who begin cases and read education and the plan: the paper
    says that the child is worked with. Each part of it is for readers of its strand."""
    rows = wall.own(Request.objects.all(), actor).filter(child_id=child.pk)
    reads = standing.reads(Strand.EDUCATION) and standing.reads(Strand.PLAN)
    return rows if reads and actor.may(Permission.BEGIN_EHC_CASE) else rows.none()


def may_write_request(actor: Actor, standing: Standing) -> Verdict:
    """May they put a request together, write it and send it? Whoever begins cases, and reads the plan."""
    if not standing.reads(Strand.PLAN):
        return no("Ask the allocated worker or the SEND officer to do this.")
    return may_begin_case(actor, standing)


def may_alter_request(actor: Actor, standing: Standing, row: Request) -> Verdict:
    """May they alter this one, or send it? What was sent stays as it was sent."""
    verdict = may_write_request(actor, standing)
    if verdict and not row.is_draft:
        return not_now("This request was sent, and stays as it was sent." if row.sent_at else "This was set aside.")
    return verdict


def visible_recipients(actor: Actor, now: dt.datetime) -> QuerySet[Recipient]:
    """To whom final plans of detained children have to go, of children whose education and plan the actor reads."""
    rows = wall.own(Recipient.objects.all(), actor)
    if not actor.may(Permission.SEE_CHILDREN):
        return rows.none()
    return rows.filter(
        prepared.any_of("child_id", children.held(actor, now, strand=Strand.EDUCATION)),
        prepared.any_of("child_id", children.held(actor, now, strand=Strand.PLAN)),
    )


def recipients_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Recipient]:
    """Those to whom the final plan of the child, made while detained, has to go: for whoever may know that it was."""
    rows = wall.own(Recipient.objects.all(), actor).filter(child_id=child.pk)
    return rows if standing.reads(Strand.EDUCATION) and sees_detention(standing) else rows.none()


def letters_of(actor: Actor, child: Child, standing: Standing) -> QuerySet[Letter]:
    """Letters of the child's cases in the strands that may be read; until they are sent, for those who write them."""
    rows = wall.own(Letter.objects.all(), actor).filter(child_id=child.pk, strand__in=standing.readable)
    if not standing.reads(Strand.EDUCATION):
        return rows.none()
    return rows if may_keep_case(actor, standing) else rows.filter(status=Letter.Status.SENT)


def may_alter_letter(actor: Actor, standing: Standing, letter: Letter) -> Verdict:
    """May they write the letter, send it, or set it aside?"""
    verdict = may_keep_case(actor, standing)
    if verdict and not letter.is_draft:
        return not_now("This letter was sent, or set aside. It is not altered any more.")
    return verdict


def may_set_wordings(actor: Actor) -> Verdict:
    """May they set the words that letters begin with? Whoever writes letters, and whoever sets standards."""
    if actor.may(Permission.SET_STANDARDS) or actor.may(Permission.KEEP_EHC_CASE):
        return YES
    return no("Only the SEND team, a manager or the head of service sets the words of letters.")


def may_begin_case(actor: Actor, standing: Standing) -> Verdict:
    """May they bring the child to attention, or record a request or a plan?"""
    if actor.may(Permission.BEGIN_EHC_CASE) and standing.writes(Strand.EDUCATION):
        return YES
    return no("Ask the allocated worker or the SEND officer to do this.")


def may_begin_as(actor: Actor, opening: rules.Opening) -> Verdict:
    """May they begin it in this way? A plan from another authority is recorded by the team that now keeps it."""
    if opening.by_officer and not actor.may(Permission.KEEP_EHC_CASE):
        return no("The SEND team records a plan that came from another authority.")
    return YES


def may_keep_case(actor: Actor, standing: Standing) -> Verdict:
    """May they move the case on? The SEND team, for a child on its caseload."""
    if actor.may(Permission.KEEP_EHC_CASE) and standing.writes(Strand.EDUCATION):
        return YES
    return no("The SEND team moves the case on. Ring the officer, whose number stands on the page.")


def may_take_step(actor: Actor, standing: Standing, case: Case, step: rules.Step) -> Verdict:
    """May they take this step?"""
    is_anybodys = step.code in ANYBODYS and may_begin_case(actor, standing)
    verdict = YES if is_anybodys else may_keep_case(actor, standing)
    if verdict and case.status in rules.ENDED:
        return not_now("This case has ended.")
    return verdict


def may_take_back_step(actor: Actor, standing: Standing, case: Case, step: Step) -> Verdict:
    """May they take back a step that was taken? Whoever may take it. What rests on it is the command's to say."""
    if step.code in OF_DETENTION:
        return no(
            "Whether the child is held moves the dates of the whole case, and others were told of it. Correct it by"
            " recording the release or the detention with its right day."
        )
    if step.changed is None:
        return no("What stood before this step was not kept, so it cannot be taken back. Take the step that mends it.")
    if step.taken_back_at is not None:
        return not_now("This step was taken back already.")
    if actor.membership_id != step.taken_by_id or step.code not in ANYBODYS:
        verdict = may_keep_case(actor, standing)
        if not verdict:
            return verdict
    if case.status in rules.ENDED:
        return not_now("This case has ended.")
    return YES


def may_correct_beginning(actor: Actor, standing: Standing, case: Case) -> Verdict:
    """May they correct the day on which the case began? Whoever keeps it."""
    verdict = may_keep_case(actor, standing)
    if verdict and case.status in rules.ENDED:
        return not_now("This case has ended.")
    return verdict


def may_send_plan_on(actor: Actor, standing: Standing, waiting: Sized) -> Verdict:
    """May they say to whom the final plan was sent, given who still waits for it? Whoever keeps the case."""
    verdict = may_keep_case(actor, standing)
    if verdict and not waiting:
        return not_now("Everybody to whom the plan has to go has it.")
    return verdict


def may_write_plan(actor: Actor, standing: Standing) -> Verdict:
    """May they write the words of the plan?"""
    return may_keep_case(actor, standing)


def may_attach_file(actor: Actor, standing: Standing) -> Verdict:
    """May they attach a file to the case? Whoever keeps it, and whoever works with the child and begins cases."""
    return may_begin_case(actor, standing)


def may_take_case(actor: Actor, standing: Standing, case: Case) -> Verdict:
    """May they make themselves the officer of the case?"""
    verdict = may_keep_case(actor, standing)
    if verdict and not case.is_live:
        return not_now("Nothing is to be done in this case.")
    if verdict and case.officer_id == actor.membership_id:
        return not_now("You are the officer of this case already.")
    return verdict


def may_be_officer(membership: Membership) -> bool:
    """Whether somebody's role keeps EHC cases."""
    return Permission.KEEP_EHC_CASE.value in permissions_of(membership.role)


def may_see_board(actor: Actor) -> Verdict:
    """May they open the board of cases? What stands on it is decided child by child."""
    if actor.may(Permission.KEEP_EHC_CASE) or actor.may(Permission.BEGIN_EHC_CASE):
        return YES
    return no("The board of EHC cases is for SEND officers and those who work with children.")

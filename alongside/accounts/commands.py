"""One-time form keys, drafts, and posts held over a time-out. None of these change a child's record: no event."""

from __future__ import annotations

import datetime as dt
import uuid
from collections.abc import Mapping

from django.db import connection

from alongside.accounts.models import Draft, FormKey, HeldPost
from alongside.core.actor import Actor

DRAFT_DAYS = 7
"""How long an unsent draft is kept. Ours: long enough for a week's leave to be a handover, not a loss."""

HELD_POST_HOURS = 12
"""How long a post that came after a time-out waits for its sender: as long as a session may last."""

NOT_ANSWERS = frozenset({"csrfmiddlewaretoken", "form_key", "draft_path", "hat"})
"""What a form carries beside what was typed."""


def claim_form_key(*, actor: Actor, key: uuid.UUID, now: dt.datetime) -> str | None:
    """Claim a form key in the running transaction. None when it is ours; the earlier result's address when it was used.

    A second identical post waits here until the first has ended: it then finds its address, or, when the first was
    undone, goes ahead in its place.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO accounts_form_key (partnership_id, user_id, key, result_url, used_at)"
            " VALUES (%s, %s, %s, '', %s) ON CONFLICT DO NOTHING",
            [actor.partnership_id, actor.user_id, key, now],
        )
        if cursor.rowcount:
            return None
        cursor.execute(
            "SELECT result_url FROM accounts_form_key WHERE partnership_id = %s AND user_id = %s AND key = %s",
            [actor.partnership_id, actor.user_id, key],
        )
        row = cursor.fetchone()
    return row[0] if row else ""


def settle_form_key(*, actor: Actor, key: uuid.UUID, address: str) -> None:
    """Note where the first post of this key led."""
    FormKey.objects.filter(partnership_id=actor.partnership_id, user_id=actor.user_id, key=key).update(
        result_url=address
    )


def keep_draft(*, actor: Actor, path: str, answers: Mapping[str, list[str]], now: dt.datetime) -> Draft:
    """Keep what somebody has typed on a page so far, in place of what was kept before."""
    kept = {name: list(values) for name, values in answers.items() if name not in NOT_ANSWERS}
    draft, _ = Draft.objects.update_or_create(
        partnership_id=actor.partnership_id,
        membership_id=actor.membership_id,
        path=path,
        defaults={
            "user_id": actor.user_id,
            "answers": kept,
            "saved_at": now,
            "expires_at": now + dt.timedelta(days=DRAFT_DAYS),
        },
    )
    return draft


def draft(*, actor: Actor, path: str, now: dt.datetime) -> dict[str, object] | None:
    """What this person typed on this page and did not send."""
    return (
        Draft.objects.filter(
            partnership_id=actor.partnership_id, membership_id=actor.membership_id, path=path, expires_at__gt=now
        )
        .values_list("answers", flat=True)
        .first()
    )


def drop_draft(*, actor: Actor, path: str) -> None:
    """Forget a draft: it was sent, or the person threw it away."""
    Draft.objects.filter(partnership_id=actor.partnership_id, membership_id=actor.membership_id, path=path).delete()


def hold_post(
    *,
    partnership_id: int,
    user_id: int,
    membership_id: int,
    path: str,
    answers: Mapping[str, list[str]],
    now: dt.datetime,
) -> HeldPost:
    """Hold a form that was sent after a time-out, or while its sender acted for another agency, until the same person
    acts in the role for which the form was made."""
    kept = {name: list(values) for name, values in answers.items() if name not in ("csrfmiddlewaretoken", "hat")}
    return HeldPost.objects.create(
        partnership_id=partnership_id,
        user_id=user_id,
        membership_id=membership_id,
        path=path,
        answers=kept,
        held_at=now,
        expires_at=now + dt.timedelta(hours=HELD_POST_HOURS),
    )


def drop_expired(*, now: dt.datetime) -> int:
    """Forget drafts and held posts whose time has passed, in the partnership of the context. Returns how many."""
    drafts, _ = Draft.objects.filter(expires_at__lte=now).delete()
    posts, _ = HeldPost.objects.filter(expires_at__lte=now).delete()
    keys, _ = FormKey.objects.filter(used_at__lte=now - dt.timedelta(days=2)).delete()
    return drafts + posts + keys


def drop_held_post(*, actor: Actor, held_id: int) -> None:
    """Forget a held form: it was sent again, or the person threw it away."""
    HeldPost.objects.filter(
        pk=held_id, partnership_id=actor.partnership_id, user_id=actor.user_id, membership_id=actor.membership_id
    ).delete()


def drop_sent(*, actor: Actor, path: str, key: object) -> None:
    """A form has been sent: forget its draft, and what was held of it over a time-out."""
    drop_draft(actor=actor, path=path)
    HeldPost.objects.filter(
        partnership_id=actor.partnership_id,
        user_id=actor.user_id,
        membership_id=actor.membership_id,
        path=path,
        answers__form_key=[str(key)],
    ).delete()

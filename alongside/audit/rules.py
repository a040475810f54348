"""How events become a chain, as SQL that the sealer and the verifier share.

An event is written with the number of its transaction. A batch is all events of a partnership whose transaction lies in
[from, until), where ``until`` is the oldest transaction still running: whatever is below it has ended, so the batch is
complete and can never gain a row. In a restored database the cluster's numbers are shifted, so that they go on growing
(``audit.models.Segment``). No event is locked or changed to be sealed, and writers never wait for the sealer.
(Locking a chain head in each request was measured to cut one partnership's throughput to a quarter.)
"""

from __future__ import annotations

import hashlib

GENESIS = "0" * 64
"""What the first link names as the link before it."""

HORIZON = "SELECT alongside_horizon()"
"""The oldest transaction that still runs, as events number them; all below it have committed or been undone."""

COUNTS_ANEW = (
    "the database counts its transactions from the beginning: it was restored without a new segment of the trail."
    " Run `alongside begin-segment`; until then nothing can be sealed"
)
"""What is wrong when the horizon lies before what was sealed already."""

EVENT_ROW = (
    "sha256(convert_to(jsonb_build_array(id, partnership_id, extract(epoch FROM at)::numeric(20,6), verb, action,"
    " user_ref, user_name, agency_ref, agency_name, role, about, basis, outcome, detail, reason_digest,"
    " transaction_id)::text, 'UTF8'))"
)
"""The digest of one event over every column, in a form that has one spelling only."""

BATCH = (
    "SELECT count(*), encode(sha256(coalesce(string_agg("  # noqa: S608 - all of it is ours
    + EVENT_ROW
    + ", ''::bytea ORDER BY transaction_id, id), ''::bytea)), 'hex') FROM audit_event"
    " WHERE partnership_id = %s AND transaction_id >= %s AND transaction_id < %s"
)
"""Number of events and digest of a batch: parameters are partnership, from and until."""


def link(*, previous: str, number: int, from_transaction: int, until_transaction: int, events: int, batch: str) -> str:
    """The digest of one link (hexadecimal SHA-256), which binds it to the link before and to its place."""
    text = f"{previous}|{number}|{from_transaction}|{until_transaction}|{events}|{batch}"
    return hashlib.sha256(text.encode()).hexdigest()

"""A process that records entries through the command, one a transaction, and says of each when it was committed.

Run by ``test_kills``: ``python -m tests.hard.writer NAME CHILD`` with ``DATABASE_URL`` set. Each line of its output is
the text of an entry whose transaction the database has acknowledged. A lost connection is not the end: it goes on with
the next entry on a new one, and never says again what it could not know.
"""

from __future__ import annotations

import datetime as dt
import os
import sys
import time


def main(name: str, child_ref: str) -> None:
    """Write until the standard input is closed."""
    import django

    django.setup()

    from django.db import Error, connection

    from alongside.children import commands
    from alongside.children.models import Child
    from alongside.core.strands import Strand
    from alongside.partnerships import wall
    from tests import people

    actor = people.actor("swindon", "practitioner")
    os.set_blocking(sys.stdin.fileno(), False)
    number = 0
    while not _is_closed():
        number += 1
        text = f"{name}-{number}"
        try:
            with wall.inside(actor.partnership_id, actor.user_id):
                commands.record_entry(
                    actor=actor,
                    child=Child.objects.get(ref=child_ref),
                    happened_on=people.TODAY,
                    strand=Strand.PLAN,
                    kind="note",
                    text=text,
                    now=dt.datetime.now(dt.UTC),
                )
        except Error:
            connection.close()
            time.sleep(0.02)
        else:
            os.write(1, f"{text}\n".encode())


def _is_closed() -> bool:
    """Whether whoever started us has closed our standard input."""
    try:
        return os.read(sys.stdin.fileno(), 1) == b""
    except BlockingIOError:
        return False


if __name__ == "__main__":
    main(*sys.argv[1:])

"""The rules of time of youth justice itself. Pure data, no Django."""

from __future__ import annotations

import datetime as dt

from alongside.core import clocks
from alongside.core.clocks import Basis, Rule, Source, Status
from alongside.core.strands import Strand

CLOCKS = clocks.register(
    "Custody",
    Rule(
        code="custody_tell_authorities_same_day",
        title="The home and the host authority are told that the child is detained, moved or released",
        event="youth justice learning of it",
        happened="The youth justice service learnt of it on",
        wording="on the same day as",
        source=Source(
            "Crime and Disorder Act 1998",
            "section 39A",
            "https://www.legislation.gov.uk/ukpga/2009/22/notes/division/5/2/5/4",
        ),
        acts="The youth justice service",
        told=(
            "The home local authority",
            "The host local authority",
            "On release, the authority where the child will live",
        ),
        notes=("The five working days that are often named are the authority's for sending the plan, and not these.",),
        basis=Basis.OURS,
        status=Status.OURS,
        doubt="The Act sets the duty and no number of days. The same day is our default.",
        strand=Strand.JUSTICE,
        valid_from=dt.date(2010, 4, 1),
    ),
)
"""Every rule of time that belongs to youth justice."""

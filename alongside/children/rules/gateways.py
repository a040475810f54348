"""Gateways: the law under which something about a child may be shared, as dated data with its source.

A power to share is not a duty to share, and a gateway says only that sharing is possible: what is shared must still be
needed, relevant and accurate, and the child and family are told unless telling would put somebody at risk.
"""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from enum import StrEnum

from alongside.core import calendar


class Footing(StrEnum):
    """What the law gives: a power that may be used, a duty, or the agreement of the person themselves."""

    POWER = "power"
    DUTY = "duty"
    CONSENT = "consent"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Gateway:
    """One provision, as it stood from a day until a day (both inclusive; None: open)."""

    code: str
    title: str
    law: str
    link: str
    footing: Footing
    allows: str
    """What it allows, and for what, in a sentence."""
    limits: str
    """What it does not allow."""
    from_on: dt.date | None
    until_on: dt.date | None = None
    is_certain: bool = True
    plain: str = ""
    """The reason as a child reads it: at most 15 words."""

    def holds_on(self, day: dt.date) -> bool:
        """Whether it was in force on the day. A provision that has not begun has no first day."""
        return self.from_on is not None and self.from_on <= day and (self.until_on is None or day <= self.until_on)


_ACTS = "https://www.legislation.gov.uk/"

GATEWAYS: tuple[Gateway, ...] = (
    Gateway(
        code="cda_s115",
        title="Preventing crime and disorder",
        law="Crime and Disorder Act 1998 s.115",
        link=f"{_ACTS}ukpga/1998/37/section/115",
        footing=Footing.POWER,
        allows=(
            "Anybody may tell the police, a council, probation or a health body what is necessary or expedient for a"
            " purpose of the Act, such as preventing offending by children."
        ),
        limits="It is a power and not a duty, and it does not reach schools or voluntary bodies acting for themselves.",
        from_on=dt.date(1998, 9, 30),
        is_certain=False,
        plain="The law lets us share to help children stay out of trouble.",
    ),
    Gateway(
        code="cda_s38",
        title="Youth justice services together",
        law="Crime and Disorder Act 1998 ss.37 to 39",
        link=f"{_ACTS}ukpga/1998/37/part/III/crossheading/youth-justice",
        footing=Footing.DUTY,
        allows=(
            "Council, police, probation and health must co-operate in the youth justice services of their area, and the"
            " youth offending team co-ordinates them."
        ),
        limits="What is shared must be needed for those services. It says nothing of bodies outside the partnership.",
        from_on=dt.date(2000, 4, 1),
        is_certain=False,
        plain="The law says services must work together to help you.",
    ),
    Gateway(
        code="ca2004_s10",
        title="Improving children’s well-being together",
        law="Children Act 2004 s.10",
        link=f"{_ACTS}ukpga/2004/31/section/10",
        footing=Footing.DUTY,
        allows="The council and its relevant partners co-operate to improve the well-being of children in the area.",
        limits="It is a duty to co-operate, not an express power: share what that co-operation needs and no more.",
        from_on=dt.date(2005, 4, 1),
        is_certain=False,
        plain="The law says services must work together for children.",
    ),
    Gateway(
        code="ca2004_s11",
        title="Keeping children safe",
        law="Children Act 2004 s.11",
        link=f"{_ACTS}ukpga/2004/31/section/11",
        footing=Footing.DUTY,
        allows="Each of the bodies named must see that its work safeguards and promotes the welfare of children.",
        limits="It does not make everything shareable: what is shared must serve the child’s safety or welfare.",
        from_on=dt.date(2005, 10, 1),
        is_certain=False,
        plain="We shared this to help keep you safe.",
    ),
    Gateway(
        code="ca2004_s16la",
        title="Duty to share for safety and welfare",
        law="Children Act 2004 s.16LA",
        link=f"{_ACTS}ukpga/2004/31/part/2",
        footing=Footing.DUTY,
        allows="Would make named bodies share information for safeguarding or promoting the welfare of a child.",
        limits="No day on which it begins was found when this list was made, so it cannot be chosen.",
        from_on=None,
        is_certain=False,
        plain="We shared this to help keep you safe.",
    ),
    Gateway(
        code="ca1989_s47",
        title="Child protection enquiry",
        law="Children Act 1989 s.47(9) to (11)",
        link=f"{_ACTS}ukpga/1989/41/section/47",
        footing=Footing.DUTY,
        allows="Named bodies must help a council with its enquiries whether a child suffers significant harm.",
        limits="Unless it would be unreasonable in all the circumstances of the case.",
        from_on=dt.date(1991, 10, 14),
        plain="We shared this to help keep you safe.",
    ),
    Gateway(
        code="ca1989_s17",
        title="Help for a child in need",
        law="Children Act 1989 ss.17 and 27",
        link=f"{_ACTS}ukpga/1989/41/section/27",
        footing=Footing.DUTY,
        allows="A council may ask other authorities for help with its support of children in need.",
        limits="The request must fit their own duties and not get in the way of their work. Families agree to help.",
        from_on=dt.date(1991, 10, 14),
        plain="We shared this so that you can get help.",
    ),
    Gateway(
        code="cfa2014_s28",
        title="Special educational needs: working together",
        law="Children and Families Act 2014 ss.28 and 31",
        link=f"{_ACTS}ukpga/2014/6/section/31",
        footing=Footing.DUTY,
        allows=(
            "Council, youth offending team, health bodies, schools and colleges co-operate over children with special"
            " educational needs or disabilities, in general and when the council asks about one child."
        ),
        limits="An EHC plan itself may go only to those whom the SEND Regulations 2014 name, or with agreement.",
        from_on=dt.date(2014, 9, 1),
        plain="We shared this so that you get the right help to learn.",
    ),
    Gateway(
        code="cfa2014_tell",
        title="Special educational needs: decisions that a council must tell",
        law="Children and Families Act 2014 ss.36 to 45, and the SEND Regulations 2014",
        link=f"{_ACTS}uksi/2014/1530",
        footing=Footing.DUTY,
        allows=(
            "A council tells the parent or the young person, the school or college, and health of its decisions on an"
            " assessment and a plan, asks them for advice, and sends them the plan."
        ),
        limits="It reaches those whom the regulation names for that decision, and what the decision is about.",
        from_on=dt.date(2014, 9, 1),
        plain="The law says who has to be told about help to learn.",
    ),
    Gateway(
        code="cfa2014_detained",
        title="Special educational needs in detention",
        law="Children and Families Act 2014 ss.70 to 75",
        link=f"{_ACTS}ukpga/2014/6/part/3/crossheading/children-and-young-people-in-relevant-youth-accommodation",
        footing=Footing.DUTY,
        allows="Home authority, youth offending team and place of detention tell each other what support needs.",
        limits="It reaches children and young people detained in relevant youth accommodation in England.",
        from_on=dt.date(2015, 4, 1),
        plain="We shared this so that you get help to learn where you are.",
    ),
    Gateway(
        code="hsca_s251b",
        title="Direct care",
        law="Health and Social Care Act 2012 s.251B",
        link=f"{_ACTS}ukpga/2012/7/section/251B",
        footing=Footing.DUTY,
        allows="Health and adult social care bodies share what helps with care that is given to the person directly.",
        limits="Not if the person objects or would be likely to object. It does not reach children’s social care.",
        from_on=dt.date(2015, 10, 1),
        is_certain=False,
        plain="We shared this so that you get the right care.",
    ),
    Gateway(
        code="dpa2018_crime",
        title="Request by the police",
        law="Data Protection Act 2018 Sch. 2 para. 2",
        link=f"{_ACTS}ukpga/2018/12/schedule/2",
        footing=Footing.POWER,
        allows="Takes away bars to answering a written request that serves to prevent or detect crime.",
        limits="Only as far as not answering would prejudice that purpose. Each request is judged by itself.",
        from_on=dt.date(2018, 5, 25),
        plain="The police asked, and the law let us answer.",
    ),
    Gateway(
        code="court_order",
        title="Order of a court",
        law="The order itself",
        link="",
        footing=Footing.DUTY,
        allows="What the order says, to whom it says.",
        limits="Nothing beyond the words of the order. Name the court and the day of the order.",
        from_on=dt.date.min,
        plain="A court told us to share this.",
    ),
    Gateway(
        code="vital_interests",
        title="Life or serious harm at stake",
        law="UK GDPR Art. 6(1)(d) and Data Protection Act 2018 Sch. 1 para. 18",
        link=f"{_ACTS}ukpga/2018/12/schedule/1",
        footing=Footing.POWER,
        allows="What is needed to protect a child from harm, without agreement where asking would be unsafe.",
        limits="Only while the danger lasts, and only to who can act on it.",
        from_on=dt.date(2018, 5, 25),
        plain="We shared this because somebody could get hurt.",
    ),
    Gateway(
        code="consent",
        title="Agreement to share",
        law="UK GDPR Art. 6(1)(a) and Art. 9(2)(a)",
        link=f"{_ACTS}eur/2016/679/article/6",
        footing=Footing.CONSENT,
        allows="What the child or parent agreed to, with whom they agreed to it, until they change their mind.",
        limits="Agreeing to work with us is not agreeing to share. It can be taken back at any time.",
        from_on=dt.date(2018, 5, 25),
        plain="You or your family said yes.",
    ),
    Gateway(
        code="subject_access",
        title="The child’s own right to a copy",
        law="UK GDPR Art. 15",
        link=f"{_ACTS}eur/2016/679/article/15",
        footing=Footing.RIGHT,
        allows="A copy of what is held about the child, to the child or to who may act for the child.",
        limits="What is about somebody else, or would put somebody at risk of serious harm, is left out.",
        from_on=dt.date(2018, 5, 25),
        plain="You asked what we have written about you.",
    ),
)
"""In the order in which pages show them. Where a first day stands as uncertain, the provision is in force today and the
day on which it began was not checked against the commencement order."""

BY_CODE = {gateway.code: gateway for gateway in GATEWAYS}


def gateways_on(day: dt.date) -> tuple[Gateway, ...]:
    """The gateways that can be chosen for something shared on the day."""
    return tuple(gateway for gateway in GATEWAYS if gateway.holds_on(day))


USUAL: dict[str, tuple[str, ...]] = {
    "youth_justice": ("cda_s38",),
    "police": ("cda_s115",),
    "probation": ("cda_s115",),
    "speech_language": ("cda_s38",),
    "camhs": ("cda_s38",),
    "health": ("cda_s38",),
}
"""Under which law an organisation of this kind usually gets what work shares with it by itself: the pack of a panel, an
answer to who referred. All others: ``ca2004_s10``, since the council and its partners co-operate for a child's
well-being. This reading is ours: a partnership holds it against its own agreement on sharing."""


def usual_gateway(kind: str, day: dt.date) -> Gateway | None:
    """The law under which an organisation of this kind gets what work shares by itself; None where none is in force."""
    return next((BY_CODE[code] for code in (*USUAL.get(kind, ()), "ca2004_s10") if BY_CODE[code].holds_on(day)), None)


TELL_OF_SHARING_DAYS = 14
"""Within how many days a child or family is told of something shared, if not before. Ours, a setting."""

STOP_SHARING_WORKING_DAYS = 2
"""Within how many working days recipients are told that consent was taken back. Ours, a setting."""


def tell_of_sharing_by(shared_on: dt.date) -> dt.date:
    """The day by which the child or family is told."""
    return shared_on + dt.timedelta(days=TELL_OF_SHARING_DAYS)


LEAVE_OUT = {
    "others": "It would tell of somebody else, who has not agreed (Data Protection Act 2018 Sch. 2 para. 16)",
    "harm": "It could put somebody at risk of serious harm (Data Protection Act 2018 Sch. 3)",
    "confidence": "The child said it in confidence, and a parent asks (Data Protection Act 2018 Sch. 3)",
    "crime": "It would get in the way of preventing or detecting crime (Data Protection Act 2018 Sch. 2 para. 2)",
}
"""Code to the ground on which a line is left out of a copy."""


def subject_access_due_on(known_on: dt.date) -> dt.date:
    """The day by which a copy is given: one month by the corresponding date, or the last day of a shorter month.

    Where that is no working day, the next one (UK GDPR Art. 12(3); counted as the Information Commissioner explains).

    ``known_on`` is the day on which the request came and it was clear who asks.
    """
    return calendar.next_working_day(calendar.add_months(known_on, 1))

"""Swindon: one town, where welfare, speech and language and CAMHS sit beside the workers and first support is quick.

The groupings, agencies and people are invented. What they do is what the partnership's award letter praises.
"""

from __future__ import annotations

from decimal import Decimal

from alongside.web.demonstration.places import Numbers, Person, Place, PostOf, School, TeamOf


def _worker(key: str, name: str, team: str, locality: str) -> Person:
    return Person(key, name, "practitioner", "yjs", (team,), "", locality)


ONE, HALF = Decimal("1.0"), Decimal("0.5")

SWINDON = Place(
    slug="swindon",
    name="Swindon Area Partnership",
    localities={
        "north": ("North Swindon", "SN2 SN25 SN26"),
        "central": ("Central and South Swindon", "SN1 SN3"),
        "west": ("West Swindon and Wroughton", "SN4 SN5"),
    },
    agencies={
        "yjs": ("Swindon Youth Justice Service", "youth_justice", "01632 960040"),
        "send": ("Swindon SEND Team", "send_team", "01632 960041"),
        "salt": ("Speech and Language Therapy", "speech_language", "01632 960042"),
        "camhs": ("Swindon CAMHS", "camhs", "01632 960043"),
        "welfare": ("Welfare and Wellbeing", "welfare", "01632 960044"),
        "health": ("Community Nursing", "health", "01632 960045"),
        "police": ("Wiltshire Police, Swindon", "police", "01632 960046"),
        "early_help": ("Early Help Team", "early_help", "01632 960047"),
        "social_care": ("Swindon Children’s Social Care", "social_care", "01632 960048"),
        "voluntary": ("Railway Quarter Youth Charity", "voluntary", "01632 960049"),
        "board": ("Swindon Youth Justice Board", "board", "01632 960050"),
    },
    schools=(
        School("oakfield", "Oakfield Park School", "north", "Dev Marlowe"),
        School("larkwood", "Larkwood Academy", "north", "Ellen Crabtree"),
        School("gateway", "Gateway Hill School", "central", "Farida Mansoor"),
        School("queensway", "Queensway Park School", "central", "Rob Tilling"),
        School("westbrook", "Westbrook School", "west", "Carys Penhale"),
        School("willows", "The Willows Learning Centre", "north", "Jude Okello"),
        School("newcollege", "Railway Works College", "central", "Simon Brandreth", "post_16"),
    ),
    teams={
        "front_door": TeamOf("yjs", "Front door", "front_door"),
        "prevention": TeamOf("yjs", "Prevention and Turnaround", "prevention"),
        "diversion": TeamOf("yjs", "Diversion", "diversion"),
        "court": TeamOf("yjs", "Court orders and resettlement", "statutory"),
        "salt": TeamOf("salt", "Speech and language, co-located", "specialist", "speech_language"),
        "camhs": TeamOf("camhs", "CAMHS, co-located", "specialist", "camhs"),
        "wellbeing": TeamOf("welfare", "Welfare, co-located", "specialist", "wellbeing"),
        "education": TeamOf("yjs", "Post-16 education and training", "specialist", "education"),
        "nurse": TeamOf("health", "Youth justice nurse", "specialist", "nurse"),
        "restorative": TeamOf("yjs", "Restorative work", "specialist", "restorative"),
        "resettlement": TeamOf("yjs", "Resettlement", "specialist", "resettlement"),
        "send": TeamOf("send", "SEND casework", "partner"),
        "police": TeamOf("police", "Schools and early intervention officers", "partner"),
        "early_help": TeamOf("early_help", "Early help", "partner"),
        "social_care": TeamOf("social_care", "Contact Swindon", "partner"),
        "voluntary": TeamOf("voluntary", "Mentors", "partner"),
        "governance": TeamOf("board", "Board and governance", "governance"),
        "leadership": TeamOf("yjs", "Leadership", "governance"),
    },
    people=(
        Person("front_door", "Imran Quaye", "front_door", "yjs", ("front_door",)),
        Person("manager_prevention", "Grace Tolland", "team_manager", "yjs", ("prevention", "diversion")),
        Person("manager_court", "Desmond Farley", "team_manager", "yjs", ("court",)),
        _worker("prev_1", "Asha Penrose", "prevention", "north"),
        _worker("prev_2", "Tom Wickham", "prevention", "central"),
        _worker("prev_3", "Leila Haddow", "prevention", "west"),
        _worker("div_1", "Bea Holloway", "diversion", "central"),
        _worker("div_2", "Conrad Mills", "diversion", "north"),
        _worker("court_1", "Ikenna Obi", "court", "central"),
        _worker("court_2", "Rachel Sturt", "court", "west"),
        Person("salt_1", "Nia Farrant", "specialist", "salt", ("salt",), "speech_language"),
        Person("camhs_1", "Owen Maddern", "specialist", "camhs", ("camhs",), "camhs"),
        Person("wellbeing_1", "Shanthi Perera", "specialist", "welfare", ("wellbeing",), "wellbeing"),
        Person("education_1", "Lorna Buckfield", "specialist", "yjs", ("education",), "education"),
        Person("nurse_1", "Gillian Roe", "specialist", "health", ("nurse",), "nurse"),
        Person("restorative_1", "Matthew Ledger", "specialist", "yjs", ("restorative",), "restorative"),
        Person("resettlement_1", "Donna Espley", "specialist", "yjs", ("resettlement",), "resettlement"),
        Person("send_1", "Ruth Selwyn", "send_officer", "send", ("send",)),
        Person("police_1", "PC Sam Kestrel", "police", "police", ("police",)),
        Person("early_help_1", "Jo Lindqvist", "early_help", "early_help", ("early_help",)),
        Person("social_care_1", "Mina Okafor", "social_care", "social_care", ("social_care",)),
        Person("mentor_1", "Zak Ferris", "early_help", "voluntary", ("voluntary",)),
        Person("chair", "Harriet Vane-Smith", "panel_chair", "yjs", ("leadership",)),
        Person("panel_admin", "Colin Brook", "panel_administrator", "yjs", ("leadership",)),
        Person("head", "Patricia Lowe", "head_of_service", "yjs", ("leadership",)),
        Person("board_1", "Edmund Vale", "board_member", "board", ("governance",)),
        Person("assessor", "Lucy Thorne", "assessor", "board", ("governance",)),
        Person("governance", "Kiran Bassi", "governance_lead", "yjs", ("leadership",)),
        Person("administrator", "Frances Iden", "administrator", "yjs", ("leadership",)),
    ),
    posts=(
        PostOf("prevention", "Prevention manager", ONE, "manager_prevention"),
        PostOf("prevention", "Prevention worker", ONE, "prev_1"),
        PostOf("prevention", "Turnaround worker", ONE, "prev_2"),
        PostOf("prevention", "Prevention worker", HALF, "prev_3"),
        PostOf("diversion", "Diversion worker", ONE, "div_1"),
        PostOf("salt", "Speech and language therapist", ONE, "salt_1"),
        PostOf("camhs", "CAMHS practitioner", ONE, "camhs_1"),
        PostOf("wellbeing", "Welfare officer", ONE, "wellbeing_1"),
        PostOf("education", "Post-16 education and training worker", ONE, "education_1"),
        PostOf("resettlement", "Resettlement worker", ONE, "resettlement_1"),
    ),
    contacts=(
        ("yjs", "Turnaround, and advice before a referral", "front_door", "manager_prevention"),
        ("send", "EHC plans of children known to both", "send_1", ""),
        ("early_help", "Policing Schools Panel", "early_help_1", ""),
        ("social_care", "A child at risk of harm", "social_care_1", ""),
    ),
    numbers=Numbers(
        open={
            "prevention": 17,
            "turnaround": 7,
            "diversion": 7,
            "voluntary": 1,
            "court_order": 8,
            "custody": 1,
            "resettlement": 2,
        },
        ended={"prevention": 5, "turnaround": 2, "diversion": 2, "court_order": 1},
        declined=2,
        signposted=2,
        under_ten=1,
        refused=2,
        new=7,
    ),
    waits={
        "speech_language": (0, 2, 2, 7),
        "camhs": (0, 2, 2, 8),
        "wellbeing": (0, 1, 1, 5),
        "education": (1, 3, 3, 10),
        "nurse": (1, 4, 5, 12),
        "restorative": (1, 3, 5, 12),
    },
    panel="Joint Decision-Making Panel",
    panel_weekday=3,
    panel_place="Railway Village, Engine Room",
    has_schools_panel=True,
)

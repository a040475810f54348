"""What agencies bring to a panel, and what it decides."""

from __future__ import annotations

WHY_HERE: dict[str, tuple[str, ...]] = {
    "prevention": (
        "Which help would do most, and who is best placed to give it?",
        "School, family and we see different things. We want one plan.",
        "Early help ends this month. What should stay?",
        "{name} asks for one person instead of five. Who should it be?",
        "Evenings and weekends are the gap. What is there near home?",
        "The family has moved twice. Which school, and who walks the first week?",
        "Reading, sleep and friends: where do we begin?",
        "What has been tried, what did {he} like, and what do we stop?",
    ),
    "diversion": (
        "Police ask what can be done without court. {name} wants to put it right.",
        "A first matter. What would help, and what is the least that will do?",
        "{name} says what happened and how it could be mended. Can we answer within a week?",
        "Both families live in one street. What would let everybody walk past each other again?",
        "Police and school heard two stories. What do we know, and what is enough?",
        "{He} has needs that nobody looked at before the day it happened. What does that change?",
    ),
    "open": (
        "Hours at school fell again. We ask everyone what else we can try.",
        "Going well. Can we step down, and who keeps an eye?",
        "Older people have got in touch again. How do we keep {him} safe together?",
        "School changes at Easter. Who tells {name}, and who is there on the first day?",
        "A place came up on the course. Can transport be found?",
        "{name} would like to end by Christmas. Is that right, and what stays?",
        "Therapy has begun. Which of us can step back?",
        "Money is short at home and it shows. Who can help with what?",
        "Three missed weeks. What changed, and what does {he} say?",
    ),
    "restorative_intervention": (
        "{name} asked how it can be mended. The person harmed has been asked too.",
        "A neighbour and a child who will go on meeting. What would let them?",
        "The school would like to be part of putting it right.",
    ),
    "sentence_planning": (
        "The order began last week. What can {name} manage, and what do we each bring?",
        "Halfway through. What has worked, and what should change?",
        "College starts in September. How does the order fit around it?",
    ),
}

ALLEGED: tuple[str, ...] = (
    "Criminal damage to a bus shelter, September. Admitted at once.",
    "Theft from a shop, items of £24. Goods returned.",
    "Common assault after school, both boys hurt. The other family does not want court.",
    "Possession of a small amount of cannabis.",
    "Public order, shouting at officers after a match.",
    "A broken window at the pavilion. Came forward the next day.",
    "Taking a moped without consent, returned the same evening.",
    "A fight at the bus stop. Both were hurt; neither wants it taken further.",
    "Threats in messages, in a quarrel between friends who have since made up.",
    "Going equipped: a screwdriver in a bag, with two older boys.",
    "Theft of a bicycle, found and given back.",
)

GIVEN_BY: dict[str, tuple[tuple[str, str, str], ...]] = {
    "police": (
        (
            "Polite with officers and honest about what happened.",
            "Seen late with an older group twice this month.",
            "A schools officer whom {he} can text.",
        ),
        (
            "Nothing new since the summer. That counts.",
            "The address where the group meets.",
            "Somewhere to be on Friday nights.",
        ),
        ("Came in by {himself} to talk.", "Being pulled in by people who have money.", "The same adult throughout."),
        (
            "Told the truth when a lie was easier.",
            "A summons to older friends most evenings.",
            "To be met at the bus on Fridays.",
        ),
        (
            "Knows officers by name and stops to talk.",
            "A knife was seen near the group, not with {him}.",
            "A reason to be elsewhere that {he} can say aloud.",
        ),
        ("No calls since half term.", "New friends with a car.", "Football on Friday nights has two places left."),
        (
            "Helped an older man who had fallen, and waited with him.",
            "Missing twice, back by morning.",
            "One number to ring, day or night.",
        ),
        (
            "Apologised to the shop without being asked.",
            "The manager has had enough of all of them.",
            "A word from us to the shop, and a fresh start.",
        ),
    ),
    "social_care": (
        (
            "Warm family who turn up to everything.",
            "A crowded home, and Mum’s health.",
            "A family group meeting, and respite for Mum.",
        ),
        ("Good bond with Grandad.", "Nobody has told {him} why he moved.", "Help to tell the story, at {his} pace."),
        (
            "Looks after {his} brother kindly.",
            "Too much to carry for {his} age.",
            "A young carers’ place, and a lift there.",
        ),
        (
            "Settled with the foster family.",
            "Contact with Dad was cancelled twice.",
            "A date that is kept, however far off.",
        ),
        (
            "Mum rings us when she is worried.",
            "Debt, and a landlord who shouts.",
            "Advice on money in the same building.",
        ),
        ("Goes to see {his} aunt on Sundays.", "Nobody holds the whole story.", "One page, written with {him}."),
    ),
    "school": (
        (
            "Excellent in practical lessons. Kind to younger pupils.",
            "Reading aloud and cover teachers. Both end outside the room.",
            "Notice of changes, and the work a day before.",
        ),
        (
            "Attendance up to 88%.",
            "Break times, and who waits at the gate.",
            "A job at break: {he} is good in the library.",
        ),
        (
            "First to help when a display goes up.",
            "Maths on Thursdays after lunch.",
            "The same seat, and a card to leave with.",
        ),
        (
            "No removals for two weeks.",
            "Gets blamed first, because of last year.",
            "A clean sheet, said aloud by the head of year.",
        ),
        (
            "Reads to the younger ones in the library.",
            "Writing by hand: pages are torn up.",
            "A laptop, and longer to answer.",
        ),
        ("Two friends who are good for {him}.", "The walk between blocks.", "To leave each lesson two minutes early."),
        (
            "Came to the trip and stayed the day.",
            "Hours were cut in the spring and are not back.",
            "A date for full days, and who decides it.",
        ),
    ),
    "camhs": (
        (
            "Talks openly when the room is quiet.",
            "Sleep, and a loss that {he} carries alone.",
            "Short sessions near home. We can begin this month.",
        ),
        (
            "Draws what {he} cannot say.",
            "Jumps at doors; sleeps in {his} clothes.",
            "Sameness: one room, one time, one person.",
        ),
        ("Came to all four sessions.", "Feels watched at school.", "A way to leave that nobody remarks on."),
    ),
    "early_help": (
        (
            "The family asks for help early.",
            "Money, and the damp flat.",
            "Help with housing first. The rest gets easier.",
        ),
        (
            "Mum and {name} cook together on Sundays.",
            "The flat is cold and the meter runs out.",
            "A fuel voucher, and somebody for the form.",
        ),
        ("Uncle has offered Saturdays.", "Rows about the phone.", "One rule, agreed by all, on the fridge."),
        ("{name} asked to join the group.", "It is across town and ends late.", "A lift home for the first month."),
    ),
    "send_team": (
        (
            "Makes progress when work is read aloud.",
            "Needs were not looked at before secondary.",
            "A request for assessment, with what we know now.",
        ),
        (
            "Parents have kept every report.",
            "The plan names a school that has no place for {him}.",
            "An early review, and we will call it.",
        ),
        (
            "Strong by ear and with {his} hands.",
            "Support ended with primary school.",
            "We can ask for advice now and not wait.",
        ),
    ),
}
"""Kind of agency to answers: what goes well, what worries us, what would help."""

DECISIONS: dict[str, tuple[tuple[str, str, tuple[str, ...], str], ...]] = {
    "prevention": (
        (
            "prevention_support",
            "{name} wants help and so does the family. One worker, near home.",
            ("universal_support",),
            "School has tried alone since May, and tells us that it is not enough.",
        ),
        (
            "prevention_support",
            "The worry grows and {name} asks for somebody outside the family.",
            ("no_further_involvement", "universal_support"),
            "Early help ends this month. Nobody else is there in the evenings.",
        ),
        (
            "prevention_support",
            "Steady support now keeps {name} in school.",
            ("universal_support",),
            "Hours at school have been cut twice with support in place.",
        ),
        (
            "universal_support",
            "The head of year is who {name} talks to. Add time, not people.",
            ("no_further_involvement",),
            "A named adult and a review date are needed to make it hold.",
        ),
        (
            "prevention_support",
            "Older people are close. Somebody must be there in the evenings.",
            ("universal_support",),
            "School ends at three, and it begins at six.",
        ),
        (
            "prevention_support",
            "{name} has said yes, and asked for the same day each week.",
            ("no_further_involvement", "universal_support"),
            "Early help tried, kindly, for a term.",
        ),
        (
            "prevention_support",
            "The therapist and the worker go together the first time.",
            ("universal_support",),
            "Two sets of strangers would be too many.",
        ),
        (
            "universal_support",
            "The youth club is open four evenings and {he} likes it there.",
            ("no_further_involvement",),
            "Somebody has to go along at first.",
        ),
    ),
    "diversion": (
        (
            "community_resolution",
            "{name} owned up at once and has offered to put it right.",
            ("prevention_support",),
            "The person harmed wants an answer, and {name} wants to give one.",
        ),
        (
            "outcome_22",
            "Support comes first. A formal outcome would do more harm than good.",
            ("prevention_support", "community_resolution"),
            "{name} cannot yet say what happened. Outcome 22 needs no admission.",
        ),
        (
            "community_resolution",
            "A first matter, put right quickly, with help for what lies behind it.",
            ("universal_support", "prevention_support"),
            "Something has to be said to the shop. {name} agrees.",
        ),
        (
            "prevention_support",
            "The person harmed asked for help for {him}, not punishment.",
            ("universal_support",),
            "Words alone were tried in the spring.",
        ),
        (
            "community_resolution",
            "A Saturday at the pavilion with the groundsman, at {his} own suggestion.",
            ("prevention_support",),
            "The club lost a window and deserves an answer.",
        ),
        (
            "outcome_22",
            "Treatment for what lies behind it starts this month and must not wait.",
            ("prevention_support", "community_resolution"),
            "{name} does not understand the caution well enough to accept one.",
        ),
        (
            "universal_support",
            "Both families have made up. School keeps an eye on break time.",
            ("no_further_involvement",),
            "It was a real fright, and somebody should ask again in a month.",
        ),
    ),
    "open": (
        (
            "prevention_support",
            "Carry on with the same worker. School joins the plan.",
            ("universal_support",),
            "It is too early to stop: the change at school is two weeks old.",
        ),
        (
            "universal_support",
            "Going well. School and family carry on, and know how to reach us.",
            ("no_further_involvement",),
            "A named adult at school is still needed.",
        ),
        ("no_further_involvement", "{name} has done what {he} set out to do, and says so.", (), ""),
        (
            "universal_support",
            "Step down to the youth club, with a phone call at Christmas.",
            ("no_further_involvement",),
            "A goodbye that is too quick has gone wrong before.",
        ),
        (
            "prevention_support",
            "Six more weeks with one aim: full days at school.",
            ("universal_support",),
            "The date for full days is only now agreed.",
        ),
        (
            "prevention_support",
            "Carry on, on another day: Tuesdays have never worked.",
            ("universal_support",),
            "{He} asked us not to stop because of a Tuesday.",
        ),
        (
            "prevention_support",
            "Sunday evenings are the hard ones. The worker moves a shift.",
            ("no_further_involvement", "universal_support"),
            "Nobody else works on a Sunday.",
        ),
    ),
}

OUTCOMES: tuple[str, ...] = (
    "Done. The family was pleased to hear.",
    "Spoken with {name} at home. {He} understood and said thank you.",
    "Arranged for next week.",
    "Rang, wrote, and it is settled.",
    "Done on the day, with Mum there.",
    "{name} asked two good questions. Both are answered.",
    "Letter sent in large print, and read through on the phone.",
    "Introduced in person. They like each other.",
    "The place is kept until the end of term.",
    "Looked into. There was less to it than we feared.",
    "It took two calls. It is arranged for Thursday.",
    "Said in four sentences and a drawing. {He} kept the drawing.",
    "Not possible this term; an answer in writing, and another idea.",
)

FOLLOW_UPS: tuple[tuple[str, str], ...] = (
    ("police", "Introduce the schools officer to {name}"),
    ("social_care", "Ask about a family group meeting"),
    ("social_care", "Find out about respite for Mum"),
    ("police", "Look into who meets at the precinct on Fridays"),
    ("police", "Walk the way home with {name} once, in plain clothes"),
    ("police", "Tell the shop what was agreed"),
    ("social_care", "Find out who holds the file from before the move"),
    ("social_care", "Ask the foster carer what would help at weekends"),
    ("early_help", "See whether the club can wait with the fee"),
    ("early_help", "Offer Mum the morning group"),
)

GATHERED: tuple[str, ...] = (
    "The worker asked at home, with cards",
    "A voice note, played with permission",
    "Written together on one page",
    "Said on the way to football, and agreed to be read out",
    "Asked in the car, and read back the same evening",
    "With three faces to point at, and a why",
    "In {his} first language, with an interpreter",
    "By the therapist, with pictures",
    "On paper, in large print, two days before",
)

OF_KIND: dict[str, tuple[tuple[str, str, tuple[str, ...], str], ...]] = {
    "policing_schools": (
        (
            "officer_time",
            "{name} trusts PC Kestrel and asked for time with her.",
            ("school_support",),
            "School’s own mentor has left, and {name} asked for this.",
        ),
        (
            "school_support",
            "School has room to do more at break and lunch, where it goes wrong.",
            ("nothing_more",),
            "Two near misses in a fortnight are worth acting on.",
        ),
        (
            "early_help",
            "The family would like help with housing and evenings.",
            ("nothing_more", "school_support"),
            "What weighs on {name} is at home, and school cannot lift it.",
        ),
        (
            "officer_time",
            "PC Kestrel runs the bike project, and {name} has asked to join.",
            ("nothing_more", "school_support"),
            "What pulls {him} away is outside the gate.",
        ),
        ("nothing_more", "What school began in September is working. Leave it be.", (), ""),
        (
            "prevention_support",
            "An older cousin is in trouble, and {name} is next to be asked.",
            ("school_support", "early_help"),
            "Somebody must be near who is not school and not police.",
        ),
        (
            "school_support",
            "A place in the breakfast room, from Monday.",
            ("nothing_more",),
            "Mornings are where each bad day began.",
        ),
        (
            "early_help",
            "Mum asked for a hand, and the team can start this week.",
            ("nothing_more", "school_support"),
            "It is about home, and {name} said so.",
        ),
    ),
    "restorative_intervention": (
        (
            "conversation",
            "{name} wants to understand first. The worker and {he} talk it through, twice.",
            ("no_restorative_work",),
            "{He} has asked what it was like for her, and nobody has answered.",
        ),
        (
            "indirect",
            "The shopkeeper would read a letter and does not want to meet.",
            ("no_restorative_work", "conversation"),
            "There is somebody who wants an answer.",
        ),
        (
            "repair",
            "The fence, with the caretaker, on two Saturdays, as {name} offered.",
            ("conversation", "indirect"),
            "Words are hard for {him} and hands are not.",
        ),
        (
            "conference",
            "Both boys want to sit down together, and both are ready.",
            ("conversation", "indirect"),
            "They meet in the corridor every day. Letters would be strange.",
        ),
        ("no_restorative_work", "The person harmed wants to be left alone, and {name} respects it.", (), ""),
        (
            "indirect",
            "Messages through the worker, as the neighbour asked.",
            ("no_restorative_work", "conversation"),
            "They live three doors apart and it cannot just be left.",
        ),
    ),
    "sentence_planning": (
        (
            "plan_as_proposed",
            "Two appointments a week, one of them at the workshop. {name} helped to write it.",
            ("less_contact",),
            "The first three months are the ones that count.",
        ),
        (
            "added_support",
            "The plan, with the therapist from the first week: {name} did not follow what the court said.",
            ("plan_as_proposed",),
            "A plan that {he} cannot follow is a breach waiting to happen.",
        ),
        ("less_contact", "Ten weeks without a miss. One appointment a week from now on.", (), ""),
        (
            "closer_contact",
            "Every other day until the college place starts, and then as before.",
            ("plan_as_proposed", "added_support"),
            "Three weeks with nothing to do is when it went wrong before.",
        ),
        (
            "added_support",
            "Help with sleep first, and the mornings will follow.",
            ("plan_as_proposed",),
            "All four misses were before ten.",
        ),
    ),
}
"""Kind of panel to what it decides: option, why, what less was considered, and why that will not do."""

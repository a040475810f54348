"""What adults write: why they refer, what happened in a contact, what they bring to a panel and what it decides."""

from __future__ import annotations

CONCERNS: dict[str, tuple[tuple[str, str], ...]] = {
    "school": (
        (
            "behaviour",
            "{name} left lessons without permission on six days this half term, always before reading aloud.",
        ),
        (
            "behaviour",
            "Two suspensions since September, both after a change of teacher that nobody had told {him} about.",
        ),
        (
            "influence",
            "{name} has been met at the gate by older young people three times. {He} looked frightened on Monday.",
        ),
        (
            "influence",
            "New trainers, a second phone, and no wish to say where they came from. Friends have dropped away.",
        ),
        ("factors", "Attendance fell from 94% to 71% since the family moved into temporary accommodation."),
        (
            "factors",
            "{name} came to school hungry and tired for weeks. {He} is bright, and {he} was slipping away from us.",
        ),
        (
            "behaviour",
            "There was a fight in the corridor. {name} was sorry at once and could not explain how it began.",
        ),
        ("", "We would like advice. {name} listened to the wrong people on one afternoon and has been low since."),
        ("influence", "A boy from another school used {name} to carry something across town. {He} told us {himself}."),
        (
            "factors",
            "{name} was on part-time hours for eleven weeks. We want {him} back all day and need help with it.",
        ),
    ),
    "social_care": (
        ("factors", "{name} has moved home twice this year. Evenings are long, and the park is where {he} went."),
        (
            "influence",
            "An older cousin was arrested last month. The family is worried that {name} was asked to keep things.",
        ),
        ("behaviour", "Rows at home ended with a broken door twice. Both {name} and the family asked for help."),
        ("", "We are closing our work. {name} did well and would like somebody to carry on with."),
        ("factors", "{name} lives with grandparents since the summer and has not had a word about why."),
    ),
    "police": (
        (
            "behaviour",
            "Called to the precinct for a group throwing stones. {name} stayed, gave {his} name and helped clear up.",
        ),
        ("influence", "Stopped with two adults known to us, late on a school night. No offence. {He} seemed relieved."),
        ("behaviour", "Riding a scooter on the estate with no licence. Polite, frightened, and very keen on engines."),
        (
            "factors",
            "Fourth time missing from home this term. {name} came back by {himself} each time and would not say.",
        ),
        (
            "influence",
            "Named by nobody, present at most things. We think {name} is being pulled in and could be helped out.",
        ),
    ),
    "early_help": (
        ("factors", "Mum is ill and {name} has taken on the house. {He} was late to school on most days."),
        ("behaviour", "Things have been broken at home. {name} says {he} gets angry and then cannot find the words."),
        ("", "The family asked for somebody for {name} to talk to, outside the home."),
        ("influence", "{name} started to go out at night with a group of sixteen-year-olds."),
    ),
    "family": (
        ("influence", "Mum rang: {name} is out until one in the morning with people she does not know."),
        ("behaviour", "Grandmother rang: {he} is a good lad, and he hit a wall so hard that he broke his hand."),
        ("factors", "{name} rang with {his} mother beside {him}: “I don’t want to end up like my brother.”"),
    ),
    "health": (
        ("factors", "Seen after a fall. {name} talked of not sleeping since a friend was hurt, and of being followed."),
        ("", "Known to our clinic. {name} would do well with somebody practical beside the therapy."),
    ),
    "other": (("", "Sentenced at the youth court. {name} was there with family and asked what happens now."),),
}
"""Source to (ground, words). An empty ground: the referrer named none of the three."""

HIMSELF = {"he": "himself", "she": "herself", "they": "themselves"}

DECIDED: dict[str, tuple[str, ...]] = {
    "accepted": (
        "Early support fits: the family asks for it, and school wants to keep {name}.",
        "What {name} needs is one steady adult and a way back into lessons.",
        "Voluntary support now is likely to be enough. {name} has a lot going for {him}.",
        "Friends and evenings are the worry. Both are things that we can help with.",
    ),
    "declined": (
        "School and family have this well in hand, and a worker more would be one too many.",
        "{name} has support from a youth worker whom {he} trusts. We would get in the way.",
    ),
    "signposted": (
        "The worry is about sleep and low mood. The wellbeing team in school can start this week.",
        "What is asked for is a club and something to do. The youth club’s project fits better than we do.",
    ),
}

REPLIES: dict[str, tuple[str, ...]] = {
    "declined": ("Please come back to us if anything changes. You can also ring the front door for advice.",),
    "signposted": ("We have told the family who they are, and they expect the call. The number is on their page.",),
}

CONTACTS: tuple[tuple[str, str, str, str], ...] = (
    ("child", "school", "planned", "Played cards and talked about the week. Mornings are hardest."),
    ("child", "community", "planned", "Walked round the lake. Much easier to talk side by side."),
    ("child", "community", "planned", "Met at the café. Looked at the plan and moved one step."),
    ("child", "home", "planned", "Made the timetable for the fridge together, with colours."),
    ("child", "school", "check_in", "Ten minutes at break. All calm, one worry about Friday."),
    ("child", "phone", "check_in", "Rang the evening before, as agreed. Ready for tomorrow."),
    ("child", "school", "support", "Practised what to say when someone says ‘come on then’."),
    ("child", "community", "support", "First visit to the club together. Stayed to the end."),
    ("child", "office", "planned", "Finished the feelings map. Wants to show Mum."),
    (
        "child_and_family",
        "home",
        "planned",
        "Tea with Mum. They laughed about the same thing for the first time in a while.",
    ),
    ("child_and_family", "home", "meeting", "Went through the plan together. One thing to change, and we changed it."),
    ("family", "phone", "check_in", "Mum says that evenings are quieter. She would like a word with school."),
    ("family", "phone", "unplanned", "Rang, worried about a message on a phone. Agreed what to do, and did it."),
    ("school", "school", "meeting", "Met the head of year. The card for leaving class starts on Monday."),
    ("school", "phone", "check_in", "Good week. Two merits. One hard lesson, handled with a walk."),
    (
        "professional",
        "video",
        "meeting",
        "Short call with the team around the child. Everybody has the same three strategies.",
    ),
    ("child", "community", "planned", "Bikes for an hour, talk for ten minutes. The ten minutes were good."),
    ("child", "school", "planned", "Read the letter from the college together. There is a taster day."),
)
"""With whom, how, what kind, and in a sentence what happened."""

MISSED: tuple[str, ...] = (
    "Was asleep. We have moved our time to the afternoon.",
    "Was at a funeral. Sent a card.",
    "Forgot, and rang to say sorry.",
    "Nobody home. Left a note with a drawing.",
)

STEPS: tuple[tuple[str, str], ...] = (
    ("worker", "Meet every Wednesday after school, and ring the evening before"),
    ("worker", "Go along to the club the first two times"),
    ("worker", "Ask school for a card for leaving class"),
    ("worker", "Write one page on how to work with me and give it to teachers"),
    ("worker", "Find out about the college taster day"),
    ("worker", "Sort out the bus pass"),
    ("worker", "Ring the club about a place"),
    ("worker", "Arrange to say sorry in person, if both want it"),
    ("Form tutor", "Say good morning at the gate and check the day’s changes"),
    ("Mum", "Put the timetable on the fridge on Sunday nights"),
    ("Nan", "Have tea ready on Wednesdays, so that we can talk"),
    ("The coach", "Keep a place in the team until the New Year"),
    ("Uncle", "Take me to the workshop on Saturdays"),
    ("Head of year", "Build the school day back up, an hour a week"),
)

MATTERS: tuple[str, ...] = (
    "Family first, the dog a close second. Being told the truth.",
    "Being on time. Being believed. Not being talked about.",
    "My brother. My room. That people do what they said.",
    "Football on Saturday, church on Sunday, and Nan.",
    "That I get asked, and not just told.",
    "Being outside. Having a laugh. Being good at something.",
    "My mates, the ones from primary. Music. Being left alone when I say so.",
)

REVIEWED: tuple[str, ...] = (
    "Back in all lessons but one. Sleeping better. The Wednesday time stays.",
    "Two goals moved on a lot. The third was too big, so we made it smaller.",
    "Fewer rows at home. Wants more time outdoors, and a say in who comes to meetings.",
    "The club is going well. School is harder since the timetable changed; we meet them next week.",
)

ENDED: tuple[str, ...] = (
    "Did what {he} set out to do. Goes to the club without us now.",
    "In school all week since half term. Said goodbye with a cake that {he} made.",
    "Ready to carry on with family and school. Knows how to reach us.",
)

# Panels

WHY_HERE: dict[str, tuple[str, ...]] = {
    "prevention": (
        "Which help would do most, and who is best placed to give it?",
        "School, family and we see different things. We want one plan.",
        "Early help ends this month. What should stay?",
    ),
    "diversion": (
        "Police ask what can be done without court. {name} wants to put it right.",
        "A first matter. What would help, and what is the least that will do?",
    ),
    "open": (
        "Hours at school fell again. We ask everyone what else we can try.",
        "Going well. Can we step down, and who keeps an eye?",
        "Older people have got in touch again. How do we keep {him} safe together?",
    ),
}

ALLEGED: tuple[str, ...] = (
    "Criminal damage to a bus shelter, September. Admitted at once.",
    "Theft from a shop, items of £24. Goods returned.",
    "Common assault after school, both boys hurt. The other family does not want court.",
    "Possession of a small amount of cannabis.",
    "Public order, shouting at officers after a match.",
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
    ),
    "social_care": (
        (
            "Warm family who turn up to everything.",
            "A crowded home, and Mum’s health.",
            "A family group meeting, and respite for Mum.",
        ),
        ("Good bond with Grandad.", "Nobody has told {him} why he moved.", "Help to tell the story, at {his} pace."),
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
    ),
    "camhs": (
        (
            "Talks openly when the room is quiet.",
            "Sleep, and a loss that {he} carries alone.",
            "Short sessions near home. We can begin this month.",
        ),
    ),
    "early_help": (
        (
            "The family asks for help early.",
            "Money, and the damp flat.",
            "Help with housing first. The rest gets easier.",
        ),
    ),
    "send_team": (
        (
            "Makes progress when work is read aloud.",
            "Needs were not looked at before secondary.",
            "A request for assessment, with what we know now.",
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
    ),
}

OUTCOMES: tuple[str, ...] = (
    "Done. The family was pleased to hear.",
    "Spoken with {name} at home. {He} understood and said thank you.",
    "Arranged for next week.",
    "Rang, wrote, and it is settled.",
)

FOLLOW_UPS: tuple[tuple[str, str], ...] = (
    ("police", "Introduce the schools officer to {name}"),
    ("social_care", "Ask about a family group meeting"),
    ("social_care", "Find out about respite for Mum"),
    ("police", "Look into who meets at the precinct on Fridays"),
)

SAFEGUARDING = (
    "{name} told me at lunch that somebody is waiting for {him} after school and has a knife. {He} does not want to go"
    " home by the usual way. I have kept {him} with me in the office."
)
EMERGENCY = (
    "Duty worker rang at 18:40: a boy of this name is at the station without an adult and says he is unwell. I need to"
    " know who his carer is and what helps."
)

GATHERED: tuple[str, ...] = (
    "The worker asked at home, with cards",
    "A voice note, played with permission",
    "Written together on one page",
    "Said on the way to football, and agreed to be read out",
)

SCHOOLS_DECISIONS: tuple[tuple[str, str, tuple[str, ...], str], ...] = (
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
)

ASKED: dict[str, tuple[str, ...]] = {
    "speech_language": (
        "School says that {name} ‘does not listen’. I think {he} does not follow. Please look.",
        "{name} signed a form without knowing what it said, and told me so.",
    ),
    "camhs": (
        "{name} spoke of a friend who died. It was the first time, and it came out all at once.",
        "Panic on the bus twice this week. {name} would like to understand it.",
    ),
    "wellbeing": (
        "{name} says that nobody comes to the house any more. A friendly face would help.",
        "Mum is in hospital for a month. {name} holds up well and should not have to.",
    ),
    "education": (
        "{name} wants the mechanics course and does not know how to apply.",
        "Ten hours a week since half term. {name} asks for more.",
    ),
    "nurse": (
        "{name} has not seen a dentist for four years and it hurts.",
        "Vaping every hour, wants to stop before trials.",
    ),
    "restorative": ("{name} asked how to say sorry to the man in the shop.", "{name} wants to mend what was broken."),
    "resettlement": (
        "{name} comes home in six weeks. Where to, is not settled yet.",
        "A place at college to be kept open.",
    ),
}
"""Specialism to why a worker asks for it."""

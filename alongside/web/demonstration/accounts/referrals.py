"""Why people refer a child, and what the front door answers."""

from __future__ import annotations

SELF_ASKED = (
    "I don’t want to end up like my brother. Is there somebody I can talk to?",
    "They want me to keep stuff for them. I don’t know how to say no.",
    "I keep getting sent out and I want it to stop.",
)
"""What children write who ask for themselves."""

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
        ("behaviour", "{name} has walked out of three lessons this week, each time when {he} was asked to write."),
        ("behaviour", "Sent home twice for shouting. Both times it began with being told to hurry."),
        ("influence", "{name} carries money that {he} cannot explain and has stopped coming to football."),
        ("influence", "Older pupils have taken {name} up. {He} does what they say and looks at the floor when we ask."),
        ("factors", "Two schools in a year. {name} has not made a friend here yet and eats alone."),
        ("factors", "{name} looks after two small brothers before school and falls asleep in the first lesson."),
        (
            "behaviour",
            "{name} threw a chair when a supply teacher took {his} seat. {He} stacked the room again afterwards.",
        ),
        (
            "factors",
            "Reading age of seven and nobody had noticed. {name} has been in trouble every day since September.",
        ),
        (
            "influence",
            "Videos of a fight were shared by {name}. {He} was not in it, and says that {he} was told to film.",
        ),
        (
            "",
            "{name} asked us whether there is somebody to talk to who is not a teacher. We said that we would ask you.",
        ),
        ("behaviour", "Three detentions a week for lateness. {name} walks because the bus is where it goes wrong."),
        (
            "factors",
            "Dad has gone inside. {name} has told one friend and one teacher, and nobody else knows what to say.",
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
        ("factors", "Mum and the younger ones are in one room at the hotel. {name} stays out so that they can sleep."),
        ("influence", "{name} goes missing for a night at a time and comes back with new clothes."),
        ("behaviour", "{name} hit out at {his} stepfather, who had hit first. Both have said so."),
        ("factors", "The foster placement ended on a Friday. {name} heard it from a neighbour."),
        ("", "Our assessment ends with strengths and one gap: {name} has nobody of {his} own in the week."),
        ("influence", "An uncle asked {name} to hold a bag. {He} told us before anybody else did."),
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
        ("behaviour", "Climbing on the roof of the leisure centre with two others. Came down when asked and was cold."),
        ("factors", "Found asleep at the bus station at six. {name} said that it was quieter than home."),
        (
            "influence",
            "In a car with three adults at midnight. {He} asked us to drive {him} home and not to ring ahead.",
        ),
        ("behaviour", "A window at the allotments. {name} went back the next day to say that it was {him}."),
        ("factors", "Two calls from the home this month, both for rows. {name} was upstairs with the little ones."),
        ("influence", "Named in a group chat about a fight. {name} had written ‘leave it’ and nobody did."),
        (
            "behaviour",
            "Fireworks on the green. No damage. {name} lives opposite and was the only one to give an address.",
        ),
    ),
    "early_help": (
        ("factors", "Mum is ill and {name} has taken on the house. {He} was late to school on most days."),
        ("behaviour", "Things have been broken at home. {name} says {he} gets angry and then cannot find the words."),
        ("", "The family asked for somebody for {name} to talk to, outside the home."),
        ("influence", "{name} started to go out at night with a group of sixteen-year-olds."),
        ("factors", "Nan cares for four. {name} is the eldest and the one who shouts, and the one who cooks."),
        ("behaviour", "{name} broke {his} own bedroom door and then tried to mend it with tape."),
        (
            "influence",
            "A boy of seventeen waits in a car outside the flat. {name} says that he is a friend of a friend.",
        ),
        ("factors", "They moved away from a violent father. {name} sleeps with the light on and misses school."),
    ),
    "family": (
        ("influence", "{He} is out until one in the morning with people we do not know. I am scared to ask."),
        ("behaviour", "{name} is a good kid, and {he} hit a wall so hard that {he} broke {his} hand."),
        ("factors", "Nobody has told us what dyslexia means, and {name} thinks that {he} is stupid."),
        ("behaviour", "Mornings are fine and evenings are war. I would like a plan before it gets worse."),
        ("influence", "A boy gave {name} a phone and rings it at night. {He} goes white when it rings."),
        ("factors", "Since my mother died {name} does not come out of {his} room, except to go out at midnight."),
        ("behaviour", "The school rings me at work every day. I do not know who to ask."),
        *(("factors", words) for words in SELF_ASKED),
    ),
    "health": (
        ("factors", "Seen after a fall. {name} talked of not sleeping since a friend was hurt, and of being followed."),
        ("", "Known to our clinic. {name} would do well with somebody practical beside the therapy."),
        ("factors", "The school nurse sees {name} each week for headaches, always before the same lesson."),
        (
            "influence",
            "A and E, hand injury. {name} would not say how, and was fetched by somebody who would not give a name.",
        ),
    ),
    "other": (("", "Sentenced at the youth court. {name} was there with family and asked what happens now."),),
}
"""Source to (ground, words). An empty ground: the referrer named none of the three."""

DECIDED: dict[str, tuple[str, ...]] = {
    "accepted": (
        "Early support fits: the family asks for it, and school wants to keep {name}.",
        "What {name} needs is one steady adult and a way back into lessons.",
        "Voluntary support now is likely to be enough. {name} has a lot going for {him}.",
        "Friends and evenings are the worry. Both are things that we can help with.",
        "{name} asked for this {himself}. That is the best start there is.",
        "Three people who know {name} say the same thing, and none of them can do it alone.",
        "Nothing has happened yet that cannot be put right, and {name} wants to put it right.",
        "Mornings are where it goes wrong, and somebody could be there in the mornings.",
        "Family and school both ask, and each thinks that the other is doing something.",
        "The pull of older people is strong and new. Early is when it works.",
        "{He} has been moved from place to place. One person who stays is what we can give.",
        "A worker who knows about reading and language will see what others took for cheek.",
        "What {he} enjoys is nearby and cheap. We can get {him} there.",
        "There is an adult at school who likes {him}. We can build on that.",
    ),
    "declined": (
        "School and family have this well in hand, and a worker more would be one too many.",
        "{name} has support from a youth worker whom {he} trusts. We would get in the way.",
        "The matter was settled in school the same week, and {name} has said sorry.",
        "What is asked for is a report for a hearing. That is not what this team is for, and we have said who does it.",
        "The family thought about it and would rather wait until after the move.",
    ),
    "signposted": (
        "The worry is about sleep and low mood. The wellbeing team in school can start this week.",
        "What is asked for is a club and something to do. The youth club’s project fits better than we do.",
        "Housing is what keeps {name} awake. The early help team has a housing worker and can begin on Monday.",
        "A young carers’ group meets at the end of the road. {name} would like to go, and a friend goes already.",
        "The need is for the memory clinic’s children’s group, who know what to say about a grandparent.",
    ),
}

REPLIES: dict[str, tuple[str, ...]] = {
    "declined": (
        "Please come back to us if anything changes. You can also ring the front door for advice.",
        "Thank you for writing. We looked at it the same day. If it happens again, ring the front door and ask for us.",
        "We have spoken with the family, who are content with what is in place. Do come back to us.",
    ),
    "signposted": (
        "We have told the family who they are, and they expect the call. The number is on their page.",
        "The family has a name and a number, and we stay in touch until they have met.",
        "They start next week, nearer home than we are. Thank you for noticing.",
    ),
}

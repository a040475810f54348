"""What workers write: contacts, plans, reviews, endings, and whom they ask for."""

from __future__ import annotations

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
    ("child", "community", "planned", "Fed the ducks, as agreed. Talked about what a good day looks like."),
    (
        "child",
        "home",
        "planned",
        "Sat on the step. Ten minutes of football talk, then the hard thing, then more football.",
    ),
    ("child", "school", "planned", "Looked at last week on a line: up, down, up. The down was a Tuesday."),
    (
        "child",
        "community",
        "support",
        "Took the bus together, both changes. Next time alone, with a text at each stop.",
    ),
    ("child", "school", "check_in", "Passed in the corridor. A thumb up, and a real one."),
    ("child", "office", "planned", "Cooked pasta in the kitchen here. Washed up without being asked."),
    ("child", "phone", "unplanned", "Rang at nine at night to say that a row was stopped before it began."),
    ("child", "video", "check_in", "Showed me the new room. The desk is from the charity shop and is painted blue."),
    ("child", "community", "planned", "Met in the library. Found three books about engines, took two."),
    ("child", "school", "support", "Practised asking for help with one card. Used it in maths, twice."),
    ("child", "home", "support", "Wrote the letter together, four drafts. It says what was meant."),
    ("child", "community", "support", "First shift at the repair café. Mended a kettle."),
    ("child", "school", "planned", "Went through the plan with coloured pens. Two steps are green."),
    ("child_and_family", "home", "planned", "Went over the week with Nan. Two calm evenings, one loud one, and why."),
    (
        "child_and_family",
        "school",
        "meeting",
        "Met the form tutor together. Agreed one signal, one place to go, one adult.",
    ),
    ("family", "home", "planned", "Dad asked what he could do. We wrote three things and he chose one."),
    ("family", "phone", "check_in", "Mum rang to say that the letter came and that everybody understood it."),
    ("school", "school", "meeting", "Asked for a quiet place at lunch. There is one, behind the hall."),
    ("school", "phone", "check_in", "One removal this week, and {he} came back alone after ten minutes."),
    (
        "professional",
        "phone",
        "check_in",
        "Rang the social worker. The move is not before Easter. We both tell the child.",
    ),
    ("professional", "office", "meeting", "Sat with the therapist to plan the next visit, so that nobody asks twice."),
)
"""With whom, how, what kind, and in a sentence what happened."""

MISSED: tuple[str, ...] = (
    "Was asleep. We have moved our time to the afternoon.",
    "Was at a funeral. Sent a card.",
    "Forgot, and rang to say sorry.",
    "Nobody home. Left a note with a drawing.",
    "Had football trials. That is a good reason.",
    "Phone was off. Came to the door an hour later and waved.",
    "Said no today. Came back to it on Friday.",
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
    ("worker", "Ask the library for a card that cannot be fined"),
    ("worker", "Find a time when the gym is quiet"),
    ("worker", "Write to the bus company about the ban"),
    ("worker", "Ask the college whether I can visit with a friend"),
    ("worker", "Bring the dentist’s form and fill it in with me"),
    ("worker", "Ask for my work in big print"),
    ("worker", "Ring Dad’s prison about visits"),
    ("worker", "Be there at the meeting and sit next to me"),
    ("worker", "Help me write to Mr Hale"),
    ("worker", "Show me two ways home and walk both"),
    ("Dad", "Ring on Sundays at six"),
    ("Foster carer", "Knock before coming in"),
    ("Grandad", "Do the bike together on Saturdays"),
    ("Head of year", "Tell me about cover teachers the day before"),
    ("Teaching assistant", "Read the question with me first"),
    ("Sister", "Text me if they are at the shops"),
    ("Youth club", "Keep the kitchen job for me"),
)

MATTERS: tuple[str, ...] = (
    "Family first, the dog a close second. Being told the truth.",
    "Being on time. Being believed. Not being talked about.",
    "My brother. My room. That people do what they said.",
    "Football on Saturday, church on Sunday, and Nan.",
    "That I get asked, and not just told.",
    "Being outside. Having a laugh. Being good at something.",
    "My mates, the ones from primary. Music. Being left alone when I say so.",
    "My little sister. That she is all right when I am not there.",
    "Knowing what time people are coming. Not being made to look stupid.",
    "The allotment. Things that grow if you leave them alone.",
    "Having my own door. Having my own key.",
    "Mum getting better. Everything else after that.",
    "Trainers that are mine. Money that is mine.",
    "God, and my aunt’s cooking.",
    "People who say sorry. People who come back.",
    "My name said right. My hair left alone.",
    "Making things. Finishing them.",
    "Seeing Dad, even when it is hard.",
    "Being trusted with the dog next door.",
    "A mate who does not want anything from me.",
    "Quiet in the morning. Loud at night.",
    "Getting a trade. My uncle has one and he is always calm.",
    "That the story is told once and then left.",
)

REVIEWED: tuple[str, ...] = (
    "Back in all lessons but one. Sleeping better. The Wednesday time stays.",
    "Two goals moved on a lot. The third was too big, so we made it smaller.",
    "Fewer rows at home. Wants more time outdoors, and a say in who comes to meetings.",
    "The club is going well. School is harder since the timetable changed; we meet them next week.",
    "Goes to school on the bus alone since October. Would now like help with the weekend.",
    "The letter was written and answered. That goal is done and we crossed it out together.",
    "Harder since the move. The plan stays and everything is slower.",
    "Football three times a week. Reading is next, because the coach asked for it.",
    "Nothing came of the college day. We find another, and this time we go together.",
    "Home is calmer. The worry is now about money, so we added a step.",
    "Has told two friends what helps. They do it.",
    "Out of the group chat by choice. Evenings are long; the club on Thursdays fills one.",
    "One bad week and five good ones. We wrote down what made the five.",
    "Wants fewer meetings and longer ones. So do we.",
    "Speaks for {himself} in school meetings now. The rest of us say less.",
    "Step two was ours and we were late with it. We said so.",
)

ENDED: tuple[str, ...] = (
    "Did what {he} set out to do. Goes to the club without us now.",
    "In school all week since half term. Said goodbye with a cake that {he} made.",
    "Ready to carry on with family and school. Knows how to reach us.",
    "On the course since September. Sent a photograph of a wall that {he} built.",
    "Family has somebody of their own now, and the mornings hold.",
    "School sees no difference any more between {him} and the others, which is what {he} wanted.",
    "Ended on a walk round the lake, where it began.",
    "Nothing since the spring. {name} says that it was the bike project, and {he} is right.",
    "Handed over to the youth club, where {he} helps the younger ones on Fridays.",
    "Moved to be with family. Wrote what helps on one page and took it along.",
    "{name} chose to stop and said why. We would do the same.",
    "The order ended early for good progress. {He} read the letter aloud.",
    "Two goals of three. The third is for when {he} is ready, and {he} knows where we are.",
)

SAFEGUARDING: tuple[str, ...] = (
    (
        "{name} told me at lunch that somebody is waiting for {him} after school and has a knife. {He} does not want to"
        " go home by the usual way. I have kept {him} with me in the office."
    ),
    (
        "A mark on {name}’s arm the shape of a hand. {He} said who it was and asked me not to ring home. I said that I"
        " must tell somebody today, and whom."
    ),
)
EMERGENCY: tuple[str, ...] = (
    (
        "Duty worker rang at 18:40: a child of this name is at the station without an adult and says that they are"
        " unwell. I need to know who the carer is and what helps."
    ),
    "The hospital rang at seven: a child of this name came in alone and will not speak. They ask who may be rung.",
)

ASKED: dict[str, tuple[str, ...]] = {
    "speech_language": (
        "School says that {name} ‘does not listen’. I think {he} does not follow. Please look.",
        "{name} signed a form without knowing what it said, and told me so.",
        "{name} answers with one word when two people are in the room, and with stories when there is one.",
        "Instructions of three parts end in trouble each time. Could somebody look at how {he} listens?",
    ),
    "camhs": (
        "{name} spoke of a friend who died. It was the first time, and it came out all at once.",
        "Panic on the bus twice this week. {name} would like to understand it.",
        "Sleeps in the day and walks at night since the summer. {name} is frightened of dreams.",
        "{name} asked whether what {he} feels is normal. I said that there is somebody who knows.",
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

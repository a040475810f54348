"""What adults write so that others know how to work with a child: one idea a line, as people would say it.

By area of need: what to do, what to avoid, what the screener noted, what a specialist found.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Help:
    """Words for one area of need."""

    do: tuple[str, ...]
    avoid: tuple[str, ...]
    noted: tuple[str, ...]
    found: tuple[str, ...]
    session: tuple[str, ...]


HELPS: dict[str, Help] = {
    "speech_language": Help(
        do=(
            "Say one thing at a time. Then stop.",
            "Wait ten seconds for an answer. Count them.",
            "Draw what happens next: three boxes, left to right.",
            "Ask for it back in their own words. Check quietly.",
            "Use the name first, then the message.",
            "Say the day and time. ‘Soon’ means nothing.",
            "Offer two choices to point at.",
            "Put new words on a card with a picture.",
            "Use ‘first, then’. It works every time.",
        ),
        avoid=(
            "Sayings such as ‘pull your socks up’. They are taken at their word.",
            "Two questions in one breath.",
            "‘Why did you do that?’ Ask what happened first.",
            "Taking a nod for a yes.",
            "Long letters. Nobody reads them in this house.",
            "Talking over the child’s head to other adults.",
        ),
        noted=(
            "Lost the thread when two people spoke. Understood at once when I drew it.",
            "Answered beside the question three times. Said ‘whatever’ when unsure.",
            "Could not tell me what the police letter meant, and had signed it.",
            "Very short answers. Much more to say when we walked.",
        ),
        found=(
            "Understands at the level of a much younger child when sentences are long. Strong when it is shown.",
            "Good memory for pictures, short memory for words. Strategies shared with school.",
            "Words come late under stress. Given time, tells a clear story.",
        ),
        session=(
            "Worked on telling what happened in order, with picture cards.",
            "Practised asking ‘can you say that again?’ in three different ways.",
            "Made a one-page communication passport together.",
        ),
    ),
    "social_emotional_mental_health": Help(
        do=(
            "Notice the early sign: sleeves pulled down. Offer a break.",
            "Say that they are safe, and what happens next.",
            "Keep your voice low and slow.",
            "Name one thing that went well, every time.",
            "Ask ‘do you want help, a hug or to be heard?’",
            "Give warning before the end. Goodbyes are hard.",
            "Breathe out longer than in, and do it together.",
        ),
        avoid=(
            "Asking about home in front of others.",
            "Raising your voice across a room.",
            "Standing in the doorway. Leave the way out open.",
            "‘Calm down.’ It has never once helped.",
            "Surprise meetings.",
        ),
        noted=(
            "Low for weeks. Has stopped seeing friends. Says there is no point in things.",
            "Sleeps badly and worries about Mum. Would like somebody to talk to.",
            "Gets angry fast, then ashamed. Knows it and wants help with it.",
        ),
        found=(
            "Anxiety that shows as anger. Responds well to knowing what comes next.",
            "Low mood after a loss that nobody had spoken of. Talking has begun.",
        ),
        session=(
            "Drew a map of where anger starts in the body. First sign is the hands.",
            "Planned the hardest hour of the week, step by step.",
            "Talked about Grandad for the first time.",
        ),
    ),
    "wellbeing": Help(
        do=(
            "Ring the evening before. It saves the morning.",
            "Meet where there is food.",
            "Ask about the dog first.",
            "Let them choose where to sit.",
            "End on something funny.",
            "Remember birthdays. Others have forgotten them.",
        ),
        avoid=(
            "Cancelling by text. Ring and say why.",
            "Promising what is not yours to give.",
            "Comparing with a brother or sister.",
        ),
        noted=(
            "Few friends since the move. Would like somebody to talk to.",
            "Has a lot on at home and says so. Wants a place of their own.",
        ),
        found=("Needs time that belongs to nobody else. Confidence grows with small successes.",),
        session=(
            "Walked and talked for an hour. Laughed a lot.",
            "Made a list of five people who are on their side.",
        ),
    ),
    "neurodiversity": Help(
        do=(
            "Let them stand, pace or fiddle. They are listening.",
            "Give one job at a time and tick it off.",
            "Tell them the day before if anything changes.",
            "Offer the seat by the wall, away from the door.",
            "Break it up: ten minutes on, two off.",
            "Use the timer that they can see.",
        ),
        avoid=(
            "‘Look at me when I’m talking.’ Looking away helps listening.",
            "Strip lights and busy corridors, where there is a choice.",
            "Changing the plan on the day.",
            "Sarcasm.",
        ),
        noted=(
            "Restless, quick, full of ideas. Acts first and is sorry straight after.",
            "Overwhelmed in the corridor. Fine in the small room.",
        ),
        found=(
            "Pattern fits ADHD; referred for assessment. Movement breaks make the largest difference.",
            "Autistic strengths: honesty, memory, focus. Change without notice is what hurts.",
        ),
        session=(
            "Tried three kinds of break. Stairs won.",
            "Wrote a ‘how I work best’ card for teachers.",
        ),
    ),
    "trauma": Help(
        do=(
            "Say who you are and why you came, each time.",
            "Sit where they can see the door.",
            "Ask before you come closer.",
            "Keep the same day, place and person.",
            "Go at their pace. Silence is fine.",
        ),
        avoid=(
            "Touch without asking, even kindly.",
            "Asking for the whole story again. It is written down.",
            "Locked or shut doors.",
            "Unannounced visits.",
        ),
        noted=("On guard the whole time. Sat by the door and kept a coat on.",),
        found=("Still living as if it could happen again. Safety and sameness come before anything else.",),
        session=("Made a plan for bad nights together.",),
    ),
    "learning": Help(
        do=(
            "Read it aloud, quietly, without being asked.",
            "Use pale blue paper and large print.",
            "Start with what they can do. Then one step up.",
            "Let them answer by voice note.",
            "Give the work before the lesson.",
        ),
        avoid=(
            "Reading aloud in front of others.",
            "Copying from the board.",
            "Taking break away as a punishment. It is when learning sinks in.",
        ),
        noted=(
            "Reading is hard and well hidden. Asked me to ‘just say it’.",
            "On ten hours a week since March. Wants more.",
        ),
        found=("Reads four years below age and is very able by ear. School will read and scribe.",),
        session=("Visited the workshop together. Stayed three hours.", "Filled in the college form by talking it."),
    ),
    "physical": Help(
        do=("Check that they have eaten. Start with that.", "Speak to the left side. They hear better there."),
        avoid=("Early mornings on the day after medication.",),
        noted=("Headaches since a fall last year that nobody looked at.",),
        found=("Saw the doctor for the first time in three years. Glasses ordered.",),
        session=("Booked the dentist and went along.",),
    ),
    "substance": Help(
        do=("Ask about it kindly and plainly. They will tell you.", "Praise each day without. Count them together."),
        avoid=("Lectures about drugs. They know the leaflets by heart.",),
        noted=("Vapes more than they want to. Asked what would help.",),
        found=("Uses to sleep. We work on sleep first.",),
        session=("Counted eleven days. Chose a treat for fourteen.",),
    ),
}

EVERYDAY_DO: tuple[str, ...] = (
    "Ask what they would like to be called, and use it.",
    "Come to them. The bus is two changes.",
    "Bring the dates on paper for the fridge.",
    "Ask Mum to sit in for the first ten minutes.",
    "Tell them something about you first.",
    "Say sorry when you are late. It matters here.",
    "Laugh at the jokes. They are good.",
    "Say what you will do, and then do it.",
)
EVERYDAY_AVOID: tuple[str, ...] = (
    "Writing while they talk.",
    "Ringing before ten. Nights are hard.",
    "Meetings with more than three adults.",
    "Talking about the brother.",
    "Using the full first name. It is for when there is trouble.",
    "Visits in a marked car.",
    "Rushing the goodbye.",
)

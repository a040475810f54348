"""Goals that many children share, and what children say when they are asked. Their words, not ours."""

GOALS: tuple[tuple[str, str], ...] = (
    ("Be in school all day, not just mornings", "My mates are there in the afternoon."),
    ("Have a quiet place to go when it gets loud", "So I don’t have to kick off to get out."),
    ("Stop getting moved on when we’re not doing anything", "It makes me feel like rubbish."),
    ("See my dad without it ending in a row", "I miss him when we’re not shouting."),
    ("Get help with reading where nobody sees", "I’m not going in the baby group."),
    ("Say no to the older lot without getting hurt", "I need a reason they’ll believe."),
    ("Sleep better", "I lie there till three."),
    ("Have one thing in the week to look forward to", "Right now it’s nothing and then nothing."),
    ("Get my phone back and be trusted with it", "I know what I did with it. I get it."),
    ("Make it up to Mum", "She had to come out of work twice."),
    ("Not get so angry so fast", "It’s like it’s already happened before I know."),
    ("Have somebody in school who’s on my side", "Just one."),
    ("Say sorry properly to the shop man", "He was always nice to me."),
    ("Have friends my own age", "The older ones only want me for stuff."),
    ("Know what’s going on before it happens", "I hate finding out last."),
    ("Get a job at the weekend", "I want to buy my own trainers."),
    ("Do a college taster day", "I want to see if it’s like school. If it is, no thanks."),
    ("Understand what the letters say", "We get loads and Mum puts them in the drawer."),
    ("Stop vaping before football trials", "I can’t run like I used to."),
    ("Feel safe walking home", "I go the long way now."),
)

AGREED: tuple[str, ...] = (
    "Yeah all right. But not in lesson time, people ask.",
    "If it’s you coming and not somebody new, then yes.",
    "I’ll try it till half term.",
    "OK. Can we do it walking about?",
    "I said yes because you asked me and not just my mum.",
    "Fine, but I’m not talking about my dad.",
    "Yes. Nobody’s ever asked what I want to do before.",
    "I’ll come if there’s food.",
    "Do I get to see what you write? Then yes.",
    "It’s a yes from me. It’s a definite yes from Mum.",
    "I want to stay in school. If this helps me stay, yes.",
    "Can my nan come the first time?",
    "I thought I was in trouble. If I’m not, then OK.",
    "Yeah. You explained it so I got it, so yeah.",
    "One month. Then ask me again.",
    "Yes please.",
    "I don’t mind. Actually I do mind, I’d like it.",
    "All right, but tell me the time the day before.",
)

NOT_YET: tuple[str, ...] = (
    "I want to think about it.",
    "Ask me after the school meeting.",
    "I don’t know you.",
    "Dunno. What would we actually do?",
    "Can I meet the person first?",
)

NO: tuple[str, ...] = (
    "No thanks. I’ve got my youth worker already.",
    "I’m all right now. Honestly.",
    "We’ve had loads of people. Mum’s tired of it.",
)

PLAN_AGREED: tuple[str, ...] = (
    "That’s actually what I said. You wrote what I said.",
    "It’s good. Change ‘aggression’ though, I don’t talk like that.",
    "I like that it says what you lot have to do and not just me.",
    "Yeah, I’d sign that.",
    "Can I have it on paper for my wall?",
    "All of it’s fine except Tuesdays. Make it Wednesdays. Then yes.",
    "It’s short. Good.",
    "I’ll do my bit if they do theirs.",
    "Nobody’s made me one with pictures before.",
    "That’s me, that is.",
    "Yes to all of it. The last one’s the one I care about.",
    "Mum cried but in a good way.",
    "OK. Read me the middle bit again. OK, yes.",
)

ASKED_FOR: tuple[tuple[str, str], ...] = (
    ("I don’t want to do the group. I’d do it just us.", "No group. Just the two of us."),
    ("Can we do the café again? I talk better there.", "We meet in the café from now on, not at school."),
    ("I’m fed up of everybody asking. Can they not just read it?", "It is on one page now. Everybody reads it first."),
    (
        "I’m worried about the meeting. Who’s going to be in it?",
        "Four people, with photographs. I showed them the day before.",
    ),
    ("They put me on half days again and I didn’t even do anything.", "I asked school. Full days again from Monday."),
    ("Don’t tell Mum I was upset. You can tell her I was there though.", "I told Mum that we met, and no more."),
    ("Reading’s better when it’s the blue paper.", "All teachers have the blue paper."),
    (
        "I want to see my brother more. That’s it. That’s my whole thing.",
        "Sundays at two, every other week. It is in the diary.",
    ),
    ("Nobody’s rung me about the boxing.", "I rang them while we sat there. First session on Tuesday."),
    ("I’m not going back to that room. It smells like the dentist.", "We use the art room."),
    ("Can you ring before and not just turn up?", "I ring the evening before, every time."),
    ("I think I might want to do the course.", "We filled in the form together and sent it."),
    ("Can I bring my mate next time?", "Yes, to the football. Not to the meeting, and I said why."),
    ("I want my trainers back off the police.", "I asked. They come back in January. I said that it is slow."),
    ("I want to be asked before they change my timetable.", "School gives a day’s notice before anything changes."),
    ("It’s too loud in the canteen. I just don’t eat.", "There is a table in the library at lunch, for two."),
    (
        "Can somebody else do the talking in court?",
        "The solicitor speaks first. We practised the one sentence that is left.",
    ),
    ("You said you’d ask about the dog. You didn’t.", "I forgot. I asked this week: the dog can come on Thursdays."),
    ("I want to know why I had to move.", "The social worker told the story, with pictures. I was there."),
    ("I don’t get the letters. Can they be shorter?", "Letters are half a page now, and I ring when one comes."),
)
"""What asks for something, and what came of it, as the child is told."""

IN_CONTACTS: tuple[str, ...] = (
    "It was a better week. I only got sent out once.",
    "I went the long way home and nobody bothered me.",
    "Sir noticed I had my coat off. First time he’s said something nice.",
    "I did the thing where you count the corners of the room. It sort of worked.",
    "I told my mate what the strategy thing says and now he waits for me too.",
    "I haven’t seen them since. I’ve blocked two of them.",
    "It’s my birthday Thursday.",
    "I slept. Like properly slept.",
    "I said sorry to her and she said it’s fine.",
    "The lady who does the talking thing drew it for me. I get it now.",
    "I like the new timetable. It’s got colours.",
    "I did all five days. ALL FIVE.",
    "I walked off before it kicked off. That’s good, innit?",
    "I got a merit. It’s for helping in Year 7 science.",
    "I’ve done three job applications. One of them wrote back.",
    "You’re all right, you know. You don’t write while I’m talking.",
)

TO_PANELS: tuple[tuple[str, str], ...] = (
    (
        "I know it was wrong. I want to say it to him myself.",
        "They meet in person, if he wants it too. A letter was the first idea.",
    ),
    (
        "I want someone who gets me to football.",
        "The first step is what the child asked for: a lift on Tuesdays and Fridays.",
    ),
    ("Please don’t make me go to an office in town. I get lost.", "Nothing happens at an office. It is all near home."),
    ("I’d rather fix the fence than write a letter.", "The letter became mending the fence, as the child offered."),
    (
        "I want to stay at my school. My friends are all I’ve got.",
        "The move of school is off the table. School joins the plan.",
    ),
    (
        "Can somebody talk to my school? They don’t listen to Mum.",
        "School was asked to the next meeting, because the child wanted them to hear it.",
    ),
    ("I don’t want a different worker.", "It will be one adult, and the same one, all the way."),
    ("Ask my nan. She’ll tell you I’m not like that.", "The grandmother comes to the first meeting."),
    (
        "I was scared. Nobody’s asked me that yet.",
        "We begin with what happened to the child, and only then with what the child did.",
    ),
    ("I’ll do it if it’s not in a group.", "One to one, not the group that was planned."),
    (
        "I need help with my temper. I’ve said that since Year 6.",
        "The therapist starts this month. It was going to be next year.",
    ),
    (
        "I don’t understand half of what they say. Can you tell me after?",
        "The worker explains the decision the same evening, in pictures.",
    ),
    ("I’ve got exams. Can it wait till after?", "The plan starts after the exams, as the child asked."),
    ("I can’t do Wednesdays. Wednesdays is my dad.", "Another day was chosen, so that the visit stays."),
    ("Don’t ring Mum at work.", "Calls are in the evening. The number at work is struck out."),
    ("I want to say it’s not all him. I hit first.", "The two are seen together and not one after the other."),
)
"""What children say to panels, and what it changed."""

HEARD: tuple[str, ...] = (
    "It stands first on the page that everybody reads.",
    "The plan begins with it.",
    "I told school, as we agreed, and they were glad to know.",
    "We found a way to do more of it: an hour a week.",
    "Everybody who works with you has read it now.",
    "It is one of your goals now, in your words.",
    "I wrote it down as you said it, and asked the others to do the same.",
    "Nothing could change this time. I said why.",
    "We moved our time, so that you do not miss it.",
    "I asked around, and there is a place near you that does it.",
    "I rang home about it with you next to me.",
    "We planned the next four weeks around it.",
)
"""What came of words that ask for nothing in particular."""

CHANGED = dict(ASKED_FOR)

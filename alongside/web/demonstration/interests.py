"""What invented children love, are good at and say. Written to sound like children, each with something of its own."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Interest:
    """Something a child cares about. ``goals`` are pairs: the child's words, and why it matters to the child.

    ``start_with`` is the strategy that everybody reads first.
    """

    about: str
    strengths: tuple[str, ...]
    words: tuple[str, ...]
    goals: tuple[tuple[str, str], ...]
    start_with: str


INTERESTS: tuple[Interest, ...] = (
    Interest(
        "bikes",
        (
            "Can take a bike apart and put it back with nothing left over. Patient with small, fiddly jobs.",
            "Fixes everyone’s bikes on the estate and never charges the little ones.",
        ),
        (
            "Bikes make sense. You can see what’s broken.",
            "If you want me to talk, give me something to fix.",
            "I did the whole gear set off a video. In Spanish. I don’t speak Spanish.",
        ),
        (
            ("Build a bike from parts and ride it to college", "I want something I did from start to end."),
            ("Help at the repair café on Saturdays", "People say thank you there."),
        ),
        "Start with bikes. School can wait ten minutes.",
    ),
    Interest(
        "baking",
        (
            "Bakes for the whole family on Sundays and shares without being asked. Careful and exact.",
            "Made a birthday cake for a teacher who was having a hard week. Notices how people feel.",
        ),
        (
            "My nan says my scones are better than hers. Don’t tell her I said.",
            "When I’m baking my head goes quiet.",
            "You can’t rush bread. I like that about it.",
        ),
        (
            ("Get on the catering course", "I’d be good at it and it’s not all writing."),
            ("Make the cakes for the summer fair", "I want people to know me for that, not the other thing."),
        ),
        "Talk while hands are busy: kitchen, drawing, walking.",
    ),
    Interest(
        "football",
        (
            "Goalkeeper for the under-14s. Never misses training and picks up the cones at the end.",
            "Reads a game well and lifts the team when they are losing.",
        ),
        (
            "I’m only good when I’m in goal. Everything else is too loud.",
            "Coach doesn’t shout. He just says ‘next one’.",
            "If I’m late it’s because I had to get my brother from school, not because I don’t care.",
        ),
        (
            ("Get back into the team by Easter", "It’s the one place I’m not in trouble."),
            ("Do the young referees’ course", "I know all the rules anyway."),
        ),
        "Say ‘next one’ after a mistake, as the coach does.",
    ),
    Interest(
        "drums",
        (
            "Drums by ear and keeps time for a whole band. Practises for hours when nobody tells anyone to.",
            "Taught two younger children a beat, one hand at a time. Very patient.",
        ),
        (
            "I’m not tapping to wind you up. I’m tapping because I’m listening.",
            "The music room is the only room I’ve never walked out of.",
            "I hear the beat before I hear the words.",
        ),
        (
            ("Play at the end-of-term concert", "Mum hasn’t seen me do something good at school since Year 4."),
            ("Have a lesson every week that nobody takes away", "They always stop it first when I mess up."),
        ),
        "Let fingers tap. It is how listening works here.",
    ),
    Interest(
        "horses",
        (
            "Calm and gentle with horses, even the difficult one. Up at six on Saturdays without an alarm.",
            "Looks after three ponies with an uncle and knows what each one needs.",
        ),
        (
            "Horses know if you’re pretending. Most people don’t.",
            "I’m not shy. I’m just working out if you’re all right.",
            "At the yard nobody asks me how I’m feeling. They give me a broom.",
        ),
        (
            ("Work at the yard one day a week and have it count as school", "I learn more there."),
            ("Learn to drive a sulky by myself", "My grandad did when he was ten."),
        ),
        "Stand beside, not opposite. Side by side is easier.",
    ),
    Interest(
        "drawing",
        (
            "Draws comics with real stories. Notices faces and remembers what people wore.",
            "Designed the mural by the skate park. Listens to what other children want in it.",
        ),
        (
            "I can draw what happened. I can’t say it.",
            "If you look at my drawings first you’ll get it quicker.",
            "Everyone in my comics gets a second go.",
        ),
        (
            ("Finish my comic and get it printed", "Forty pages. I’ve done nineteen."),
            ("Have one wall I’m allowed to paint", "So it’s not vandalism, it’s art."),
        ),
        "Offer pen and paper first. Ask what the drawing shows.",
    ),
    Interest(
        "little brother",
        (
            "Gets a younger brother to school every morning and knows all his favourite stories.",
            "Brilliant with small children. Gets down to their height and waits for them.",
        ),
        (
            "I don’t bunk off. I take Alfie in and then I’m late and then there’s no point.",
            "He only goes to sleep if I do the voices.",
            "Nobody’s asked who does breakfast. I do breakfast.",
        ),
        (
            ("Be on time three days a week without leaving my brother on his own", "He’s six."),
            ("Do work experience at a nursery", "I’m good with little kids, everyone says."),
        ),
        "Ask about the morning first. A late start has a reason.",
    ),
    Interest(
        "fishing",
        (
            "Knows every swim on the canal. Can sit still for five hours when it matters.",
            "Generous: gives spare tackle to children who have none, and shows them how.",
        ),
        (
            "People say I can’t concentrate. Come fishing then.",
            "You don’t have to talk when you’re fishing. That’s when I end up talking.",
            "I put them all back. They’ve got stuff to do.",
        ),
        (
            ("Get my own rod licence and go with Dad once a month", "We don’t argue by the water."),
            ("Do the bailiff’s helper thing", "You get a coat with a badge."),
        ),
        "Meet outdoors by water if you can. Leave long gaps.",
    ),
    Interest(
        "cars",
        (
            "Knows engines by their sound. Explains hard things so that anyone gets them.",
            "Turns up early to the garage on Saturdays and sweeps up without being asked.",
        ),
        (
            "I want to fix them, not nick them. That was one time.",
            "Put me in a garage and I’ll be on time for the rest of my life.",
            "My hands learn quicker than my head.",
        ),
        (
            ("Get a Saturday job at a garage", "I want to earn my own money and Mum to stop worrying."),
            ("Pass Level 1 mechanics", "It’d be my first certificate."),
        ),
        "Show it once with real things. Then let them try.",
    ),
    Interest(
        "singing",
        (
            "Sings in the gospel choir and remembers every part. Makes the new ones feel welcome.",
            "Writes songs at night and finds words for what others feel.",
        ),
        (
            "When I sing nobody interrupts.",
            "I’ve got a big voice. In choir that’s good, in maths it’s a detention.",
            "Ask me again later. I’ll say it better later.",
        ),
        (
            ("Sing my own song at open mic", "I’ve written eleven and only my cousin’s heard them."),
            ("Go back to choir on Thursdays", "I stopped when everything happened."),
        ),
        "Ask again later. The second answer is the real one.",
    ),
    Interest(
        "coding",
        (
            "Built a working game without a single lesson. Sticks with a problem for days.",
            "Helps the teacher when the screens break. Kind about other people’s mistakes.",
        ),
        (
            "A bug isn’t being naughty. It’s just a bug. You find out why.",
            "I don’t like surprises unless I made them.",
            "Tell me the rules at the start and I’ll follow them. Don’t make new ones up.",
        ),
        (
            ("Make a game that a stranger downloads", "So far it’s my mum and my mum again."),
            ("Have the timetable on my phone every Sunday night", "Then Monday isn’t a surprise."),
        ),
        "Say the rules and the times at the start. Keep to them.",
    ),
    Interest(
        "boxing",
        (
            "Trains three nights a week and has never hit anyone outside the ring since starting.",
            "Holds the pads for beginners and tells them what they did well.",
        ),
        (
            "At the gym if you lose your temper you lose. So I don’t.",
            "I like being tired properly.",
            "They all think I’m hard. I cry at dog films.",
        ),
        (
            ("Have my first proper bout", "You need a clean card and your homework done, that’s their rule."),
            ("Not get sent home for a whole half term", "I’ve got up to nine days."),
        ),
        "Offer a walk before talking when shoulders go up.",
    ),
    Interest(
        "animals",
        (
            "Hand-reared two hedgehogs. Gentle, and remembers every feed.",
            "Walks four neighbours’ dogs and they all listen. Reliable and kind.",
        ),
        (
            "Dogs don’t hold a grudge. You say sorry and that’s it.",
            "I’d rather clean out a stable than do a worksheet. Is that bad?",
            "My dog’s called Gravy. She comes to meetings.",
        ),
        (
            ("Volunteer at the rescue centre", "You have to be 14 and I’m 14 in March."),
            ("Go to animal care at college", "There’s one with llamas."),
        ),
        "Ask about the dog. Then ask the question.",
    ),
    Interest(
        "skating",
        (
            "Falls off a hundred times and gets up a hundred and one. Cheers for everybody.",
            "Keeps the skate park tidy and tells older ones when they go too far.",
        ),
        (
            "Nobody at the skate park cares what you did. They care if you land it.",
            "It’s not hanging about. It’s practising.",
            "I don’t sit well. I never have. Ask my nursery.",
        ),
        (
            ("Land a kickflip down the three", "I’ve been trying since August."),
            ("Get lights put up at the park", "Then we’re not in the dark where people say we’re up to stuff."),
        ),
        "Keep it moving. Ten minutes sitting is enough.",
    ),
    Interest(
        "hair",
        (
            "Plaits hair for half the year group before the prom. Makes people feel beautiful.",
            "Steady hands, great memory for people, and a way of making anyone laugh.",
        ),
        (
            "People tell you everything when you’re doing their hair. I never repeat it.",
            "I’m good at people. I’m not good at chairs in rows.",
            "Don’t ring me. Text me. I don’t pick up.",
        ),
        (
            ("Get a Saturday job in a salon", "Mrs Iqbal said she’d think about it if I get a reference."),
            ("Sort it out with Lily so we can sit together again", "It wasn’t even about what they said it was."),
        ),
        "Text rather than ring. A time and a place, no essay.",
    ),
    Interest(
        "trains",
        (
            "Knows every timetable from here to Penzance, and helps lost people at the station.",
            "Honest to a fault. Will tell you straight, and expects the same.",
        ),
        (
            "If you say ten o’clock, ten o’clock is when I start being worried.",
            "I’m not being rude. That was just the answer.",
            "Trains go where they said they would.",
        ),
        (
            ("Go to the railway museum without an adult holding my sleeve", "I know the way better than them."),
            ("Have somewhere quiet to eat lunch", "The dining hall smells of forty things."),
        ),
        "Be on time to the minute. Say at once if plans change.",
    ),
    Interest(
        "rapping",
        (
            "Writes bars with rhymes inside rhymes. Thinks fast and is very funny.",
            "Runs the lunchtime music club and gives the quiet ones the microphone first.",
        ),
        (
            "It’s not all about violence. Mine’s about my nan’s stairs.",
            "Teachers say I’ve got no vocabulary. I know four rhymes for orange.",
            "I say more in sixteen bars than in a whole interview.",
        ),
        (
            ("Record a track in a real studio", "There’s one at the youth centre but you need an adult."),
            ("Get my English to a pass", "I need it for the music course and I’m not even bad at it."),
        ),
        "Let the answer be a voice note if words on paper stick.",
    ),
    Interest(
        "gardening",
        (
            "Grew chillies on a windowsill and gave one to every neighbour. Thoughtful and steady.",
            "Works the allotment with Grandad and remembers what goes where.",
        ),
        (
            "Nothing grows if you keep digging it up to check.",
            "Me and Grandad don’t say much. We do the beans.",
            "I like stuff where you can see that you did it.",
        ),
        (
            ("Get the school garden going again", "It’s just nettles and a broken bench."),
            ("See Grandad every Sunday", "He’s not well and nobody’s saying it."),
        ),
        "Do something side by side. The talking comes by itself.",
    ),
    Interest(
        "gaming",
        (
            "Organises a team of five across three time zones and keeps the peace in it.",
            "Quick, strategic, and never makes fun of a beginner.",
        ),
        (
            "Online I’m the one people ask for help. I’d like to be that in a room.",
            "If I go quiet I haven’t stopped listening. I’m loading.",
            "School’s a game where nobody told me the controls.",
        ),
        (
            ("Start a gaming club that people actually come to", "With snacks. It needs snacks."),
            ("Sleep before midnight on school nights", "I’m tired all the time, it’s rubbish."),
        ),
        "Wait. Silence means loading, not ignoring.",
    ),
    Interest(
        "dance",
        (
            "Choreographed a whole routine and made sure that everyone had a moment in it.",
            "Learns any move by watching it once. Works hard and makes others braver.",
        ),
        (
            "I understand it when my body’s done it.",
            "I don’t like being looked at unless I’m dancing. Then look all you like.",
            "My solo got cut because I got excluded. That’s the bit I’m actually sad about.",
        ),
        (
            ("Dance in the Christmas show", "I’ve been in it every year since I was five."),
            ("Have one teacher I can go to when it gets too much", "Miss Farley would do it, I asked her."),
        ),
        "Show it or walk it through. Telling is not enough.",
    ),
    Interest(
        "history",
        (
            "Knows more about the First World War than most adults and tells it like a film.",
            "Looks after an old neighbour’s medals and visits every week.",
        ),
        (
            "I like history because you already know who was lying.",
            "I read fine. I just don’t read out loud. There’s a difference.",
            "Mr Dodd next door was at Suez. He calls me Professor.",
        ),
        (
            ("Go to the tank museum with someone who’ll let me read all the signs", "All of them."),
            ("Never have to read out loud in class again", "That’s when it always kicks off."),
        ),
        "Never ask for reading aloud. Private reading is fine.",
    ),
    Interest(
        "cooking for family",
        (
            "Cooks for five on a small budget, and makes sure that everyone gets seconds.",
            "Brings a pot of something to every meeting. Generous, proud, and a very good planner.",
        ),
        (
            "I’m the one who does tea. So when you keep me back till five there’s no tea.",
            "You can’t be cross with someone who’s feeding you.",
            "At home they need me. At school I’m just in the way.",
        ),
        (
            ("Get some help for Mum so that I can go to food tech club", "It’s on the day of her appointments."),
            ("Cook for the whole youth club once", "Forty people. I’ve costed it."),
        ),
        "Check who is at home needing tea before fixing a time.",
    ),
    Interest(
        "swimming",
        (
            "Swims lengths before school and taught a cousin to float. Calm in a crisis.",
            "Has three lifesaving badges and a very steady head.",
        ),
        (
            "Underwater’s the only place it’s properly quiet.",
            "I can hold my breath for a minute and a half. I do it in assemblies.",
            "I’d have been all right if they’d just let me go out for five minutes.",
        ),
        (
            ("Get my pool lifeguard at 16", "It’s a proper job with a whistle."),
            ("Have a card that lets me leave class for five minutes", "I’d come back. I always come back."),
        ),
        "Let them leave for five minutes. They come back.",
    ),
    Interest(
        "magic",
        (
            "Does card tricks that fool grown-ups, after months of practice in secret.",
            "Makes nervous people laugh within a minute.",
        ),
        (
            "A trick is just being kind about lying.",
            "I mess about when I can’t do the work. It’s a distraction technique. It’s called misdirection.",
            "Pick a card. No, go on. Then I’ll answer your question.",
        ),
        (
            ("Do a show at my nan’s care home", "She tells them all I’m famous already."),
            ("Be able to read well enough for the proper magic books", "The good tricks are all in books."),
        ),
        "When jokes come fast, the work is too hard. Make it smaller.",
    ),
    Interest(
        "building",
        (
            "Helped an uncle build a whole shed and can do the sums for it in the head.",
            "Strong, careful with tools, and looks out for the safety of others.",
        ),
        (
            "I can do maths if it’s a wall.",
            "My uncle doesn’t say ‘well done’. He hands you the next brick.",
            "I’m 16 and I’ve never had a certificate for anything. Not even swimming.",
        ),
        (
            ("Get my CSCS card and go on site with my uncle", "He’s got work for me the day I’ve got the card."),
            ("Finish Year 11 somewhere that has a workshop", "I can’t do another year of corridors."),
        ),
        "Put numbers on real things: a wall, a wage, a bus fare.",
    ),
    Interest(
        "reading",
        (
            "Reads a book in two days and argues about the ending like a lawyer.",
            "Helps in the library and finds the right book for everyone.",
        ),
        (
            "I know I’m clever. It’s just nobody’s ever said it to me in a nice voice.",
            "In books they tell you what the person’s thinking. It’s well easier.",
            "I got excluded from the library. The LIBRARY.",
        ),
        (
            ("Get my library card back at school", "I said sorry and I meant it."),
            ("Write to an author and get an answer", "I’ve got a list of four."),
        ),
        "Give it in writing as well. Words on paper stay still.",
    ),
    Interest(
        "climbing",
        (
            "Climbs at the top of the junior group and checks everybody’s knots twice.",
            "Plans three moves ahead and never gives up on a route.",
        ),
        (
            "Up there you can only think about your next hand.",
            "I trust Jaz because she’s held my rope.",
            "You lot all say ‘trust me’ like it’s a thing you can just say.",
        ),
        (
            ("Do the blue wall without a rest", "I’m two holds off."),
            ("Have the same worker all the way to the end", "I’ve had five. I counted."),
        ),
        "Do what was promised, in small pieces, every time.",
    ),
    Interest(
        "make-up and film",
        (
            "Makes short films with a phone and directs ten friends without a row.",
            "Great eye for detail. Thanks everyone in the credits, the caretaker included.",
        ),
        (
            "I’d do school if school had an edit button.",
            "I did the make-up so real that the paramedic believed it. It was a film. I said it was a film.",
            "I like a plan. I’m literally a director.",
        ),
        (
            ("Enter the young film-makers’ thing in March", "The theme’s ‘second chances’, which, hello."),
            ("Tell Mum about what happened, with someone there", "I’ve written her part too."),
        ),
        "Agree a plan with scenes: what, where, who, how long.",
    ),
    Interest(
        "cadets",
        (
            "Turns out perfectly ironed every Tuesday and looks after the new recruits.",
            "Takes responsibility seriously, and owns up when something goes wrong.",
        ),
        (
            "At cadets I know where to stand.",
            "I like being told straight. ‘Do this, then this.’ Not ‘how do you think that went’.",
            "I told the sergeant myself before anyone else could.",
        ),
        (
            ("Stay in cadets", "If I lose that I don’t know what I’d do."),
            ("Make lance corporal by the summer camp", "You have to have a good report from school."),
        ),
        "Say it straight: do this, then this. No riddles.",
    ),
    Interest(
        "sewing",
        (
            "Alters clothes for friends and makes last year’s coat look like this year’s.",
            "Concentrates for hours on something well made. Warm and witty.",
        ),
        (
            "You can unpick anything. It just takes longer than doing it right.",
            "My bag fell apart so I made a bag. That’s me in a nutshell.",
            "I don’t talk much in groups. I talk loads to one person.",
        ),
        (
            ("Sell five bags on my own", "I’ve got a name for it and everything."),
            ("Meet one person at a time, not a whole table", "I can’t think with six of you looking."),
        ),
        "One adult at a time. Whole tables are too many.",
    ),
)

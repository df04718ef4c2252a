"""What groups and branches answer: a response half done, one that is finished, and one that was sent long ago."""

from __future__ import annotations

from policyhub.cli.demo.stage import Stage, Strand
from policyhub.cli.demo.village import NAME
from policyhub.services import blocks, consultations, responses

GROUP = "rural-transport"
LIMITS = {4: 120, 6: 150, 9: 100}


def strands(stage: Stage) -> list[Strand]:
    """Three responses to two consultations."""
    return [_the_groups(stage), _the_branchs(stage), _rented_homes(stage)]


def _the_groups(stage: Stage) -> Strand:
    """Half answered: agreed passages, own words, a pointer, and everything that can stand in the way."""
    yield stage.day(-13, "19:45")
    consultation = stage.consultation_of(NAME)
    questions = stage.questions(consultation)
    for number, limit in LIMITS.items():
        one = questions[number - 1]
        consultations.change_question(
            stage.who("mair"), consultation, question=one.pid, text=one.text, number=one.number, word_limit=limit
        )
    response = responses.start_response(stage.who("mair"), stage.groups[GROUP], consultation=consultation)
    answers = dict(enumerate(stage.answers(response), start=1))
    mair, owen = stage.who("mair"), stage.who("owen")

    yield stage.day(-12, "20:15")
    blocks.add_prose(
        mair,
        answers[1],
        body="They are for getting to work and to school, to the doctor and the dance, and home again. Our members put "
        "the last of these first: nobody sets out who cannot get back.",
    )
    stage.quote("mair", answers[1], NAME, "2.1")
    responses.mark_complete(mair, answers[1])
    stage.quote("mair", answers[2], NAME, "2.2")
    responses.mark_complete(mair, answers[2])

    yield stage.day(-11, "21:20")
    stage.quote("owen", answers[3], NAME, "2.3")
    stage.adapt(
        "owen",
        answers[3],
        (
            "Buses that come when asked for have their place at the thin ends of a network.",
            "No. Buses that come when asked for have their place at the thin ends of a network, and nowhere else.",
        ),
    )
    responses.set_stance(owen, answers[3], stance="disagree")
    responses.mark_complete(owen, answers[3])

    yield stage.day(-9, "20:40")
    responses.set_stance(mair, answers[4], stance="partly")
    blocks.add_prose(
        mair,
        answers[4],
        body="We agree that planning should be shared, but not that it should be shared equally. Somebody must have "
        "the last word, and answer for it at the next vote and not at the next tender.",
    )
    stage.quote("mair", answers[4], NAME, "3.1")
    stage.quote("mair", answers[4], NAME, "3.2")
    stage.quote("mair", answers[4], NAME, "3.3")
    stage.quote("mair", answers[5], NAME, "4.2")
    responses.mark_complete(mair, answers[5])

    yield stage.day(-8, "19:05")
    stage.quote("owen", answers[6], NAME, "5.1", "Nobody should be kept at home by a fare.")
    stage.quote("owen", answers[6], NAME, "5.3")
    stage.quote("owen", answers[7], NAME, "5.2")
    responses.set_stance(owen, answers[7], stance="agree")
    responses.mark_complete(owen, answers[7])

    yield stage.day(-2, "20:00")
    blocks.add_prose(
        mair,
        answers[8],
        body="A bus whose floor meets the kerb, and a driver who has the time to let them meet. Both belong to the "
        "least that a village should be able to rely on.",
    )
    blocks.point_to_answer(mair, answers[8], question=questions[1].pid)


def _the_branchs(stage: Stage) -> Strand:
    """Arfon's own response to the same questions, finished: every member can read it."""
    yield stage.day(-11, "10:00")
    tom = stage.who("tom")
    consultation = stage.consultation_of(NAME)
    questions = stage.questions(consultation)
    response = responses.start_response(tom, stage.groups["arfon"], consultation=consultation)
    answers = dict(enumerate(stage.answers(response), start=1))
    own_words = {
        1: "For Mrs Roberts to see her sister in Bethesda and be home for the news. Ask any branch and you will hear "
        "of its own Mrs Roberts.",
        3: "No. Our on-demand bus must be booked by noon for the day after. Colds, funerals and sunshine do not book.",
        4: "Gwynedd should draw the routes, and the companies should say what it costs to run them. At the moment it "
        "is the other way round.",
        5: "A year. We had nine days for the 47.",
        6: "Our members differ, and have agreed to wait for what the council of the association decides.",
        8: "A shelter that a wheelchair fits into. We have measured thirty-one, and it fits into six.",
        9: "Once for the whole country, as it is for those who teach.",
        10: "When the depot in Caernarfon has a cable that can fill twenty buses a night. It has one that fills two.",
        11: "Thank you for asking in both languages. The Welsh form has no question 7.",
    }
    yield stage.day(-9, "10:30")
    for number, body in own_words.items():
        blocks.add_prose(tom, answers[number], body=body)
    yield stage.day(-8, "11:15")
    stage.quote("tom", answers[2], NAME, "2.2")
    blocks.add_prose(tom, answers[2], body="In our valley that would be nine more buses a day, and four more drivers.")
    stage.quote("tom", answers[4], NAME, "3.2")
    stage.quote("tom", answers[7], NAME, "5.2")
    blocks.point_to_answer(tom, answers[11], question=questions[6].pid)
    yield stage.day(-7, "10:00")
    for answer in answers.values():
        responses.mark_complete(tom, answer)
    for number, stance in ((2, "agree"), (3, "disagree"), (4, "partly"), (7, "agree"), (9, "no_view")):
        responses.set_stance(tom, answers[number], stance=stance)
    yield stage.day(-6, "18:05")
    responses.finish_response(tom, response)


def _rented_homes(stage: Stage) -> Strand:
    """Asked, answered from the paper on warm homes, and sent."""
    yield stage.day(-88, "09:10")
    fiona = stage.who("fiona")
    consultation = consultations.make_consultation(
        fiona,
        stage.groups["homes"],
        title="A fair standard for homes that are let",
        issuer="The Housing Office",
        reference="HO/2/31",
        closes_at=stage.workday(-60),
        questions=(
            {"number": "1", "text": "Should every home that is let be surveyed, and by whom?"},
            {"number": "2", "text": "How can work be done where there are several owners in one street?"},
            {
                "number": "3",
                "text": "Should a landlord be able to raise the rent after the work?",
                "choices": ("Yes, by as much as it cost", "Yes, by half of that", "No"),
                "word_limit": 60,
            },
            {"number": "4", "text": "How can those who rent be sure that the work was done well?"},
            {"number": "5", "text": "For how many years should money be set aside?"},
        ),
    )
    response = responses.start_response(fiona, stage.groups["homes"], consultation=consultation)
    answers = stage.answers(response)
    yield stage.day(-80, "20:00")
    for answer, number in zip(answers, ("2.1", "2.2", "2.4", "3.2", "4.2"), strict=True):
        stage.quote("fiona", answer, "warm-home", number)
        responses.mark_complete(fiona, answer)
    blocks.add_prose(
        stage.who("grace"),
        answers[2],
        body="We have met landlords who would put this into the lease themselves, if the next one had to do it too.",
    )
    responses.choose(fiona, answers[2], chosen=["No"])
    yield stage.day(-67, "21:00")
    responses.finish_response(fiona, response)
    yield stage.day(-64, "16:50")
    responses.mark_sent(fiona, response)

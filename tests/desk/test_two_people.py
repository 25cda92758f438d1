"""A level goes up at once with a reason, and down only when two people say why: until then the higher one stands."""

from __future__ import annotations

import json

import pytest
from desk.hands import RATIONALE, HandClock, answer_core, desk_on, handover_text, planned, say, threatened

from stalkdesk.contact.outcome import Override, standing
from stalkdesk.desk import deciding, ending, finishing, papers, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.typed import NotTaken
from stalkdesk.journal.home import Home
from stalkdesk.questions.answers import State

AGAIN = "Officer 2207 has the phone: the message was sent by a cousin about a horse, and both laughed at it today"
NO_CRIME = "Sgt 3310 read the whole exchange at the desk: her own brother wrote it, and she took it back at 14:20 today"


@pytest.fixture
def call(desk: Desk) -> Call:
    return threatened(desk)


def everywhere(desk: Desk, call: Call) -> set[str]:
    """The level in everything that tells it."""
    contact = call.contact
    record = showing.record_of(desk, contact, call.assessment)
    (line,) = (one for one in desk.overview().in_hand if one.id == contact.id)
    text = papers.text(desk, contact, call.assessment)
    short = papers.text(desk, contact, call.assessment, papers.SHORT)
    (first,) = (row for row in text.split("\n") if row.startswith("LEVEL "))
    (other,) = (row for row in short.split("\n") if row.startswith("LEVEL "))
    told = {first.removeprefix("LEVEL ").lower(), other.removeprefix("LEVEL ").lower()}
    return {finishing.level(call), record["level"], line.level, *told}


def how(call: Call) -> Override:
    return standing(call.contact, call.assessment).override


# Up


def test_anyone_raises_it_at_once_and_it_is_higher_everywhere(desk: Desk, call: Call) -> None:
    other = desk.open("call")
    answer_core(other)
    assert everywhere(desk, other) == {"standard"}
    for reason in ("", " ", ".", "--"):
        with pytest.raises(NotTaken, match="Type why it is higher"):
            finishing.raise_level(other, "high", reason)
    finishing.raise_level(other, "high", "she whispered, and he was in the room")
    assert everywhere(desk, other) == {"high"}
    assert "raised by 4471 to HIGH: she whispered" in papers.text(desk, other.contact, other.assessment)


def test_only_who_raised_it_takes_it_back(home: Home, clock: HandClock) -> None:
    """Else one person would lower what another knew."""
    with desk_on(home, clock, who="4471 Rao") as desk:
        call = desk.open("call")
        id = call.contact.id
        answer_core(call)
        finishing.raise_level(call, "high", "she whispered, and he was in the room")
    with desk_on(home, clock, who="6120 Osei") as desk:
        call = desk.resume(id)
        with pytest.raises(NotTaken, match="4471 Rao raised it"):
            finishing.take_back_raise(call)
        assert finishing.level(call) == "high"
        finishing.raise_level(call, "high", "and he has her keys")  # this one is theirs, the other stands under it
        finishing.take_back_raise(call)
        assert (everywhere(desk, call), call.contact.raised and call.contact.raised.reason) == (
            {"high"}, "she whispered, and he was in the room"
        )  # fmt: skip
        with pytest.raises(NotTaken, match="4471 Rao raised it"):
            finishing.take_back_raise(call)
    with desk_on(home, clock, who="PC 04471") as desk:
        call = desk.resume(id)
        finishing.take_back_raise(call)
        assert finishing.level(call) == "standard"


# Down: what is refused


@pytest.mark.parametrize(
    "rationale",
    [
        "",
        "not so bad",
        "Risk assessed, no concerns raised, no apparent risk, no further action, as discussed with supervisor.",
        "I'll end you, you and the dog, he said, to me",
        "he said he would do it with the bread knife from the drawer",
        "suspect outside in the white van by the gate",
        "not to come within two hundred metres of Mill Lane",
    ],
)
def test_a_rationale_without_substance_lowers_nothing(desk: Desk, call: Call, rationale: str) -> None:
    call.word("and he said he would do it with the bread knife from the drawer")
    call.fill("danger", 0, "suspect", "outside in the white van by the gate")
    call.fill("order", 1, "terms", "not to come within two hundred metres of Mill Lane")
    with pytest.raises(NotTaken):
        deciding.lower_level(call, "medium", rationale)
    assert (call.contact.lowering, everywhere(desk, call)) == (None, {"high"})


def test_the_words_of_the_rules_are_no_reason_against_them(call: Call) -> None:
    because = "; ".join(one.rule.because for one in call.assessment.concern.because)
    with pytest.raises(NotTaken, match="copied"):
        deciding.lower_level(call, "medium", f"{because} and {because}")


def test_a_rationale_serves_one_record_only(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock) as desk:
        call = threatened(desk)
        deciding.lower_level(call, "medium", RATIONALE)
        deciding.lower_level(call, "standard", RATIONALE)  # in the same one again
        other = threatened(desk)
        for text in (RATIONALE, RATIONALE.upper(), f"  {RATIONALE.replace(' ', ' , ')}..."):
            with pytest.raises(NotTaken, match="another record"):
                deciding.lower_level(other, "medium", text)
        for text in (f"{RATIONALE} indeed", RATIONALE.replace(" the ", " that ", 1)):  # a word more, or another one
            with pytest.raises(NotTaken, match="another record"):
                deciding.lower_level(other, "medium", text)
        deciding.lower_level(other, "medium", AGAIN)
        deciding.recorded_as(other, "no_crime", NO_CRIME)
    with desk_on(home, clock) as later:
        third = threatened(later)
        with pytest.raises(NotTaken, match="another record"):
            deciding.lower_level(third, "medium", RATIONALE)
        for field in ("harassment_only", "no_crime"):
            for text in (RATIONALE, NO_CRIME):
                with pytest.raises(NotTaken, match="another record"):
                    deciding.recorded_as(third, field, text)


def test_what_can_be_lowered_and_when(desk: Desk, call: Call) -> None:
    assert deciding.lower_levels(call) == ("medium", "standard")
    for level in ("high", "extreme", ""):
        with pytest.raises(NotTaken, match="under the one that stands"):
            deciding.lower_level(call, level, RATIONALE)
    early = say(desk.open("call"), threat_kill="yes")
    assert deciding.lower_levels(early) == ()
    with pytest.raises(NotTaken, match="Not enough was asked"):
        deciding.lower_level(early, "medium", RATIONALE)
    for not_there in (deciding.take_back_lowering, lambda call: deciding.agree_lowering(call, "5512 Hughes")):
        with pytest.raises(NotTaken, match="Nobody has asked"):
            not_there(call)


# The second person

SELF = (
    "4471",
    "4471 Rao",
    "04471 Rao",
    "004471 Rao",
    "PC 4471 Rao",
    "PC4471 Rao",
    "pc.4471, S. Rao",
    "44 71 Rao",
    "4-471 Rao",
    "4 4 7 1 Rao",
    "４４７１ Rao",
    "Rao (4471)",
    "٤٤٧١ Rao",
    "5512 Hughes for 4471",
)


@pytest.mark.parametrize("naming", SELF)
def test_whoever_asks_is_no_second_person_however_they_write_themselves(desk: Desk, call: Call, naming: str) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    with pytest.raises(NotTaken):
        deciding.agree_lowering(call, naming)
    assert (how(call), everywhere(desk, call)) == (Override.ASKED, {"high"})


@pytest.mark.parametrize(
    "naming", ["", "Hughes", "my sergeant", "5 Hughes", "5512", "PC 5512", "05512 x", "5512 " * 40]
)
def test_the_second_person_has_a_collar_number_and_a_name(call: Call, naming: str) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    with pytest.raises(NotTaken):
        deciding.agree_lowering(call, naming)
    assert how(call) is Override.ASKED


@pytest.mark.parametrize(
    "naming", ["5512 Hughes", "PS 5512 Hughes", "Siân Hughes, 05512", "4472 Rao", "471 Osei", "14471 Li"]
)
def test_another_number_is_another_person(desk: Desk, call: Call, naming: str) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, naming)
    assert (how(call), everywhere(desk, call)) == (Override.LOWERED, {"medium"})
    assert f"agreed by {naming}" in papers.text(desk, call.contact, call.assessment).replace("\n    ", " ")


def test_neither_who_took_the_call_nor_who_asks_is_the_second(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock, who="4471 Rao") as desk:
        id = threatened(desk).contact.id
    with desk_on(home, clock, who="6120 Osei") as desk:
        call = desk.resume(id)
        deciding.lower_level(call, "medium", RATIONALE)
        for naming in ("4471 Rao", "06120 Osei"):
            with pytest.raises(NotTaken, match="A second person has to agree"):
                deciding.agree_lowering(call, naming)
        deciding.agree_lowering(call, "5512 Hughes")
        assert finishing.level(call) == "medium"


def test_who_agreed_does_not_ask_and_agree_when_it_has_lapsed(home: Home, clock: HandClock) -> None:
    """Something new came up; the second person sits at the desk by then, and would weigh it alone."""
    with desk_on(home, clock, who="4471 Rao") as desk:
        call = threatened(desk)
        deciding.lower_level(call, "medium", RATIONALE)
        deciding.agree_lowering(call, "5512 Hughes")
        say(call, weapon=("yes", "last_2_weeks"))
        id = call.contact.id
    with desk_on(home, clock, who="5512 Hughes") as desk:
        call = desk.resume(id)
        assert how(call) is Override.LAPSED
        with pytest.raises(NotTaken, match="A second person has to agree"):
            deciding.agree_lowering(call, "5512 Hughes")
        assert finishing.level(call) == "high"
        deciding.agree_lowering(call, "3318 Osei")
        lowering = call.contact.lowering
        assert lowering is not None
        assert (lowering.by.who, lowering.second, finishing.level(call)) == ("5512 Hughes", "3318 Osei", "medium")


# Until then, and after


def test_until_two_people_agree_the_higher_one_stands_in_the_record_and_the_queue(desk: Desk, call: Call) -> None:
    agreed, asked = threatened(desk), call
    deciding.lower_level(asked, "standard", RATIONALE)
    deciding.lower_level(agreed, "standard", AGAIN)
    deciding.agree_lowering(agreed, "5512 Hughes")
    plain = desk.open("call")
    answer_core(plain)
    finishing.raise_level(plain, "medium", "her voice")
    for one in (agreed, plain, asked):
        finishing.read_back(one, agreed=True)
        desk.finish(planned(one))
    assert [(one.ref, one.level) for one in desk.overview().waiting] == [
        (asked.contact.ref, "high"),
        (plain.contact.ref, "medium"),
        (agreed.contact.ref, "standard"),
    ]
    found = showing.record_of(desk, *desk.read(asked.contact.id, log=False))
    assert (found["level"], found["override"]["kind"], found["override"]["second"]) == ("high", "asked", None)
    assert found["grade"]["proposed"] == "priority"
    words = handover_text(desk, asked.contact.id, log=False).replace("\n    ", " ")
    assert f"4471 asks for STANDARD; no second person has agreed, so HIGH stands: {RATIONALE}" in words
    found = showing.record_of(desk, *desk.read(agreed.contact.id, log=False))
    assert (found["level"], found["assessment"]["shown"], found["override"]["kind"]) == ("standard", "high", "lowered")
    assert "lowered from HIGH to STANDARD by 4471, agreed by 5512 Hughes" in handover_text(
        desk, agreed.contact.id, log=False
    ).replace("\n    ", " ")
    assert json.loads(json.dumps(found))["assessment"]["because"]  # the rules are still told


def test_it_survives_every_answer_that_adds_no_rule(desk: Desk, call: Call) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    say(call, suspect_known="yes", how_many="one", threat_kill=("yes", "earlier"), weapon="no", fear=State.UNKNOWN)
    call.fill("person", 1, "name", "Dan")
    assert (how(call), everywhere(desk, call)) == (Override.LOWERED, {"medium"})


def test_a_new_rule_above_it_makes_the_higher_one_stand_again_and_says_so(desk: Desk, call: Call) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    say(call, weapon=("yes", "last_2_weeks"))
    new = standing(call.contact, call.assessment)
    because = {one.rule.id: one.rule.because for one in call.assessment.concern.because}
    assert (new.override, len(new.new), everywhere(desk, call)) == (Override.LAPSED, 1, {"high"})
    seen = ending.ending(call, desk.labels).decided
    assert seen.waits and because[new.new[0]] in seen.override
    assert "something new came up, so HIGH stands" in papers.text(desk, call.contact, call.assessment).replace(
        "\n    ", " "
    )
    deciding.agree_lowering(call, "3318 Osei")  # both weigh it, the new reason too
    assert (how(call), finishing.level(call)) == (Override.LOWERED, "medium")
    say(call, strangulation="yes")
    assert (how(call), finishing.level(call)) == (Override.LAPSED, "high")


def test_a_rule_that_came_true_between_asking_and_agreeing_was_not_weighed(desk: Desk, call: Call) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    say(call, weapon=("yes", "last_2_weeks"))
    deciding.agree_lowering(call, "5512 Hughes")
    assert (how(call), everywhere(desk, call)) == (Override.LAPSED, {"high"})


def test_core_questions_that_open_again_make_the_higher_one_stand(desk: Desk, call: Call) -> None:
    deciding.lower_level(call, "standard", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    call.go("weapon")
    call.clear(sure=True)
    assert (how(call), everywhere(desk, call)) == (Override.LAPSED, {"high"})
    assert "not enough is asked now" in ending.ending(call, desk.labels).decided.override
    deciding.agree_lowering(call, "5512 Hughes")  # nobody agrees past what was never asked
    assert finishing.level(call) == "high"
    say(call, weapon="no")
    assert finishing.level(call) == "standard"


def test_a_raise_ends_a_lowering_and_forbids_another(desk: Desk) -> None:
    call = say(desk.open("call"), threat_harm="yes", fear="frightened")
    answer_core(call)
    deciding.lower_level(call, "standard", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    assert finishing.level(call) == "standard"
    finishing.raise_level(call, "high", "he is at the gate, she says")
    assert (call.contact.lowering, everywhere(desk, call)) == (None, {"high"})
    with pytest.raises(NotTaken, match="You raised the level yourself"):
        deciding.lower_level(call, "standard", RATIONALE)
    finishing.take_back_raise(call)
    assert (how(call), finishing.level(call)) == (Override.NONE, "medium")


def test_the_level_of_the_rules_comes_back_at_once_when_it_is_taken_back(desk: Desk, call: Call) -> None:
    deciding.lower_level(call, "medium", RATIONALE)
    deciding.agree_lowering(call, "5512 Hughes")
    deciding.take_back_lowering(call)
    assert (call.contact.lowering, everywhere(desk, call)) == (None, {"high"})


def test_what_another_raised_is_lowered_by_two_people_as_the_rules_are(home: Home, clock: HandClock) -> None:
    with desk_on(home, clock, who="4471 Rao") as desk:
        call = desk.open("call")
        answer_core(call)
        finishing.raise_level(call, "high", "he was in the room")
        desk.park(call)
    with desk_on(home, clock, who="6120 Osei") as desk:
        call = desk.resume(call.contact.id)
        with pytest.raises(NotTaken, match="only they can take that back"):
            finishing.take_back_raise(call)
        deciding.lower_level(call, "standard", RATIONALE)
        assert finishing.level(call) == "high"
        deciding.agree_lowering(call, "5512 Hughes")
        assert finishing.level(call) == "standard"


def test_a_raise_that_was_handed_over_takes_two_people_too(desk: Desk) -> None:
    call = desk.open("call")
    answer_core(call)
    finishing.raise_level(call, "high", "he was in the room")
    finishing.read_back(call, agreed=True)
    desk.finish(planned(call))
    call = desk.amend(call.contact.id, "the neighbour rang")
    assert not deciding.own_raise(call)
    with pytest.raises(NotTaken, match="was handed over"):
        finishing.take_back_raise(call)
    deciding.lower_level(call, "medium", RATIONALE)
    assert finishing.level(call) == "high"
    deciding.agree_lowering(call, "5512 Hughes")
    assert finishing.level(call) == "medium"


def test_a_pin_is_no_notice_and_the_notice_is_no_pin(desk: Desk, call: Call) -> None:
    call.note("he has her phone's pin, and watched her at the pin pad", "tech")
    assert not call.decision.not_outcomes
    call.note("a PIN was given last year", "tech")
    assert [one.phrases[0] for one in call.decision.not_outcomes] == ["PIN"]

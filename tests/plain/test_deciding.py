"""The decision line by line: the level and who set it, the grade, what could happen before, and the law."""

from __future__ import annotations

from plain.ends import AT_LEVEL, FACTS, HIGH, MEDIUM, beginning, happened, stands
from plain.handler import CORE, Handler

from stalkdesk.desk import deciding, finishing

# The level


def test_lowering_needs_substance_and_a_second_person(handler: Handler) -> None:
    typed = ("l", "low risk", "he left", f"+ for good. {FACTS}", "practice", "the sergeant", "5512 Hughes")
    heard = handler.types(*MEDIUM, *AT_LEVEL, *typed)
    asked = heard.lines.index(
        "Why only STANDARD? Facts: who, what, when, how it is known. Enter leaves the level as it is."
    )
    short = (
        "Say more: which facts, from whom, what has changed. At least 8 words. Begin with + to add to what you typed."
    )
    second = "Type the second person's collar number and name: 5512 Hughes."
    assert heard.lines[asked + 1 : asked + 12] == [
        short,
        "Why only STANDARD?",
        short,
        "Why only STANDARD?",
        "Kept. MEDIUM stands until a second person agrees, because: Parted within a year, or planning to leave.",
        "Who agrees? Collar number and name, as 5512 Hughes. Enter if nobody is there yet.",
        second,
        "Who agrees?",
        f"{second} Begin with + to add to what you typed.",
        "Who agrees?",
        "Kept: level STANDARD, lowered by practice and 5512 Hughes.",
    ]
    contact = handler.contact(heard.ref)
    assert contact.lowering and contact.lowering.said.rationale == f"he left for good. {FACTS}"
    assert not contact.words  # what was refused is no part of the caller's account
    assert stands(handler, heard.ref) == "STANDARD"


def test_it_is_kept_as_the_desk_keeps_it(handler: Handler) -> None:
    typed = handler.types(*MEDIUM, *AT_LEVEL, "l", FACTS, "5512 Hughes")
    other = handler.types(*MEDIUM)
    with handler.desk() as station:
        call = station.desk.resume(station.desk.line(other.ref).id)
        begun = len(list(station.desk.events(call.contact.id)))
        finishing.read_back(call, agreed=True)
        deciding.lower_level(
            call,
            "standard",
            "Officer 2207 saw the parcel: a birthday present from an aunt, posted in Leeds with her own card inside",
        )
        deciding.agree_lowering(call, "5512 Hughes")
        desk = call.contact
    found = handler.contact(typed.ref)
    assert found.lowering and desk.lowering
    assert found.lowering.said.over == desk.lowering.said.over
    kinds = [kind for kind, _ in happened(handler, desk.ref)][begun - 1 :]
    assert [kind for kind, _ in happened(handler, typed.ref)][-3:] == kinds


def test_the_higher_level_stands_while_the_second_person_is_not_there(handler: Handler) -> None:
    heard = handler.types(*MEDIUM, *AT_LEVEL, "l", FACTS, "", ":back")
    assert stands(handler, heard.ref) == "MEDIUM"
    agreed = handler.types(*AT_LEVEL, "l", "5512 Hughes", args=("--resume", heard.ref))
    asks = f"practice asks for STANDARD. MEDIUM stands until a second person agrees: {FACTS}"
    assert agreed.lines.count(asks) == 1
    assert "l the second person agrees, u to take the lowering back." in agreed.after(asks)
    assert stands(handler, heard.ref) == "STANDARD"
    back = handler.types(*AT_LEVEL, "u", args=("--resume", heard.ref))
    assert "Kept: the lowering is taken back. Level MEDIUM." in back.lines
    assert handler.contact(heard.ref).lowering is None


def test_a_lowering_that_lapsed_is_said_with_what_came_up(handler: Handler) -> None:
    new = (":back", "/contact over children", "y")
    heard = handler.types(*MEDIUM, *AT_LEVEL, "l", FACTS, "5512 Hughes", *new, *AT_LEVEL, "l", "5512 Hughes")
    lapsed = (
        "It was lowered to STANDARD, and since then: Disputes over seeing the children. MEDIUM stands until both weigh "
        "that."
    )
    assert heard.lines.count(lapsed) == 1
    assert heard.lines.count("Kept: level STANDARD, lowered by practice and 5512 Hughes.") == 2
    assert stands(handler, heard.ref) == "STANDARD"


def test_a_raise_is_given_and_taken_back_and_can_be_left(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_LEVEL, "1", "n", "", "she knows him", ":back", *AT_LEVEL, "t", "calls mixed up")
    assert "“n” says too little. Type it in words." in heard.lines
    assert "Type why it is higher." in heard.lines
    assert "Kept: level MEDIUM, raised by you." in heard.lines
    assert heard.lines.count("Raised to MEDIUM: she knows him") == 1
    assert "Kept: the raise is taken back. Level STANDARD." in heard.lines
    left = handler.types(*MEDIUM, *AT_LEVEL, "l", "", "")
    assert handler.contact(left.ref).lowering is None
    assert beginning(left, "Kept: grade")


def test_too_little_asked_can_not_be_lowered(handler: Handler) -> None:
    heard = handler.types(*CORE[:8], "y", "1", ":finish", "1", "y", "s", "", "l")
    assert "Treat it as at least this, and ring back." in heard.lines
    assert not any(" to lower it " in line for line in heard.lines)


# The grade, and what could happen before


def test_grades_have_the_names_and_times_of_the_force(handler: Handler) -> None:
    begun = handler.types(*CORE)
    with handler.desk() as station:
        folder = station.desk.journal.folder / "force"
    folder.mkdir()
    mark = "source: K, last_checked: 2026-11-21, verified: false"
    grades = f"  - {{id: scheduled, name: Grade 4, target: 48 hours, {mark}}}\n"
    (folder / "forces.yaml").write_text(f"format: 1\ngrades:\n{grades}")
    heard = handler.types(*AT_LEVEL, "", "4", args=("--resume", begun.ref))
    prompt = (
        "Enter for Grade 4; 1 Immediate; 2 Priority; 3 Same day; 4 Grade 4, 48 hours. :thrive says the THRIVE lines."
    )
    assert "Grade proposed: Grade 4, because not HIGH, and no danger now." in heard.lines
    assert heard.after(prompt) == "Kept: grade Grade 4."
    assert "·" not in heard.out
    (folder / "forces.yaml").write_text("format: 9\n")
    heard = handler.types(*AT_LEVEL, "", "", "", args=("--resume", begun.ref))
    assert beginning(heard, "The force's own guidance is not used:")


def test_danger_said_at_the_grade_is_weighed_at_once(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_LEVEL, "", ":danger", "the shop", "", "", "", "", "", "")
    assert "Grade proposed: Immediate, because the danger form was used." in heard.lines
    grade = handler.contact(heard.ref).grade
    assert grade and (grade.grade, grade.reason) == ("immediate", "")


def test_what_could_happen_before_officers_arrive(handler: Handler) -> None:
    at = (*AT_LEVEL, "", "")
    heard = handler.types(*HIGH, *at, "y", "he may come back", ":back", *at, "t", ":back", *at, "")
    asked = beginning(heard, "What could happen before officers arrive?")
    names = "What could happen before officers arrive? The answers name: there is a threat to kill."
    assert asked == [
        f"{names} Enter for none.",
        "What could happen before officers arrive?",
        f"{names} Yours now: he may come back. Type it anew, t alone takes it back, Enter leaves it.",
        f"{names} Enter for none.",
    ]
    assert heard.after(asked[2]) == "Taken back."
    assert "interim" not in handler.contact(heard.ref).decision


def test_thrive_and_the_law_are_said_on_request_anywhere(handler: Handler) -> None:
    heard = handler.types(*HIGH, "/followed or watched", "y", "1", ":law", *AT_LEVEL, "", ":thrive", "")
    assert "Harm: fear: Uneasy or worried." in heard.lines
    prompt = next(line for line in heard.lines if line.endswith(":thrive says the THRIVE lines."))
    assert heard.lines.count(prompt) == 2  # once more after it
    detail = "Supported: A threat to kill them or somebody else, word for word: threat to kill yes (last 2 weeks)."
    assert heard.lines.count(detail) == 1
    assert not any(line.endswith("..") for line in heard.lines)


# The law


def test_each_offence_is_a_line_the_principal_one_first(handler: Handler) -> None:
    heard = handler.types(*HIGH, "/followed or watched", "y", "1", *AT_LEVEL, "", "", "", "")
    start = heard.lines.index("Offences to consider:")
    end = next(at for at, line in enumerate(heard.lines) if line.endswith("powers to consider; :law says them."))
    offences = heard.lines[start + 1 : end]
    assert [" principal, suggested" in line for line in offences] == [True, *[False] * (len(offences) - 1)]
    assert [offence.split(",")[0] for offence in offences[1:]] == ["Threats to kill", "Stalking"]
    assert heard.lines[start - 1] == "Stalking unless it is shown to be harassment only."
    assert not beginning(heard, "Supported:")
    none = handler.types(*CORE, *AT_LEVEL, "", "", "", "")
    assert "The answers so far point to no offence. That decides nothing." in none.lines


def test_harassment_only_and_no_crime_need_a_rationale(handler: Handler) -> None:
    facts = "Friends fell out over a car he sold her: one message since, and both say so"
    at = (*AT_LEVEL, "", "", "")
    heard = handler.types(*CORE, *at, "h", "no risk", facts, "c", "", "", ":back", *at, "h", "t", "h", "", "")
    assert "Kept: harassment only." in heard.lines
    assert heard.lines.count(f"Recorded as harassment only: {facts}") == 1
    assert "Taken back: harassment only." in heard.lines
    fields = [body for _, body in happened(handler, heard.ref) if "harassment_only" in str(body)]
    assert len(fields) == 2
    assert not handler.contact(heard.ref).decision.get("harassment_only")


def test_words_that_are_no_outcome_are_remarked_on_once(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_LEVEL, "", "", "we give him a PIN tonight", "", "n", "words of advice given", "y")
    pin = beginning(heard, "These notices are no longer used for stalking")
    assert len(pin) == 1
    assert heard.lines.index(pin[0]) < heard.lines.index("Stalking unless it is shown to be harassment only.")
    more = handler.types(
        *CORE, *AT_LEVEL, "", "", "we give him a PIN tonight", "", "n", "words of advice given", "y", "y", "y", "p"
    )
    with handler.desk() as station:
        remarks = {one.note for one in station.desk.resume(station.desk.line(more.ref).id).decision.not_outcomes}
    assert len(remarks) == 2
    assert [more.lines.count(one) for one in remarks] == [1, 1]

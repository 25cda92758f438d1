"""The whole end of a call line by line: advice, the plan, an amendment, and the record that is final."""

from __future__ import annotations

import re
import resource
from collections.abc import Sequence
from pathlib import Path

from plain.ends import AT_PLAN, FACTS, HIGH, beginning, happened, stands
from plain.handler import CORE, FINISH, LINUX, TO_THE_PLAN, Handler, tell, until

from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.desk import deciding
from stalkdesk.plain.picking import walk

NUMBER = re.compile(r"\b0\d{3} ?\d{3}")
PLAN_KEYS = "y done, n not done, x not possible, b the one before."
WHOLE: Sequence[str] = (
    *HIGH,
    *(":finish", "y"),
    *("y", "n", "x", "s", "n", "y", "s"),  # advice, no message, 999 named
    *("l", FACTS, "5512 Hughes"),
    *("1", "she is on her own tonight"),
    "he has a key to the back door",
    "",
)


def test_a_whole_call_from_the_first_line_to_the_final_one(handler: Handler) -> None:
    begun = handler.types(*WHOLE)
    assert stands(handler, begun.ref) == "MEDIUM"
    acts = handler.plan(begun.ref)
    told = [line for line in acts if line != "y"]
    heard = handler.types(":finish", "y", "", "", "", "", "", *acts, "y", args=("--resume", begun.ref))
    assert heard.status == 0
    contact = handler.contact(begun.ref)
    assert contact.stage is Stage.FINISHED
    assert contact.advised == {
        "advice:believed": "given",
        "advice:silent_solution": "declined",
        "advice:ring_999": "not_safe",
        "service:police_999": "given",
    }
    assert contact.decision == {"message_safe": "no", "interim": "he has a key to the back door"}
    assert contact.lowering and contact.grade
    assert (contact.lowering.said.level, contact.lowering.second) == ("medium", "5512 Hughes")
    assert (contact.grade.grade, contact.grade.reason) == ("immediate", "she is on her own tonight")
    assert {act.said.state for act in contact.acts.values()} == {"done"}
    assert [act.said.told for act in contact.acts.values() if act.said.told] == told
    handover = heard.lines[heard.lines.index("The handover:") :]
    assert any("he has a key to the back door" in line for line in handover)
    assert handover[-1] == f"{begun.ref} is final. The call is over."


def test_wherever_the_input_ends_everything_said_before_it_is_kept(handler: Handler, tmp_path: Path) -> None:
    whole = handler.types(*WHOLE)
    every = happened(handler, whole.ref)
    held = 0
    for last in range(len(HIGH) + 1, len(WHOLE)):
        other = Handler(tmp_path / str(last))  # a desk of its own: no two records are lowered with the same words
        cut = other.types(*WHOLE[:last])
        kept = happened(other, cut.ref)
        assert (cut.status, other.contact(cut.ref).stage) == (1, Stage.OPEN)
        assert kept == every[: len(kept)]
        assert held <= len(kept) <= len(every)
        held = len(kept)
    assert held == len(every)


# Advice


def test_advice_is_put_item_by_item_and_a_slip_is_put_right(handler: Handler) -> None:
    heard = handler.types(*CORE, ":finish", "y", "y", "", "q", "b", "b", "t", "yes", "s")
    first = "Now: You are believed. It is not your fault. You were right to tell us."
    assert heard.out.count("Advice to read out, 13 lines.") == 1
    assert heard.after("Kept: read back and agreed.").startswith("Advice to read out, 13 lines. y given, n declined")
    assert beginning(heard, first) == [first, f"{first} Said already: given; t takes it back."]
    assert "“q” is no choice here." in heard.lines
    assert "Taken back." in heard.lines
    # Taken back and on: the yes is that of the line after it.
    assert handler.contact(heard.ref).advised == {"advice:silent_solution": "given"}


def test_no_number_is_said_before_the_caller_was_asked_about_messages(handler: Handler) -> None:
    heard = handler.types(*CORE, ":finish", "y", "s", "")
    question = beginning(heard, "Is it safe to leave a message, text or email?")
    assert len(question) == 1
    assert heard.after(question[0]).startswith("Level STANDARD")
    assert not NUMBER.search(heard.out)
    asked = handler.types(*CORE, ":finish", "y", "s", "x", "u", "", "", "s")
    assert "“x” is no choice here." in asked.lines
    first = NUMBER.search(asked.out)
    assert first and first.start() > asked.out.index("Kept: not known.")
    assert handler.contact(asked.ref).decision == {"message_safe": "not known"}


def test_services_for_this_caller_come_first_and_the_others_on_request(handler: Handler) -> None:
    heard = handler.types(*CORE, ":finish", "y", "s", "y", "s")
    assert "Services meant for this caller, 8. The same keys. o lists the others." in heard.lines
    assert "Paladin" not in heard.out
    more = handler.types(*CORE, ":finish", "y", "s", "y", *[""] * 8, "o", "44", "4", "y", "")
    assert "o lists 10 more, for others or elsewhere; they may choose them. Enter goes on." in more.lines
    assert "4 Paladin: 020 3866 4107. Advocates for those stalked who are at high risk." in more.lines
    assert "“44” is no choice here." in more.lines
    assert more.out.count("020 3866 4107") == 1
    assert handler.contact(more.ref).advised == {"service:paladin": "given"}
    at_once = handler.types(*CORE, ":finish", "y", "s", "y", "o", "2", "x", "")
    assert handler.contact(at_once.ref).advised == {"service:juno_womens_aid": "not_safe"}


def test_what_was_told_is_not_gone_through_again_unless_asked(handler: Handler) -> None:
    again = (":back", ":finish", "y")
    heard = handler.types(*CORE, ":finish", "y", "y", "s", "y", "s", *again, "", *again, "a", "n", "s", "", "s")
    prompt = "Advice and services: 1 said; safe to leave a message: yes. Enter goes on, a goes through them again."
    assert heard.lines.count(prompt) == 2
    assert heard.after(prompt).startswith("Level STANDARD")
    assert "Now: yes. Enter leaves it." in heard.out
    contact = handler.contact(heard.ref)
    assert (contact.advised, contact.decision) == ({"advice:believed": "declined"}, {"message_safe": "yes"})


def test_a_silent_caller_is_told_nothing_that_can_be_overheard(handler: Handler) -> None:
    heard = handler.types(*CORE, ":silent", ":finish", "2", "s", "")
    said = beginning(heard, "They said it is not safe to talk.")
    assert [line.split(". ")[1].split(":")[0] for line in said] == [
        "Don't read it out",
        "Say nothing that can be overheard.",
    ]
    assert "Read this to the caller:" not in heard.lines


# The plan


def test_the_plan_can_not_be_passed_over(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_PLAN, "", "", "q", "y", "n", "9", "2", "x", "", "x", "...", "4", "y", "n")
    contact = handler.contact(heard.ref)
    passed = "This can't be passed over: say what became of it. :back leaves the end and keeps what was said."
    first = "Safeguarding: Put the safe way and times to reach them on the log, where all will see it."
    assert (heard.lines.count(passed), heard.lines.count(first)) == (1, 2)
    assert "The plan, 4 open. " + PLAN_KEYS in heard.lines
    assert [*contact.acts] == ["safe_contact", "triage", "tool_sst", "tool_dash"]
    assert "“9” is no reason. Type it in words, or its number." in heard.lines
    assert "Type why, in words." in heard.lines
    assert [(act.said.state, act.said.reason) for act in contact.acts.values()] == [
        ("done", ""),
        ("not_done", deciding.WHY_NOT_DONE[1]),
        ("not_possible", deciding.WHY_NOT_POSSIBLE[3]),
        ("done", ""),
    ]
    assert contact.stage is Stage.OPEN
    assert heard.after("Nothing of the plan is open.") == "Suggested queue: DAIU (domestic abuse). The unit decides."


def test_what_is_lost_first_is_said_with_the_action(handler: Handler) -> None:
    heard = handler.types(*HIGH, "/followed or watched", "y", "1", *AT_PLAN)
    lost = "; before they are written over, often in days."
    assert heard.after("The plan, 10 open. " + PLAN_KEYS).endswith(lost)


def test_a_call_is_never_final_while_an_action_is_open(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_PLAN, "y", "y", "y", "b", "t", ":back", ":finish", "y", *TO_THE_PLAN)
    assert "So far: done. Enter leaves it, t opens it again." in heard.out
    assert heard.lines[-3] == "The plan, 2 open. " + PLAN_KEYS
    contact = handler.contact(heard.ref)
    assert [act.said.state for act in contact.acts.values()].count("done") == 2


def test_who_was_told_is_asked_for(handler: Handler) -> None:
    begun = handler.types(*HIGH)
    acts = handler.plan(begun.ref)
    at = acts.index("5512 Hughes, 14:20")
    typed = (*AT_PLAN, *acts[: at - 1], "y", "", "y", "y", "...", "5512 Hughes, 14:20")
    heard = handler.types(*typed, args=("--resume", begun.ref))
    asked = [line for line in heard.lines if line.startswith("Who was told, and when?")]
    long = "Who was told, and when? As 5512 Hughes, 14:20. Enter goes back to the action."
    assert asked == [long, long, "Who was told, and when?", "Who was told, and when?"]
    assert "“y” says too little. Type it in words." in heard.lines
    assert "Type who was told, by name or collar number, and when: Sgt Okafor, 14:20." in heard.lines
    told = [act.said.told for act in handler.contact(begun.ref).acts.values() if act.said.told]
    assert told == ["5512 Hughes, 14:20"]


def test_at_the_last_question_the_plan_can_be_gone_through_again(handler: Handler) -> None:
    heard = handler.types(*CORE, *FINISH[:-1], "", "maybe", "p", "n", "3", "", "", "", "y")
    assert heard.status == 0
    assert "This needs a y or an n." in heard.lines
    contact = handler.contact(heard.ref)
    first, *others = contact.acts.values()
    assert (first.said.state, first.said.reason) == ("not_done", deciding.WHY_NOT_DONE[2])
    assert {act.said.state for act in others} == {"done"}


def test_danger_in_the_middle_of_the_plan_keeps_what_was_said(handler: Handler) -> None:
    heard = handler.types(*CORE, *AT_PLAN, "y", ":danger", "the shop", ":back", "y", "y", "y", "y")
    contact = handler.contact(heard.ref)
    assert contact.danger == {"location": "the shop"}
    assert len(contact.acts) == 4
    # What is proposed has changed: the grade is asked for again before anything is final.
    assert "The answers now propose immediate. Set the grade again." in heard.lines
    assert contact.stage is Stage.OPEN


@LINUX
def test_a_full_disk_in_the_plan_is_said_and_tried_again(handler: Handler) -> None:
    process = handler.process()
    tell(process, *CORE, *AT_PLAN)
    until(process, "Safeguarding:")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    tell(process, "y")
    heard = until(process, "Make room.")
    assert not any(line.startswith("Kept") for line in heard)
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    tell(process, "")
    until(process, "Kept: done.")
    out, err = process.communicate()
    assert err == b""
    assert len(handler.contact(out.decode().split()[-1]).acts) == 1


# An amendment


def amended(handler: Handler) -> Contact:
    """A final record opened again."""
    done = handler.types(*CORE, *FINISH)
    with handler.desk() as station:
        return station.desk.amend(station.desk.line(done.ref).id, "the house number was wrong").contact


def test_an_amendment_without_a_change_can_be_dropped(handler: Handler) -> None:
    ref = amended(handler).ref
    heard = handler.types(":finish", "perhaps", "y", args=("--resume", ref))
    assert heard.after("This amends revision 1: the house number was wrong").startswith("Nothing was changed.")
    assert "This is a yes or a no." in heard.lines
    assert "Dropped. Revision 1 stands." in heard.lines
    contact = handler.contact(ref)
    assert (contact.stage, contact.revision) == (Stage.FINISHED, 1)
    assert heard.status == 0


def test_an_amendment_with_a_change_becomes_the_next_revision(handler: Handler) -> None:
    ref = amended(handler).ref
    left = handler.types(":finish", "n", args=("--resume", ref))
    assert beginning(left, "The read-back is done.")  # on with it
    heard = handler.types("/where they are", "14 High Street", *FINISH[:8], "y", args=("--resume", ref))
    assert heard.lines.count("This amends revision 1: the house number was wrong") == 1
    assert not beginning(heard, "Nothing was changed.")
    assert not beginning(heard, "The plan,")  # nothing of it is open
    contact = handler.contact(ref)
    assert (contact.stage, contact.revision) == (Stage.FINISHED, 2)


# The lines


def test_nothing_a_screen_reader_stumbles_over_is_said(handler: Handler) -> None:
    heard = handler.types(*WHOLE, *handler.plan(handler.types(*HIGH).ref))
    end = "\n".join(heard.lines[heard.lines.index("Read this to the caller:") :])
    assert not set("◆▲○●✓✗⊘…·│┌─▸–") & set(end)
    assert "  " not in end


def test_a_line_is_gone_back_to_and_put_again() -> None:
    keys = iter(["b", "", "again", "y", "b", "s"])
    put: list[int] = []

    def at(place: int) -> str:
        put.append(place)
        return next(keys)

    assert walk(range(3), at, ("s",)) == "s"
    assert put == [0, 0, 1, 1, 2, 1]
    assert walk((), at) == ""

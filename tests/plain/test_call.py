"""A call line by line comes to the same record as the desk itself makes of the same answers."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from plain.handler import ALLOWED, CORE, FINISH, TO_THE_PLAN, Handler

from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.keys import KEYS
from stalkdesk.plain.commands import COMMANDS
from stalkdesk.plain.forms import DISPATCH
from stalkdesk.sync import outbox

NO_KEY = re.compile(r"(?<![\w-])F\d")
"""A key of the screens; not a part of a reference, as PR-DKF8 or PR-F8KD."""


@pytest.mark.parametrize("locale", ["C", "en_GB.ISO-8859-1"])
def test_a_whole_call_ends_in_a_record_that_the_force_system_has(handler: Handler, locale: str) -> None:
    typed = "\n".join([*CORE[:2], "12 High Street, café", *CORE[3:], *FINISH, ""])
    process = handler.process(LC_ALL=locale, PYTHONIOENCODING="latin-1")
    out, err = process.communicate(typed.encode())
    said = out.decode()
    assert (process.returncode, err) == (0, b"")
    assert ALLOWED.fullmatch(said)
    assert "Kept: where they are, 12 High Street, café." in said
    order = [
        "FINAL. Reference PR-",
        "NOT YET IN FORCE SYSTEM",
        "In the force system as PRACTICE/",
        "The handover:",
        "OFFICIAL-SENSITIVE",
        "is final. The call is over.",
    ]
    places = [said.index(words) for words in order]
    assert places == sorted(places)
    with handler.desk() as station:
        rows = outbox.counts(station.desk.journal.db)
        assert rows == {"delivered": 1}


def test_the_journal_holds_what_the_desk_would_have_kept(handler: Handler) -> None:
    typed = (*CORE[:6], "y", "2", "n", "y", "t I will end you", "u", "u", *CORE[10:12], "x", "d", "3", "n")
    heard = handler.types(*typed)
    line = handler.contact(heard.ref)
    with handler.desk() as station:
        typed_events = [(event.kind, event.body) for event in station.desk.events(line.id)][1:]
        call = station.desk.open("call")
        for value in ("no", "yes"):
            call.choose(f"value:{value}")
        call.type("12 High Street")
        call.choose("value:no")
        call.type("text, not after six")
        call.choose("value:ex_partner")
        call.choose("value:yes")
        call.choose("recency:last_3_months")
        call.choose("value:no")
        call.choose("value:yes")
        call.note("I will end you")
        call.choose("recency:")
        call.choose("state:unknown")
        call.choose("value:uneasy")
        call.type("that he comes back")
        call.choose("state:unsafe")
        call.choose("state:declined")
        for key in ("over_year", "no"):
            call.choose(f"value:{key}")
        desk = call.contact
        desk_events = [(event.kind, event.body) for event in station.desk.events(desk.id)][1:]
    assert line.answers == desk.answers
    assert line.notes == desk.notes == {"threat_kill": "I will end you"}
    assert typed_events == desk_events  # all but the first, which holds the reference


def test_the_question_is_said_whole_with_its_keys(handler: Handler) -> None:
    heard = handler.types(*CORE[:9])
    start = heard.lines.index("Threats and violence, question 1 of 9, core.")
    assert heard.lines[start : start + 5] == [
        "Threats and violence, question 1 of 9, core.",
        "As written: “Have they said or hinted they would kill or badly hurt anyone?”",
        "Why: A threat to kill is taken at its word.",
        "y yes, n no, u not known, d declined, x not safe.",
        "Answer:",
    ]
    assert "Own words: “Where are you now?”" in heard.lines
    assert "Type it on one line, or :u not known, :d declined, :x not safe. Enter moves on." in heard.lines
    assert "2: Former partner" in heard.lines


def test_when_it_last_happened_is_a_question_of_its_own(handler: Handler) -> None:
    heard = handler.types(*CORE[:6], "y", "1", "y", "u", "y", "3")
    keys = "1 in the last 2 weeks, 2 in the last 3 months, 3 earlier than that, u caller doesn't know when."
    assert heard.after("At home or work: when did it last happen?") == keys
    assert "Kept: at home or work, yes (last 2 weeks)." in heard.lines
    assert "Kept: got inside, yes, not known when." in heard.lines
    answers = handler.contact(heard.ref).answers
    recencies = [answers[id].recency for id in ("home_visits", "got_inside", "threat_kill")]
    assert recencies == ["last_2_weeks", None, "earlier"]


def test_the_level_is_said_when_it_changes_and_only_then(handler: Handler) -> None:
    heard = handler.types(*CORE[:8], "y", "1", "y", "1")
    levels = [line for line in heard.lines if line.startswith("Level now")]
    assert levels == ["Level now HIGH, was MEDIUM: A threat to kill or badly hurt, in words or by hint."]


def test_a_level_that_would_fall_is_confirmed_first(handler: Handler) -> None:
    told = ("/who it is", "2", "/when they parted", "1", "/who it is", "3")
    left = handler.types(*told, "n")
    assert (
        "This would stop counting: when they parted. If you do, the level falls from MEDIUM to STANDARD." in left.lines
    )
    assert left.lines.index("Left as it was.")
    assert handler.contact(left.ref).answers["relationship"].value == "ex_partner"
    done = handler.types(*told, "perhaps", "y")
    assert "This is a yes or a no." in done.lines
    assert "No longer counts (kept): when they parted." in done.lines
    contact = handler.contact(done.ref)
    assert (contact.answers["relationship"].value, contact.answers["separated_when"].value) == (
        "family",
        "within_month",
    )


def test_several_options_on_one_line_and_enter_moves_on(handler: Handler) -> None:
    heard = handler.types("/ways of contact", "1 3 4", "3", "1,9", "2 z", "")
    kept = [line for line in heard.lines if line.startswith("Kept:")]
    assert kept == [
        "Kept: ways of contact, Calls, Letters and notes, Gifts and flowers.",
        "Kept: ways of contact, Calls, Gifts and flowers.",
        "Kept: ways of contact, Gifts and flowers, Courts and complaints.",
    ]
    assert "“2 z” is no answer here. Type one of 1 2 3 4 5 6 7 8 9 n u d x; :again says what they mean." in heard.lines
    assert heard.lines[-2] == "Answer:"
    assert handler.contact(heard.ref).position == "tech"
    none = handler.types("/ways of contact", "n")
    assert "Kept: ways of contact, none of these." in none.lines


def test_several_options_with_a_time_are_asked_for_it_on_enter(handler: Handler) -> None:
    heard = handler.types("/tracking", "1", "2", "", "1")
    assert "Tracking, devices: when did it last happen?" in heard.lines
    answer = handler.contact(heard.ref).answers["tech"]
    assert (answer.value, answer.recency) == (("tracker", "phone_or_app"), "last_2_weeks")


def test_a_walk_in_begins_with_who_can_hear_and_see(handler: Handler) -> None:
    heard = handler.types("y", "t not yet", "u", "n", args=("--walk-in", "--incident", "AB-12"))
    first = [line for line in heard.lines if " question " in line]
    assert first[:3] == [
        "At the front desk, question 1 of 2.",
        "At the front desk, question 2 of 2.",
        "Safety now, question 1 of 5, core.",
    ]
    assert "Kept: overheard, yes." in heard.lines
    assert "A note belongs to a question; Enter moves on to the first one." in heard.lines
    assert not NO_KEY.search(heard.out)
    contact = handler.contact(heard.ref)
    assert contact.walk_in
    assert contact.opening.incident == "AB-12"
    assert contact.setting == {"overheard": "yes", "other_here": "can't tell"}
    assert contact.answers["danger_now"].value == "no"


def test_a_silent_caller_is_asked_by_taps_first(handler: Handler) -> None:
    # Where they are and how to reach them keep their place: the handler finds that out some other way.
    heard = handler.types("s", "n", "n", ":u", "n", ":u", "n", "n", "n")
    assert "Silent caller: one tap is yes, two taps are no." in heard.lines
    kinds = [line for line in heard.lines if line.startswith(("Type it", "y yes", "u not known"))]
    tap, typed = "y yes, n no, u not known, d declined, x not safe.", kinds[2]
    assert kinds[:5] == [tap, tap, typed, tap, typed] and typed.startswith("Type it")
    assert len(kinds) > 8 and set(kinds[5:]) == {tap}
    assert handler.contact(heard.ref).silent
    by_answer = handler.types("n", "n")
    assert "Silent caller: one tap is yes, two taps are no." in by_answer.lines
    assert "The caller can speak again." in handler.types("n", "n", ":silent").lines


def test_danger_from_anywhere_and_back_to_the_same_place(handler: Handler) -> None:
    heard = handler.types(
        *CORE[:6], ":finish", ":danger", "behind the shop", ":back", "", ":people", "a", ":danger", ":back", ":back"
    )
    assert heard.out.count(DISPATCH[0]) == 2
    question = "What is happening, question 5 of 12, core."
    places = [number for number, line in enumerate(heard.lines) if line == question]
    assert len(places) == 2  # before :finish, and after its open questions were left
    contact = handler.contact(heard.ref)
    assert contact.danger == {"location": "behind the shop"}
    assert contact.position == "home_visits"


def test_danger_inside_a_form_goes_on_with_the_form(handler: Handler) -> None:
    five = ("the shop", "", "", "", "")
    heard = handler.types(":people", "a", ":danger", *five, "Ray", "s", ":back", "", "n")
    contact = handler.contact(heard.ref)
    assert contact.people == {1: {"role": "suspect", "name": "Ray"}}
    assert contact.danger == {"location": "the shop"}
    assert contact.answers["danger_now"].value == "no"


def test_people_are_added_changed_and_removed(handler: Handler) -> None:
    args = ("--caller-number", "07700 900123")
    new = ("a", "Ray", "s", ":back", "2", "Roy", ":back", "a", "", "k", ":back", "r3", "9", "")
    heard = handler.types(":people", *new, args=args)
    assert "Rings from 07700 900123." in heard.lines
    assert "1: role caller; phone 07700 900123." in heard.lines
    assert "2: name Ray; role suspect." in heard.lines
    assert "Removed: person 3. It stays in the history." in heard.lines
    assert "“9” is no choice here." in heard.lines
    people = handler.contact(heard.ref).people
    assert people == {1: {"role": "caller", "phone": "07700 900123"}, 2: {"role": "suspect", "name": "Roy"}}


def test_an_order_that_was_broken_is_said_at_the_end_until_it_is_answered(handler: Handler) -> None:
    broken = (":incident", "a", "yesterday", "", "", "", "bail", "")
    until_then = (":finish", "y", *TO_THE_PLAN[:4])
    heard = handler.types(*CORE, *broken, *until_then, "/any order or bail", "1", "7", ":take")
    assert "Written down, and not answered so: order broken: 1 incident says so." in heard.lines
    assert any(line.startswith("An incident says that an order was broken: answer") for line in heard.lines)
    assert not NO_KEY.search(heard.out)
    finish = (*until_then, "", "", *handler.plan(heard.ref), "y")
    handler.types(*finish, args=("--resume", heard.ref))
    contact = handler.contact(heard.ref)
    assert contact.stage is Stage.FINISHED
    assert (contact.answers["breached"].value, contact.open_log) == ("yes", True)


def test_incidents_are_written_down(handler: Handler) -> None:
    heard = handler.types(":incident", "a", "last Tuesday", "at work", "left a note", "", "", "")
    assert handler.contact(heard.ref).incidents == {
        1: {"when": "last Tuesday", "where": "at work", "what": "left a note"}
    }


def test_words_propose_answers_that_one_key_takes(handler: Handler) -> None:
    said = ":words he has a knife and he smashed my window"
    heard = handler.types(said, ":mark", "-", "+", "-", ":words")
    assert "“knife” may answer: weapon, yes. :take keeps that, :dismiss does not." in heard.lines
    assert "“smashed my” may answer: damage, yes. :take keeps that, :dismiss does not." in heard.lines
    contact = handler.contact(heard.ref)
    assert [(line.text, line.verbatim) for line in contact.words] == [(said.removeprefix(":words "), True)]
    assert contact.answers["property_damage"].value == "yes"
    assert contact.answers["property_damage"].known_by == "words"
    assert "Property_damage" not in heard.out
    assert "Damage: when did it last happen?" in heard.lines


def test_moving_never_costs_what_was_said(handler: Handler) -> None:
    heard = handler.types("n", ":back", "", "/neck", "y", "g", ":back", ":next", ":section", ":section back", ":clear")
    contact = handler.contact(heard.ref)
    assert contact.answers["danger_now"].value == "no"
    assert contact.answers["strangulation"].value == "yes"
    assert "Answered: no." in heard.lines
    assert "This is the first one open." in heard.lines


def test_an_answer_is_taken_back_with_backspace_too(handler: Handler) -> None:
    for key in (":clear", "\x7f", "\x08"):
        heard = handler.types("n", ":back", key)
        assert "Taken back: danger now." in heard.lines
        assert not handler.contact(heard.ref).answers
    assert "There is no answer here to take back." in handler.types(":clear").lines


def test_a_jump_offers_what_has_the_words_in_it(handler: Handler) -> None:
    heard = handler.types(
        ":jump order", "2", ":jump", "sexual", ":jump nothing of the kind", ":jump e", ":jump order", ""
    )
    assert "1: order or bail" in heard.lines or "1 order or bail" in heard.lines
    assert "No question has “nothing of the kind” in it. Type other words, or more of them." in heard.lines
    assert handler.contact(heard.ref).position == "sexual_violence"
    assert not handler.contact(heard.ref).words  # what is looked for is nobody's account


def test_why_and_map_say_everything_in_words(handler: Handler) -> None:
    heard = handler.types(*CORE[:6], "u", "x", ":why", ":why all", "m", ":map all")
    assert heard.after("Answer:")
    assert "FOUR: fixated not known, obsessive not known, unwanted not known, repeated not known." in heard.lines
    assert "Level MEDIUM, could be HIGH. Minimum safe set 8 of 14. Not enough asked yet." in heard.lines
    assert "at home or work: caller doesn't know, core." in heard.lines
    assert "got inside: not safe to ask now, core." in heard.lines
    assert "weapon: open, core." in heard.lines
    assert not set("◆▲○●✓⊘…│┌─") & set(heard.out)


def test_help_is_there_on_demand(handler: Handler) -> None:
    heard = handler.types("?", ":help all", "t the door is locked", ":note", "")
    assert any(line.startswith("Yes if this person is there") for line in heard.lines)
    assert ":open or g, the first question still open, the minimum safe set first." in heard.lines
    assert "Note now: the door is locked. Type it anew, or Enter to leave it." in heard.lines


def test_a_second_note_does_not_cost_the_first(handler: Handler) -> None:
    heard = handler.types("t one", "t two", "n", ":back", ":note", "all of it anew")
    assert handler.contact(heard.ref).notes == {"danger_now": "all of it anew"}
    heard = handler.types("t one", "t two")
    assert handler.contact(heard.ref).notes == {"danger_now": "one\ntwo"}


def test_the_letters_are_the_letters_of_the_screens() -> None:
    letters = {key.action: key.keys for key in KEYS if "answers" in key.where}
    same = {"note": "note", "map": "map", "why": "reasons", "silent": "silent", "open": "first_open"}
    twins = {command.name: command.twin for command in COMMANDS}
    assert {name: twins[name] for name in same} == {name: letters[id] for name, id in same.items()}
    assert {letters["jump"], *letters.values()} >= {"slash", "plus", "minus", "backspace"}
    assert (twins["jump"], twins["take"], twins["dismiss"]) == ("/", "+", "-")


def test_every_command_does_something(handler: Handler) -> None:
    for command in COMMANDS:
        heard = handler.types(f":{command.name}", ":back")
        assert "There is no command" not in heard.out


def test_gone_here_and_park(handler: Handler) -> None:
    heard = handler.types("n", ":gone", "1", "after six, by text", ":here", ":gone", "zz", "", ":park", "never read")
    assert heard.status == 0
    assert "“zz” is no reason. Type it in words, or its number." in heard.lines
    contact = handler.contact(heard.ref)
    assert contact.stage is Stage.PARKED
    assert contact.gone is None
    again = handler.types("y", args=("--resume", heard.ref.lower()))
    assert again.lines[:2] == ["PRACTICE. Nothing leaves this machine.", f"Call {heard.ref}, resumed."]
    assert "Kept: safe to talk, yes." in again.lines


def test_the_end_of_input_leaves_the_call_at_the_very_question(handler: Handler) -> None:
    heard = handler.types(*CORE[:6], "y")
    assert heard.status == 1
    again = f"stalkdesk --practice --home {handler.home} call --plain --resume {heard.ref}"
    assert heard.lines[-1] == f"{heard.ref} is still open and everything kept is safe. Go on with: {again}"
    resumed = handler.types("1", args=("--resume", heard.ref))
    assert "At home or work: when did it last happen?" in resumed.lines
    assert "Kept: at home or work, yes (last 2 weeks)." in resumed.lines
    assert handler.contact(heard.ref).stage is Stage.OPEN


def test_the_end_asks_for_reasons(handler: Handler) -> None:
    heard = handler.types(
        *CORE[:6],
        ":finish",
        "x",
        "2",
        "it was not safe, she whispered",
        "s",
        "",
        "1",
        "",
        "she knows him and is sure",
        "1",
        "",
        "so it is quick",
        "",
        "",
    )
    heard = handler.types(":finish", "y", *TO_THE_PLAN, *handler.plan(heard.ref), "y", args=("--resume", heard.ref))
    contact: Contact = handler.contact(heard.ref)
    assert heard.status == 0
    assert contact.stage is Stage.FINISHED
    assert contact.left_open
    assert contact.left_open.reason == "it was not safe to go on"
    assert len(contact.left_open.questions) == 8
    assert contact.read_back
    assert (contact.read_back.agreed, contact.read_back.reason) == (False, "it was not safe, she whispered")
    assert contact.raised
    assert (contact.raised.level, contact.raised.reason) == ("high", "she knows him and is sure")
    assert contact.grade
    assert (contact.grade.grade, contact.grade.reason) == ("immediate", "so it is quick")
    assert "GRADE IMMEDIATE" in heard.lines


def test_finish_can_be_left_and_taken_up_again(handler: Handler) -> None:
    heard = handler.types(
        *CORE,
        ":finish",
        "y",
        *TO_THE_PLAN[:3],
        ":back",
        "1",
        ":finish",
        "y",
        *TO_THE_PLAN[:3],
        "3",
        "it can wait",
        "",
        "",
        *["y"] * 5,
        "n",
        ":finish",
        "y",
        *TO_THE_PLAN,
        "y",
    )
    assert heard.status == 0
    contact = handler.contact(heard.ref)
    assert contact.grade
    assert (contact.grade.grade, contact.grade.reason) == ("same_day", "it can wait")


def test_any_question_set_can_be_used(handler: Handler, tmp_path: Path) -> None:
    text = """
format: 1
id: short
version: "1"
title: Short
language: en
levels: [standard, high]
sections:
  - id: only
    title: Only
    questions:
      - {id: often, kind: number, ask: How often?, why: It counts., min: 1, max: 50}
      - {id: since, kind: date, ask: Since when?, why: It dates it.}
      - {id: harm, kind: yes_no, ask: Were you hurt?, why: It matters.}
rules:
  - {id: harm, level: high, when: harm, because: Hurt}
"""
    file = tmp_path / "short.yaml"
    file.write_text(text, encoding="utf-8")
    heard = handler.types(
        "about 40 times", "99", "u", "n", "12", "last week", "21/11/2026", "y", args=("--set", str(file))
    )
    assert "Type a number, or :u not known, :d declined, :x not safe. Enter moves on." in heard.lines
    assert "Type a date, as 21/11/2026, or :u not known, :d declined, :x not safe. Enter moves on." in heard.lines
    assert "This is not a number; type digits, as 12 or 2.5. What you typed is kept in the account." in heard.lines
    assert "Level now HIGH, was STANDARD: Hurt." in heard.lines
    assert "Every question has been reached. :finish ends the call." in heard.lines
    contact = handler.contact(heard.ref)
    assert [answer.value for answer in contact.answers.values()] == [12, "2026-11-21", "yes"]
    assert [line.text for line in contact.words] == ["about 40 times"]

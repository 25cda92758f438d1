"""The shipped guidance: every entry valid, every id asked, every number right, and nothing said that is never said."""

from __future__ import annotations

import ast
import json
import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from stalkdesk.guidance.bind import ALWAYS
from stalkdesk.guidance.model import Guidance
from stalkdesk.guidance.pack import load
from stalkdesk.guidance.packcheck import checked, findings
from stalkdesk.guidance.packmodel import FILES, LONGEST_ACTION
from stalkdesk.guidance.place import data_folder
from stalkdesk.guidance.sets import find, shipped
from stalkdesk.handover import read_back as module
from stalkdesk.handover.read_back import BEFORE, NEXT, read_back
from stalkdesk.questions.answerfile import answer_to
from stalkdesk.questions.assess import assess
from stalkdesk.questions.conditions import TRUE, Answered, Facts, Is, Not, walk
from stalkdesk.questions.proof.reading import OLDEST, reading_age
from stalkdesk.questions.source import read

SET = find("stalking-screening")
PACKAGE = Path(module.__file__).parents[1]
PACK = load(SET)
LISTS = ("forces", "grades", "attendance", "queues", "offences", "powers", "actions", "advice", "services", "cards")
ENTRIES = [entry for name in LISTS for entry in getattr(PACK, name)]
READ = {
    "LEGRAG", "COMMONS", "ONS-HIER", "SPO-GUID", "GSS-STALK", "SAVAGE-IOPC", "HEART-55", "NPCC-2018", "CARE-FPN", "P",
    "S 000", "S 001", "S 002", "S 003", "S 004",
}  # fmt: skip
"""Where something was read in a published page or a founding document."""

# service, number: as they were given, none else.
NUMBERS = """
Police, emergency|999
Police, not an emergency|101
Nottinghamshire Stalking Advocacy Service|0115 947 6490
Juno Women's Aid|0808 800 0340
Nottinghamshire men's helpline|0800 995 6999
National Stalking Helpline (Suzy Lamplugh Trust)|0808 802 0300
Paladin|020 3866 4107
Veritas Justice|01273 234773
National Domestic Abuse Helpline|0808 2000 247
Live Fear Free|0808 80 10 800
Men's Advice Line|0808 801 0327
Galop|0800 999 5428
Victim Support|0808 168 9111
Samaritans|116 123
Karma Nirvana|0800 5999 247
Revenge Porn Helpline|0345 6000 459
Childline|0800 1111
Crimestoppers|0800 555 111
"""

FORCES = """
Avon and Somerset Constabulary
Bedfordshire Police
Cambridgeshire Constabulary
Cheshire Constabulary
City of London Police
Cleveland Police
Cumbria Constabulary
Derbyshire Constabulary
Devon and Cornwall Police
Dorset Police
Durham Constabulary
Essex Police
Gloucestershire Constabulary
Greater Manchester Police
Hampshire and Isle of Wight Constabulary
Hertfordshire Constabulary
Humberside Police
Kent Police
Lancashire Constabulary
Leicestershire Police
Lincolnshire Police
Merseyside Police
Metropolitan Police Service
Norfolk Constabulary
North Yorkshire Police
Northamptonshire Police
Northumbria Police
Nottinghamshire Police
South Yorkshire Police
Staffordshire Police
Suffolk Constabulary
Surrey Police
Sussex Police
Thames Valley Police
Warwickshire Police
West Mercia Police
West Midlands Police
West Yorkshire Police
Wiltshire Police
Dyfed-Powys Police
Gwent Police
North Wales Police
South Wales Police
British Transport Police
"""


def facts(**given: Any) -> Facts:
    return assess(SET, {id: answer_to(SET.questions[id], value) for id, value in given.items()}).relevance.facts


def due(pack: Guidance, name: str, held: Facts) -> list[str]:
    return [entry.id for entry in getattr(pack, name) if entry.when.truth(held) is TRUE]


def texts(value: Any) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for inner in value.values() if isinstance(value, dict) else value:
            yield from texts(inner)


def documents() -> Iterator[tuple[str, Any]]:
    """Everything shipped, but the list of what is never said."""
    for path in sorted((*data_folder().rglob("*.yaml"), *data_folder().rglob("*.json"))):
        raw = path.read_bytes()
        found = json.loads(raw) if path.suffix == ".json" else read(raw, path.name, as_json=False).plain()
        if path.name == "advice.yaml":
            del found["never"]
        yield path.name, found


def test_everything_fits_the_questions_it_speaks_of() -> None:
    assert findings(SET) == []
    assert {path.name for path in data_folder().glob("*.yaml")} == set(FILES)


def test_every_entry_says_where_it_comes_from_and_was_looked_at() -> None:
    for entry in ENTRIES:
        assert entry.mark.source, entry.id
        assert entry.mark.last_checked >= "2026-11-21", entry.id
        sources = entry.mark.source.split(", ")
        assert "K" not in sources or not entry.mark.verified, entry.id
        assert not entry.mark.verified or set(sources) <= READ, entry.id
    assert checked(today=date(2027, 11, 21)) == []
    assert len(checked(today=date(2027, 11, 22))) >= len(ENTRIES)


def test_all_forces_by_their_names_with_ids_and_codes_of_their_own() -> None:
    assert {force.name for force in PACK.forces} == set(FORCES.strip().splitlines())
    assert len({force.id for force in PACK.forces}) == len({force.code for force in PACK.forces}) == 44
    assert Counter(force.nation for force in PACK.forces) == {"england": 39, "wales": 4, "britain": 1}
    assert all(force.languages == ("en", "cy") for force in PACK.forces if force.nation == "wales")
    assert [grade.id for grade in PACK.grades] == ["immediate", "priority", "same_day", "scheduled"]
    assert not any(grade.target for grade in PACK.grades)
    assert PACK.jurisdiction == "england_wales"


def test_the_numbers_are_those_that_were_given_and_no_other_stands_anywhere() -> None:
    given = dict(line.split("|") for line in NUMBERS.strip().splitlines())
    assert {service.name: service.number for service in PACK.services} == given
    plain = {number.replace(" ", "") for number in given.values()}
    for name in FILES:
        for text in texts(dict(documents())[name]):
            for number in re.findall(r"(?<![\d-])(?:0\d(?: ?\d){6,}|999|101|111|116 ?\d{3})(?![\d-])", text):
                assert number.replace(" ", "") in plain, (name, text)
    hours = re.compile(r"\d ?(am|pm)\b|\d:\d\d|24 h|24/7|\bopen\b", re.IGNORECASE)
    assert not [service.id for service in PACK.services if hours.search(service.about)]


def test_nothing_shipped_says_what_is_never_said() -> None:
    assert len(PACK.never) > 30
    assert all(words == words.lower() for words in PACK.never)
    for name, document in documents():
        for text in texts(document):
            plain = " ".join(text.lower().replace("’", "'").split())
            assert not [words for words in PACK.never if words in plain], (name, text)


def test_what_is_said_can_be_followed_by_a_frightened_person() -> None:
    for advice in PACK.advice:
        assert reading_age(advice.say) <= OLDEST, advice.id
        assert len(advice.say) <= 220, advice.id
        assert max(len(sentence.split()) for sentence in re.split(r"[.?!]", advice.say)) <= 22, advice.id
        assert not re.search(r"arrest|promise|\b(SPO|SPOC|SST|DASH|CCTV|MARAC)\b|\bwithin \d", advice.say), advice.id
    assert {advice.topic for advice in PACK.advice} == {"now", "evidence", "contested", "next"}


def test_whatever_else_is_read_out_can_be_followed_too() -> None:
    for qset in shipped():
        for question in qset.questions.values():
            assert reading_age(question.ask) <= OLDEST, question.id
    read_out = read_back(["I'll end you"], "PR-2345", {"danger_now": ("Is he there now?", "no")}, before=True)
    assert {sentence.format(before=BEFORE) for sentence in NEXT} < set(read_out)
    first = read_back(["I'll end you"], "PR-2345", {})
    assert "before" not in " ".join(first), "nobody who rings for the first time told us anything before"
    for sentence in read_out:
        assert reading_age(sentence) <= OLDEST, sentence
        assert not re.search(r"arrest|promise|\b(SPO|SPOC|SST|DASH|CCTV|MARAC)\b|\bwithin \d", sentence), sentence


def literals(path: Path) -> Iterator[str]:
    """Every string of a program, also the fixed parts of those that are put together."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


def test_no_shipped_text_says_what_is_never_said() -> None:
    """Every string of every program, and the pages that come with it."""
    pages = [PACKAGE.parent / "README.md", *sorted((PACKAGE.parent / "docs").glob("*.md"))]
    shipped = [(path.name, text) for path in sorted(PACKAGE.rglob("*.py")) for text in literals(path)]
    shipped += [(path.name, path.read_text(encoding="utf-8")) for path in pages]
    texts = [(name, " ".join(text.lower().replace("’", "'").split())) for name, text in shipped]
    assert len(texts) > 3000 and any("i can't tell you now who will ring" in text for _, text in texts)
    for name, text in texts:
        assert not [words for words in PACK.never if words in text], (name, text)


@pytest.mark.parametrize("words", ["Why didn't you leave him?", "Look, it’s only  online.", "HE WILL BE ARRESTED soon"])
def test_what_is_never_said_is_found_however_it_is_written(words: str) -> None:
    plain = " ".join(words.lower().replace("’", "'").split())
    assert [one for one in PACK.never if one in plain]


def test_a_first_plan_is_short_enough_to_be_answered() -> None:
    mild = facts(how_many="two_to_four", unwanted="yes", contact=["messages"], fear="uneasy", relationship="neighbour")
    assert due(PACK, "actions", mild) == ["messages", "safe_contact", "triage", "record_stalking", "tool_sst"]
    assert due(PACK, "actions", facts()) == ["safe_contact", "triage", "tool_sst"]
    lately = {"value": "yes", "recency": "last_2_weeks"}
    serious = {
        "relationship": "ex_partner",
        "separated_when": "within_month",
        "threat_kill": lately,
        "home_visits": lately,
        "how_many": "lost_count",
        "unwanted": "yes",
        "contact": ["messages", "calls"],
        "fear": "very_frightened",
        "daily_life": ["sleep"],
        "reported_before": "yes",
        "children_or_others": "yes",
        "control": "yes",
    }
    for more in (
        {},
        {"got_inside": lately},
        {"tech": {"value": ["tracker"], "recency": "earlier"}},
        {"weapon": lately},
    ):
        assert 10 <= len(due(PACK, "actions", facts(**serious, **more))) <= 14, more
    for action in PACK.actions:
        assert len(action.do) <= LONGEST_ACTION
        assert (action.hours is None) == (action.clock == "")
    clocks = [action.hours for action in PACK.actions if action.group == "evidence" and action.hours]
    assert clocks == sorted(clocks)


@pytest.mark.parametrize(
    ("given", "principal", "included"),
    [
        ({"how_many": "two_to_four", "unwanted": "yes"}, "stalking", []),
        ({"how_many": "two_to_four", "unwanted": "yes", "daily_life": ["job"]}, "stalking_fear", ["stalking"]),
        ({"threat_kill": "yes"}, "threats_to_kill", []),
        (
            {"threat_kill": "yes", "followed": "yes", "fear": "very_frightened"},
            "stalking_fear",
            ["threats_to_kill", "stalking"],
        ),
        ({"strangulation": "yes", "property_damage": "yes"}, "strangulation", ["criminal_damage"]),
        (
            {"order_in_force": "restraining", "breached": "yes"},
            "stalking",
            ["breach_restraining"],
        ),
        ({"got_inside": "yes", "contact": ["calls"]}, "stalking", ["burglary"]),
        ({"property_damage": "yes"}, "criminal_damage", []),
        ({"how_many": "one", "unwanted": "yes", "reported_before": "no"}, None, []),
    ],
)
def test_the_gravest_that_the_answers_support_is_first(
    given: dict[str, Any], principal: str | None, included: list[str]
) -> None:
    there = sorted(due(PACK, "offences", facts(**given)), key={o.id: o.rank for o in PACK.offences}.__getitem__)
    assert there[:1] == ([principal] if principal else [])
    assert there[1:] == included


def test_harassment_and_things_that_are_no_outcome_never_come_by_themselves() -> None:
    everything = {
        id: "yes" if question.kind == "yes_no" else list(question.values)
        for id, question in SET.questions.items()
        if question.kind in ("yes_no", "many")
    }
    all_yes = facts(**everything, relationship="ex_partner", order_in_force="bail", how_many="lost_count")
    assert not [id for id in due(PACK, "offences", all_yes) if id.startswith("harassment")]
    assert {"harassment", "harassment_fear"} < {offence.id for offence in PACK.offences}
    phrases = {words for one in PACK.not_outcomes for words in one.phrases}
    assert {
        "PIN",
        "police information notice",
        "harassment warning",
        "words of advice",
        "fixed penalty",
        "PND",
    } < phrases


@pytest.mark.parametrize(
    ("given", "queue"),
    [
        ({"relationship": "ex_partner"}, "daiu"),
        ({"relationship": "family", "threat_kill": "yes"}, "daiu"),
        ({"relationship": "stranger"}, "cid"),
        ({"relationship": "stranger", "threat_kill": "yes"}, "cit"),
        ({"relationship": {"state": "declined"}}, "unit_decides"),
        ({}, "unit_decides"),
    ],
)
def test_a_relationship_that_is_not_known_is_not_taken_for_a_stranger(given: dict[str, Any], queue: str) -> None:
    assert due(PACK, "queues", facts(**given))[0] == queue
    assert PACK.queues[-1].when == ALWAYS
    assert PACK.attendance[-1].when == ALWAYS


def test_nothing_hangs_on_a_no() -> None:
    for entry in (*PACK.actions, *PACK.offences, *PACK.powers):
        for condition in (entry.when, *(point.when for point in getattr(entry, "points", ()))):
            for part in walk(condition):
                assert not isinstance(part, Not | Answered), entry.id
                assert not (isinstance(part, Is) and "no" in part.values), entry.id


def test_a_set_that_asks_little_still_gets_what_it_can() -> None:
    short = find("walk-in-short")
    pack = load(short)
    answers = {"weapon": answer_to(short.questions["weapon"], "yes")}
    held = assess(short, answers).relevance.facts
    assert {"tell_supervisor", "marker", "weapons", "tool_sst"} <= set(due(pack, "actions", held))
    assert due(pack, "offences", held) == []
    assert due(pack, "queues", held) == ["unit_decides"]


def test_the_pages_of_help_fit_a_small_screen() -> None:
    ids = ["identification", "law", "model_response", "safeguarding", "impact", "evidence", "orders"]
    assert [card.id for card in PACK.cards] == ids
    assert all(len(card.lines) <= 12 and max(map(len, card.lines)) <= 80 for card in PACK.cards)


def test_each_point_says_where_it_stands() -> None:
    for entry in (*PACK.offences, *PACK.powers):
        assert entry.points, entry.id
        assert all(id in SET.questions for point in entry.points for id in point.shown_by)
        assert any(point.shown_by for point in entry.points), entry.id


def test_the_data_goes_into_the_wheel() -> None:
    project = (Path(__file__).parents[2] / "pyproject.toml").read_text(encoding="utf-8")
    assert '"data" = "stalkdesk/data"' in project

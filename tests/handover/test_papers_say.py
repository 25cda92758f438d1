"""What whoever takes a record over has to find on each paper of it: where, how safely, who is sought, who was told,
and what nobody knows."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from io import BytesIO
from typing import Any

import pypdf
import pytest
from desk.hands import HandClock, answer_core, desk_on, made, planned, say
from handover.calls import LATELY, incident, person
from handover.documents import THREAT, document
from hypothesis import given, settings
from hypothesis import strategies as st

from stalkdesk.clock import hour
from stalkdesk.desk import deciding, finishing, papers, showing, wording
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.guidance.sets import shipped
from stalkdesk.handover.compose import Words
from stalkdesk.handover.compose import document as composed
from stalkdesk.handover.document import MARKING, Block, Document
from stalkdesk.handover.full import full_text
from stalkdesk.handover.lines import PRACTICE
from stalkdesk.handover.paper import pdf
from stalkdesk.handover.read_back import read_back_paper
from stalkdesk.handover.short import short_texts, whole
from stalkdesk.handover.transfer import BOX, HEAR, SAY, transfer
from stalkdesk.handover.unknown import CONTEXT
from stalkdesk.questions.answers import State
from stalkdesk.questions.conditions import mentioned
from stalkdesk.questions.model import Kind, QuestionSet

AT = "2026-11-21T23:00:00.000Z"
TOLD = "5512 Hughes"
THREATENED = "I'll end you, you and the dog"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_on(made(tmp_path_factory.mktemp("papers") / "practice"), HandClock()) as desk:
        yield desk


@pytest.fixture(scope="module")
def call(desk: Desk) -> Call:
    """HIGH; not safe to talk, a weapon known, a suspect described, and much that nobody asked."""
    call = say(desk.open("call"), safe_to_talk="no", exact_location="back bedroom, 14 Mill Lane",
               safe_contact="text her sister", children_or_others="yes", weapon=("yes", LATELY),
               threat_kill=("yes", LATELY), how_many="two_to_four",
        unwanted="yes",
        strangulation=State.DECLINED, violence=State.UNSAFE)  # fmt: skip
    call.note(THREATENED, "threat_kill")
    person(call, 1, name="Craig Dunmore", role="suspect", looks="shaved head, scar over the left eye",
           vehicle="white Vivaro YK17 XYZ", address="9 Pit Lane")  # fmt: skip
    person(call, 2, name="Joanne Teale", role="victim", address="14 Mill Lane", looks="red coat")
    incident(call, 1, when="last Tuesday", what="stood in the garden with a can")
    deciding.interim_risk(call, "the back gate has no lock")
    deciding.message_safe(call, "no")
    deciding.advise(call, "service", "victim_support", "given")
    deciding.act(call, "tell_supervisor", "done", told=TOLD)
    deciding.act(call, "tell_spoc", "not_possible", reason="nobody answers until six")
    finishing.leave_open(call, "the line was lost")
    return planned(call)


def record_of(desk: Desk, call: Call, **more: object) -> dict[str, Any]:
    return {**showing.record_of(desk, call.contact, call.assessment), **more}


def document_of(desk: Desk, record: Mapping[str, Any]) -> Document:
    """The document of a record as it stands in another program's hands."""
    questions = desk.open("call").assessment.qset.questions
    answers = {id: showing.answer_in(record["answers"][id]) for id in questions if id in record["answers"]}
    words = Words(
        said={id: wording.full(questions[id], answer) for id, answer in answers.items()},
        names={id: wording.label(id, desk.labels) for id in questions},
        opened="opened",
        delivery="draft",
    )
    return composed(record, words)


def printed(doc: Document) -> str:
    pages = pypdf.PdfReader(BytesIO(pdf(doc, created=AT))).pages
    return plain(" ".join(page.extract_text() for page in pages))


def plain(text: str) -> str:
    return " ".join(text.split())


def every(doc: Document) -> dict[str, str]:
    """The text, the short text, the script and the sheets of a document, without their line ends."""
    return {
        "full": plain(full_text(doc)),
        "short": plain("\n".join(short_texts(doc))),
        "transfer": plain(transfer(doc)),
        "paper": printed(doc),
    }


def test_a_transfer_says_first_what_counts_in_the_first_minute(desk: Desk, call: Call) -> None:
    text = plain(papers.text(desk, call.contact, call.assessment, papers.TRANSFER))
    said = [
        f"{SAY}: Level HIGH, grade ",
        f"“{THREATENED}”",
        "NOT SAFE TO TALK",
        "where they are: back bedroom, 14 Mill Lane",
        "safe way to reach them: text her sister",
        "others at risk there: yes",
        "weapon: yes",
        "safe to leave a message, text or email: no",
        f"{SAY}: Why this level",
        "HIGH: A threat to kill",
        f"{SAY}: Why this grade",
        "the back gate has no lock",
        f"{SAY}: People",
        "shaved head, scar over the left eye",
        f"{SAY}: Course of conduct",
        "stood in the garden with a can",
        f"{SAY}: Still to do",
        "nobody answers until six",
        f"{SAY}: Who was told",
        TOLD,
        f"{SAY}: Not known",
        f"{SAY}: Our reference",
    ]
    places = [text.find(one) for one in said]
    assert -1 not in places and places == sorted(places), list(zip(said, places, strict=True))


def test_every_part_of_a_transfer_is_said_back(desk: Desk, call: Call) -> None:
    text = papers.text(desk, call.contact, call.assessment, papers.TRANSFER)
    assert text.count(f"{SAY}: ") == text.count(f"{BOX} {HEAR}") > 10


def test_not_safe_to_ask_whether_it_is_safe_is_not_safe(desk: Desk) -> None:
    call = say(desk.open("call"), safe_to_talk=State.UNSAFE)
    doc = showing.document_of(desk, call.contact, call.assessment)
    assert all("NOT SAFE TO TALK" in text for text in every(doc).values())


def test_a_high_record_says_what_is_not_known_with_why(desk: Desk, call: Call) -> None:
    record = record_of(desk, call)
    assert record["level"] == "high" and not record["assessment"]["could_raise"]
    for paper, text in every(document_of(desk, record)).items():
        assert "left open (the line was lost): danger now; who it is; " in text, paper
        assert "would rather not say: throat or neck - not safe to ask: violence" in text.replace(" – ", " - "), paper
        assert re.search("not asked: .*followed or watched; .*signs of planning", text), paper


def test_what_could_raise_the_level_stands_first_among_what_is_not_known(desk: Desk) -> None:
    call = say(desk.open("call"), fear="frightened")
    answer_core(call)
    rows = next(b for b in showing.document_of(desk, call.contact, call.assessment).blocks if b.id == "unknown").rows
    assert [row.partition(":")[0] for row in rows] == [
        "caller doesn't know, and could raise the level",
        "not asked, and could raise the level",
        "caller doesn't know",
        "not asked",
    ]
    assert "weapon" in rows[0] and "signs of planning" in rows[1]


def test_an_answer_that_leaves_open_how_lately_is_not_known(desk: Desk) -> None:
    call = say(desk.open("call"), got_inside=("yes", None), fear="not_afraid")
    record = record_of(desk, call)
    assert "got_inside" in [one["question"] for one in record["assessment"]["could_raise"]]
    for paper, text in every(document_of(desk, record)).items():
        assert "answered, but not how lately, and could raise the level: got inside" in text, paper


def test_what_no_rule_hangs_on_is_not_listed_and_only_that() -> None:
    for qset in shipped():
        assert not set(CONTEXT) & _bearing(qset)


def _bearing(qset: QuestionSet) -> set[str]:
    """The questions of the minimum safe set, those a rule mentions, and those that decide whether these are asked."""
    found = {id for id, question in qset.questions.items() if question.core}
    todo = [*(name for rule in qset.rules for name in mentioned(rule.when))]
    todo += [name for id in found for name in qset.gates.get(id, ())]
    seen: set[str] = set()
    while todo:
        name = todo.pop()
        if name not in seen:
            seen.add(name)
            found |= {name} & qset.questions.keys()
            todo += mentioned(qset.names[name]) if name in qset.names else qset.gates.get(name, ())
    return found


def test_the_short_text_says_of_what_is_not_known_as_much_as_has_room() -> None:
    names = tuple(f"question {number}" for number in range(30))
    fits = tuple(
        ("left open (gone): where they are", f"not asked: {'; '.join(names[:most])}", f"{30 - most} more")
        for most in range(30, -1, -1)
    )
    block = Block(id="unknown", title="Not known", rows=fits[0], fits=fits)
    filler = Block(id="because", title="Because", rows=())
    seen: set[int] = set()
    for length in range(1, 1700, 40):
        doc = document(
            words=(THREAT,), blocks=(replace(filler, rows=("x" * length,)), block), brief=("because", "unknown")
        )
        least = short_texts(replace(doc, blocks=(doc.blocks[0], replace(block, fits=fits[-1:]))))
        parts = short_texts(doc)
        assert len(parts) == len(least) and all(len(part) <= 2000 for part in parts)
        rows = whole(parts)
        assert rows[0] == f"“{THREAT}”" and "left open (gone): where they are" in rows
        stands = next(at for at, rows_there in enumerate(fits) if rows_there[1] in rows)
        seen.add(stands)
        if stands:
            longer = replace(block, fits=fits[stands - 1 : stands])
            assert len(short_texts(replace(doc, blocks=(doc.blocks[0], longer)))) > len(parts)
    assert 0 in seen and max(seen) > 20 and len(seen) > 5


def test_who_was_told_stands_by_name_and_time(desk: Desk, call: Call) -> None:
    record = record_of(desk, call)
    at = next(one["at"] for one in record["actions"] if one["id"] == "tell_supervisor")
    for paper, text in every(document_of(desk, record)).items():
        assert f"{TOLD} (written down {hour(at)})" in text, paper
        assert "not possible, nobody answers until six" in text, paper


@pytest.mark.parametrize(
    ("told", "more"),
    [
        ("5512 Hughes, 14:20", ""),
        ("Hughes at 2.20", ""),
        ("Hughes, 2 pm", ""),
        ("Hughes 1420hrs", ""),
        ("2012 Hughes", " (written down {})"),
        ("Hughes 3", " (written down {})"),
    ],
)
def test_a_time_that_was_typed_stands_alone(desk: Desk, call: Call, told: str, more: str) -> None:
    record = record_of(desk, call)
    record["actions"] = [{"id": "a", "group": "tell", "do": "Tell them", "state": "done", "told": told, "at": AT}]
    text = plain("\n".join(short_texts(document_of(desk, record))))
    assert f"Tell them: {told}{more.format(hour(AT))} " in text


def test_a_time_of_another_day_says_which(desk: Desk, call: Call) -> None:
    record = record_of(desk, call)
    late = "2026-11-23T12:00:00.000Z"
    record["actions"] = [{"id": "a", "group": "tell", "do": "Tell them", "state": "done", "told": "Ray", "at": late}]
    assert f"Ray (written down Mon 23 Nov {hour(late)})" in plain(full_text(document_of(desk, record)))


def test_who_is_sought_stands_on_every_paper_and_a_victim_is_not_described(desk: Desk, call: Call) -> None:
    texts = every(document_of(desk, record_of(desk, call)))
    for paper, text in texts.items():
        for fact in ("white Vivaro YK17 XYZ", "shaved head, scar over the left eye", "9 Pit Lane"):
            assert fact in text, paper
    assert "red coat" not in texts["short"] + texts["paper"]


def test_services_stand_on_short_texts_and_paper_too(desk: Desk, call: Call) -> None:
    texts = every(document_of(desk, record_of(desk, call)))
    assert all("Victim Support 0808 168 9111 [given]" in texts[paper] for paper in ("full", "short", "paper"))


@pytest.mark.parametrize(("verified", "said"), [({}, False), ({"verified": True}, False), ({"verified": False}, True)])
def test_a_number_that_nobody_has_checked_says_so(
    desk: Desk,
    call: Call,
    verified: Mapping[str, bool],
    said: bool,
) -> None:
    record = record_of(desk, call)
    record["services"] = [{"id": "k", "name": "Karma Nirvana", "number": "0800 5999 247", "how": "given", **verified}]
    texts = every(document_of(desk, record))
    for paper in ("full", "short", "paper"):
        assert ("0800 5999 247 (number not verified) [given]" in texts[paper]) == said
        assert ("0800 5999 247 [given]" in texts[paper]) != said


def test_the_law_pack_is_named_with_the_offences(desk: Desk, call: Call) -> None:
    pack = "stalking law, 2026-11-21, England and Wales"
    named, unnamed = (
        every(document_of(desk, record_of(desk, call, **more))) for more in ({"law": pack}, {"law": None})
    )
    for paper in ("full", "paper"):
        assert f"Offences to consider Suggestions from the answers, not decisions. Law pack: {pack}" in named[paper]
        assert "Law pack" not in unnamed[paper]
    none = every(document_of(desk, record_of(desk, call, law=pack, offences=[])))
    assert f"Offences to consider The answers suggest none so far. Law pack: {pack}" in none["full"]


@pytest.mark.parametrize(
    ("reason", "said"),
    [
        ("revision 1 said HIGH", "HIGH held: revision 1 said so, and a lower level needs a second person."),
        ("two revisions", "HIGH held: two revisions, and a lower level needs a second person."),
    ],
)
def test_a_level_that_is_held_says_why(desk: Desk, call: Call, reason: str, said: str) -> None:
    record = record_of(desk, call, override={"kind": "held", "level": "high", "reason": reason})
    assert all(said in text for text in every(document_of(desk, record)).values())


@pytest.mark.parametrize("practice", [True, False])
def test_the_read_back_is_marked_when_it_leaves_the_desk_and_says_the_same(practice: bool) -> None:
    lines = ["You said, in your own words: “I'll end you”", "Where are you now? 14 Mill Lane."]
    text = read_back_paper(lines, "SD-26-000001", practice=practice)
    shown = text.split("\n")
    assert text.count(MARKING) == 2 and (shown[0] == shown[-2] == PRACTICE) == practice
    assert [line for line in shown if line in lines] == lines and "SD-26-000001" in text


def test_what_is_read_out_live_holds_no_marking(desk: Desk, call: Call) -> None:
    spoken = "\n".join(showing.read_back_lines(call.contact, call.assessment))
    assert MARKING not in spoken and "PRACTICE" not in spoken


@st.composite
def answers(draw: st.DrawFn, qset: QuestionSet) -> dict[str, object]:
    """Answers to some of the questions, each of which may be anything that can be answered to it."""
    found: dict[str, object] = {}
    for id, question in qset.questions.items():
        if question.kind is Kind.YES_NO and draw(st.booleans()):
            recency = draw(st.sampled_from((LATELY, "earlier"))) if question.recency else None
            given = draw(st.sampled_from(("yes", "yes", "no", *State)))
            found[id] = given if isinstance(given, State) or given == "no" else (given, recency)
        elif question.kind is Kind.CHOICE and draw(st.booleans()):
            found[id] = draw(st.sampled_from([option.id for option in question.options]))
    return found


SET = next(one for one in shipped() if one.id == "stalking-screening")


@settings(max_examples=12)
@given(answers(SET))
def test_every_because_on_paper_is_in_the_record_whatever_was_answered(desk: Desk, given_: dict[str, object]) -> None:
    call = say(desk.open("call"), **given_)
    record = record_of(desk, call)
    rows = [f"{one['level'].upper()}: {one['because']}" for one in record["assessment"]["because"]]
    text = printed(showing.document_of(desk, call.contact, call.assessment)).replace("OFFICIAL-SENSITIVE", " – ")
    start = text.find(" Because ")
    assert (start >= 0) == bool(rows)
    shown = re.findall(r"– ((?:HIGH|MEDIUM): .*?)(?= – | What could | Plan )", text[start:] if rows else "")
    assert set(shown) <= set(rows) and len(shown) == (len(rows) if len(rows) <= 7 else 6)


def test_how_to_reach_them_safely_stands_first_wherever_it_was_written_down(desk: Desk) -> None:
    call = desk.open("call")
    call.fill("person", 1, "role", "caller")
    call.fill("person", 1, "safe_contact", "text only, before six")
    texts = every(document_of(desk, record_of(desk, call)))
    for paper in ("full", "short", "transfer"):
        assert "NOT ASKED written down for the caller: text only, before six" in " ".join(
            texts[paper].replace(" - ", " ").split()
        ), paper

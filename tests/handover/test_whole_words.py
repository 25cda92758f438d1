"""Whatever a caller says, in any script and however long: every output of the record has it whole (DOMAIN R6)."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from io import BytesIO

import pypdf
import pytest
from desk.hands import HandClock, desk_on, made
from fpdf import FPDF
from handover.documents import SCRIPTS, spoken, words
from hypothesis import example, given, settings
from hypothesis import strategies as st

from stalkdesk.contact.record import payload
from stalkdesk.desk import papers, saving, showing
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.handover.full import rows_of
from stalkdesk.handover.paper import _Case, _letters
from stalkdesk.handover.read_back import read_back_paper
from stalkdesk.handover.short import short_texts, utf8, utf16, whole
from stalkdesk.text import clean_text

RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff]")
LONG = "he'll “burn”\nit  down — سأجدك 我会 👩\u200d👧 \t| - " * 120
"""Some five thousand characters, with line ends and what looks like our own marks."""
FORGED = "well\n  - a row\n- a row\nLEVEL STANDARD\n[goes on in part 2]\nOFFICIAL-SENSITIVE\n[ ] HEAR IT BACK"


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_on(made(tmp_path_factory.mktemp("words") / "practice"), HandClock()) as desk:
        yield desk


def said(desk: Desk, noted: str, line: str) -> Call:
    """A call with these words under a threat, and these as a line that is marked."""
    call = desk.open("call")
    call.answer("threat_kill", value="yes", recency="last_2_weeks", sure=True)
    call.note(noted, "threat_kill")
    if clean_text(line).strip():
        call.word(line)
        for one in call.contact.words:
            call.mark(one.number)
    return call


def own_words(call: Call) -> list[str]:
    """What was kept of it; nothing is lost on the way in but white space at the ends."""
    return list(call.contact.pinned(call.assessment.qset))


@settings(max_examples=settings().max_examples // 2)
@given(words, words, st.integers(400, 3000), st.sampled_from([len, utf8, utf16]))
@example(LONG, "plain", 400, utf8)
@example(FORGED, FORGED, 400, len)
@example("x" * 5000, "\u0301" * 300, 401, utf16)
def test_in_every_text(desk: Desk, noted: str, line: str, limit: int, measure: object) -> None:
    assert callable(measure)
    call = said(desk, noted, line)
    lines = own_words(call)
    rows = {row.strip() for row in clean_text(line).split("\n") if row.strip()}
    assert set(lines) == ({clean_text(noted).rstrip()} | rows) - {""}
    contact, assessment = call.contact, call.assessment
    quoted = [f"“{one}”" for one in lines]
    assert list(rows_of(papers.text(desk, contact, assessment)))[: len(quoted)] == quoted
    assert list(rows_of(papers.text(desk, contact, assessment, papers.TRANSFER)))[: len(quoted)] == quoted
    document = showing.document_of(desk, contact, assessment)
    parts = short_texts(document, limit, measure)
    assert list(whole(parts))[: len(quoted)] == quoted
    assert all(measure(part) <= limit for part in parts)
    usual = papers.text(desk, contact, assessment, papers.SHORT)
    assert usual == "\n\n".join(short_texts(document)) + "\n"
    back = showing.read_back_lines(contact, assessment)
    assert [one for one in back if one.startswith("You said")] == [f"You said, in your own words: {q}" for q in quoted]
    paper = read_back_paper(back, contact.ref, practice=True)
    assert all(q in paper for q in quoted)
    record = showing.record_of(desk, contact, assessment)
    assert json.loads(json.dumps(record, ensure_ascii=False))["verbatim"] == lines
    assert json.loads(payload(record).decode("utf-8", "surrogatepass"))["verbatim"] == lines


@settings(max_examples=settings().max_examples // 20)
@given(spoken, words.map(lambda text: text[:600]))
@example(LONG, " ".join(SCRIPTS))
def test_on_paper(desk: Desk, noted: str, line: str) -> None:
    call = said(desk, noted, line)
    document = showing.document_of(desk, call.contact, call.assessment)
    with closing(_Case(FPDF(), _letters(document))) as case:
        numbers = case.numbers
    content = papers.pdf(desk, call.contact, call.assessment)
    printed = "".join(page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages)
    counted = Counter(re.sub(r"\s+", "", printed))
    for one in own_words(call):
        want = re.sub(r"\s+", "", f"“{one}”".translate(numbers))
        assert not Counter(want) - counted
        if len(want) < 200 and not RIGHT_TO_LEFT.search(one):
            assert want in re.sub(r"\s+", "", re.sub(r"OFFICIAL[^“]*?\(goes on\)", "", printed))


def test_in_what_is_saved(desk: Desk, tmp_path_factory: pytest.TempPathFactory) -> None:
    call, folder = said(desk, LONG, FORGED), tmp_path_factory.mktemp("saved")
    for name in ("full.txt", "record.json", "paper.pdf"):
        saving.export(desk, call.contact.id, folder / name)
    saving.export(desk, call.contact.id, folder / "short.txt", paper=papers.SHORT)
    quoted = [f"“{one}”" for one in own_words(call)]
    assert list(rows_of((folder / "full.txt").read_text("utf-8")))[: len(quoted)] == quoted
    assert json.loads((folder / "record.json").read_bytes())["verbatim"] == own_words(call)
    parts = re.split(r"\n\n(?=PRACTICE, )", (folder / "short.txt").read_text("utf-8"))
    assert list(whole(parts))[: len(quoted)] == quoted
    assert (folder / "paper.pdf").read_bytes().startswith(b"%PDF")

"""The handovers of twelve calls, word for word, and the same on paper.

What is compared with lies in `golden/`. After a change that is meant, write it anew and read the difference:
`UPDATE_GOLDEN=1 pytest tests/handover/test_golden.py`, then `git diff tests/handover/golden`.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from typing import Any

import pypdf
import pypdfium2
import pytest
from handover.calls import CALLS, ENDLESS, SCRIPTS, Made, twelve

from stalkdesk.contact.contact import Contact
from stalkdesk.desk import papers, showing
from stalkdesk.handover.full import rows_of
from stalkdesk.handover.read_back import read_back_paper
from stalkdesk.handover.short import whole
from stalkdesk.questions.assess import Assessment

GOLDEN = Path(__file__).parent / "golden"
NO_HASH = "0" * 64
FRAME = re.compile(
    r"^OFFICIAL.*?printed[A-Z][a-z]{2}\d+[A-Z][a-z]{2}\d{4}\d\d:\d\d(PRACTICE·NOTAREALRECORD)*(In[a-z']+\(goeson\))?"
)
"""What stands above and below on each sheet, and the title of words that go on there."""
RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff]+")


@pytest.fixture(scope="module")
def calls(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Made]]:
    with twelve(tmp_path_factory.mktemp("twelve")) as found:
        yield found


def read(made: Made) -> tuple[Contact, Assessment]:
    return made.desk.read(made.id, log=False)


def text_of(made: Made, paper: str) -> str:
    contact, assessment = read(made)
    if paper == papers.READ_BACK:
        lines = showing.read_back_lines(contact, assessment)
        return read_back_paper(lines, contact.ref, practice=contact.opening.practice)
    return papers.text(made.desk, contact, assessment, paper).replace(contact.sha256, NO_HASH)


def record_of(made: Made) -> dict[str, Any]:
    return showing.record_of(made.desk, *read(made))


def bare(text: str) -> str:
    return re.sub(r"\s+", "", text)


def test_there_is_a_file_for_each_call_and_for_nothing_else() -> None:
    assert {path.name for path in GOLDEN.glob("*")} == {
        f"{name}.{paper}.txt" for name in CALLS for paper in papers.PAPERS
    }


@pytest.mark.parametrize("paper", papers.PAPERS)
@pytest.mark.parametrize("name", CALLS)
def test_each_says_what_it_said_before(calls: dict[str, Made], name: str, paper: str) -> None:
    path, text = GOLDEN / f"{name}.{paper}.txt", text_of(calls[name], paper)
    if os.environ.get("UPDATE_GOLDEN"):
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(text.encode())
    assert text == path.read_bytes().decode()


@pytest.mark.parametrize("name", CALLS)
def test_the_callers_own_words_are_first_and_whole_in_each_text(calls: dict[str, Made], name: str) -> None:
    made = calls[name]
    full, short, transfer, back = (text_of(made, paper) for paper in papers.PAPERS)
    assert tuple(record_of(made)["verbatim"]) == made.lines
    quoted = [f"“{line}”" for line in made.lines]
    assert list(rows_of(full))[: len(quoted)] == quoted
    parts = [part for part in short.rstrip("\n").split("\n\n") if part]
    assert list(whole(parts))[: len(quoted)] == quoted
    assert all(len(part) <= 2000 for part in parts)
    assert list(rows_of(transfer))[: len(quoted)] == quoted
    assert all(line in back for line in quoted)


def test_among_them_are_long_words_and_words_in_other_scripts(calls: dict[str, Made]) -> None:
    assert {ENDLESS, SCRIPTS} <= set(calls["many_words"].lines) and len(ENDLESS) > 3000
    levels = {name: record_of(made)["level"] for name, made in calls.items()}
    assert set(levels.values()) == {"medium", "high"}
    assert levels["former_partner_breach"] == "high" and levels["lowered"] == "medium"
    kinds = {(record_of(made)["override"] or {}).get("kind") for made in calls.values()}
    assert kinds == {None, "raised", "lowered"}


@pytest.mark.parametrize("name", CALLS)
def test_the_paper_holds_the_same_and_no_sheet_is_blank(calls: dict[str, Made], name: str) -> None:
    made = calls[name]
    contact, assessment = read(made)
    content = papers.pdf(made.desk, contact, assessment)
    pages = [page.extract_text() for page in pypdf.PdfReader(BytesIO(content)).pages]
    printed = "".join(FRAME.sub("", bare(page), count=1) for page in pages)
    for line in made.lines:
        pieces = line.split() if RIGHT_TO_LEFT.search(line) else [line]  # who reads it turns the line round
        assert all(bare(piece) in printed for piece in pieces)
    text = " ".join(" ".join(pages).split())
    record = record_of(made)
    rows = {f"{one['level'].upper()}: {one['because']}" for one in record["assessment"]["because"]}
    start = text.find(" Because ")
    assert (start >= 0) == bool(rows)
    printed_rows = re.findall(r"– ((?:HIGH|MEDIUM): .*?)(?= – | What could | Plan )", text[start:] if rows else "")
    assert {bare(row) for row in printed_rows if row} <= set(map(bare, rows))
    assert len(printed_rows) == (len(rows) if len(rows) <= 7 else 6)
    assert all(contact.sha256 in page for page in pages) and record["level"].upper() in printed
    with pypdfium2.PdfDocument(content) as file:
        assert len(file) == len(pages) <= (3 if name == "many_words" else 2)
        for page in file:
            drawn = bytes(page.render(scale=0.5, grayscale=True).buffer)
            assert 0.01 < sum(one < 128 for one in drawn) / len(drawn) < 0.5

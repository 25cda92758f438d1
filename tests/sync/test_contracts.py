"""What the force's system may answer: a receipt, a refusal, or nothing that counts."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from stalkdesk.sync.contracts import receipt
from stalkdesk.text import one_line

TAKEN: dict[str, Any] = {"id": "a", "revision": 1, "sha256": "5e88", "force_ref": "SX/0417"}
REFUSED: dict[str, Any] = {"id": "a", "revision": 1, "sha256": "5e88", "refused": "no such street", "field": "people"}


def said(**changes: Any) -> bytes:
    return json.dumps({key: value for key, value in {**TAKEN, **changes}.items() if value is not ...}).encode()


def test_a_receipt_or_a_refusal_is_read_and_what_else_stands_in_it_is_left_alone() -> None:
    taken = receipt(said(seen_by="desk 4"))
    assert taken is not None
    assert taken.model_dump(exclude_none=True) == TAKEN
    refused = receipt(json.dumps(REFUSED).encode())
    assert refused is not None
    assert (refused.refused, refused.field, refused.force_ref) == ("no such street", "people", None)


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\x00\xff\xfe",
        b"null",
        b"[]",
        b"{}",
        b'"SX/0417"',
        b"<html><title>Sign in</title></html>",
        said()[:-1],
        said() + b"{}",
        said(id=...),
        said(revision=...),
        said(sha256=...),
        said(force_ref=...),
        said(refused="no"),  # both
        said(force_ref=None),
        said(force_ref=""),
        said(force_ref="  \n"),
        said(force_ref=417),
        said(force_ref="x" * 501),
        said(force_ref=..., refused=""),
        said(id=7),
        said(revision="1"),
        said(revision=1.5),
        said(revision=True),
        said(revision=0),
        said(revision=-1),
        said(revision=2**63),
        b"[" * 50_000,
    ],
)
def test_anything_else_is_no_answer(content: bytes) -> None:
    assert receipt(content) is None


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_no_bytes_are_too_odd(content: bytes) -> None:
    receipt(content)


@given(st.text(min_size=1, max_size=100))
def test_what_is_received_cannot_drive_a_terminal(text: str) -> None:
    found = receipt(said(force_ref=..., refused=text, field=text))
    if found is not None:
        assert found.refused is not None
        assert one_line(found.refused) == found.refused == found.field


def test_control_characters_become_marks_that_can_be_seen() -> None:
    found = receipt(said(force_ref="SX/\x1b[2J\u202e0417\nX"))
    assert found is not None
    assert found.force_ref == "SX/␛[2J‹U+202E›0417␊X"

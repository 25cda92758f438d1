"""Suspects two and two, over an index made by hand."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

import pytest

from stalkdesk.desk import pairing, repeats
from stalkdesk.desk.desk import Desk
from stalkdesk.journal.index import Person
from stalkdesk.people.known import understood

PHONE = "07700 900123"


class OneKey:
    """An index in which two suspects share one key, the very last."""

    people = 2

    def with_role(self, role: str) -> dict[int, tuple[str, int]]:
        return {1: ("a", 2), 2: ("b", 2)} if role == "suspect" else {}

    def keys_after(self, at: tuple[int, int], most: int) -> list[tuple[int, int]]:
        return [row for row in ((4, 1), (9, 1), (9, 2)) if row > at][:most]

    def people_of(self, ids: Iterable[int]) -> list[Person]:
        known = understood({"name": "Mark Ellis", "phone": PHONE}, date(2026, 11, 22))
        return [
            Person(id=id, contact=contact, number=number, role="suspect", known=known)
            for id, (contact, number) in self.with_role("suspect").items()
            if id in ids
        ]

    def given(self, name: str) -> float:
        return 0.001

    def surname(self, name: str) -> float:
        return self.given(name)


@pytest.mark.parametrize("most", [1, 2, 3, 4])
def test_the_last_key_counts_as_any(monkeypatch: pytest.MonkeyPatch, most: int) -> None:
    monkeypatch.setattr(pairing, "_KEYS", most)
    pairs = pairing.Pairing({})
    while not pairs.done:
        pairs.go_on(OneKey())
    assert [group.people for group in pairs.groups()] == [(("a", 2), ("b", 2))]


def test_what_handlers_said_is_found_without_reading_every_event(desk: Desk) -> None:
    plan = desk.journal.db.conn.execute(f"EXPLAIN QUERY PLAN {repeats.SAID}", (0, 10)).fetchall()
    assert "event_by_link" in str(plan)

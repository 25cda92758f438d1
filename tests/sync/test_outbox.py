"""The outbox on a real journal: what goes when, and that nothing undelivered is ever lost."""

from __future__ import annotations

import tempfile
from pathlib import Path
from typing import Any

import pytest
from desk.hands import HandClock, made
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from sync.records import content_of, final, hash_of, kinds, receipt_for, states

from stalkdesk.clock import later, seconds_between
from stalkdesk.journal import projections
from stalkdesk.journal.journal import Journal, NotKept
from stalkdesk.journal.key import practice_key
from stalkdesk.sync.outbox import FIRST_WAIT, LONGEST_WAIT, Outbox, counts, delivered_since, row_of, undelivered


def due(box: Outbox) -> list[tuple[str, int]]:
    return [(parcel.contact, parcel.revision) for parcel in box.due()]


def sent(box: Outbox) -> None:
    for parcel in box.due():
        box.sent(parcel)


def test_the_highest_level_goes_first_then_the_oldest(journal: Journal, box: Outbox, clock: HandClock) -> None:
    for contact, level in (("a", "standard"), ("b", "high"), ("c", "medium"), ("d", "high"), ("e", "standard")):
        final(journal, clock, contact, level=level)
        clock.wait(1)
    assert due(box) == [("b", 1), ("d", 1), ("c", 1), ("a", 1), ("e", 1)]
    assert [(row.contact) for row in undelivered(journal.db)] == ["b", "d", "c", "a", "e"]
    assert [parcel.contact for parcel in box.due(2)] == ["b", "d"]


def test_what_is_sent_are_the_exact_bytes_that_became_final(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a")
    (parcel,) = box.due()
    assert (parcel.content, parcel.sha256) == (content_of("a", 1), hash_of("a", 1))


def test_a_later_revision_waits_for_the_one_before_and_for_no_other_record(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    final(journal, clock, "a", level="standard")
    clock.wait(1)
    final(journal, clock, "a", revision=2, level="high")
    final(journal, clock, "b", level="standard")
    assert due(box) == [("a", 1), ("b", 1)]
    sent(box)
    assert due(box) == []
    assert box.received(receipt_for("a", 1, force_ref=None, refused="no such address", field="people"))
    assert due(box) == []  # the amendment waits while the first is being mended
    assert box.received(receipt_for("b", 1))
    assert box.retry("a")
    assert due(box) == [("a", 1)]
    assert box.received(receipt_for("a", 1))
    assert due(box) == [("a", 2)]


def test_a_wait_grows_with_each_failure_and_is_never_longer_than_said(journal: Journal, clock: HandClock) -> None:
    final(journal, clock, "a")
    waits = {jitter: list[float]() for jitter in (0.0, 1.0)}
    for jitter, found in waits.items():
        box = Outbox(journal, clock, jitter=lambda jitter=jitter: jitter)
        box.retry("a")
        journal.db.conn.execute("UPDATE outbox SET attempts = 0")
        for _ in range(14):
            (parcel,) = box.due()
            box.failed(parcel, "the folder can't be written")
            row = row_of(journal.db, "a")
            assert row is not None
            assert row.next_attempt is not None
            assert (row.state, row.why) == ("retrying", "the folder can't be written")
            found.append(seconds_between(clock.now(), row.next_attempt))
            assert due(box) == []
            clock.wait(found[-1] - 0.001)
            assert due(box) == []
            clock.wait(0.001)
            assert due(box) == [("a", 1)]
    assert waits[1.0][:4] == [FIRST_WAIT, FIRST_WAIT * 2, FIRST_WAIT * 4, FIRST_WAIT * 8]
    assert waits[1.0] == sorted(waits[1.0])
    assert waits[1.0][-1] == LONGEST_WAIT
    assert waits[0.0] == [wait / 2 for wait in waits[1.0]]


def test_ten_thousand_failures_later_it_is_still_tried(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a")
    journal.db.conn.execute("UPDATE outbox SET attempts = 10000")
    (parcel,) = box.due()
    box.failed(parcel, "no way there")
    clock.wait(LONGEST_WAIT)
    assert due(box) == [("a", 1)]


def test_every_try_is_counted(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a")
    (parcel,) = box.due()
    box.failed(parcel, "no way there")
    clock.wait(LONGEST_WAIT)
    box.sent(parcel)
    row = row_of(journal.db, "a")
    assert row is not None
    assert (row.state, row.attempts, row.why, row.next_attempt) == ("sending", 2, None, None)


# Receipts


@pytest.mark.parametrize(
    "wrong", [{"id": "b"}, {"id": "nobody"}, {"revision": 2}, {"sha256": "0" * 64}, {"sha256": hash_of("a", 1).upper()}]
)
@pytest.mark.parametrize("answer", [{}, {"force_ref": None, "refused": "no", "field": "people"}])
def test_an_answer_counts_only_where_it_repeats_id_revision_and_hash(
    journal: Journal, box: Outbox, clock: HandClock, wrong: dict[str, Any], answer: dict[str, Any]
) -> None:
    final(journal, clock, "a")
    final(journal, clock, "b")
    sent(box)
    before = states(journal), journal.verify().head
    assert not box.received(receipt_for("a", 1).model_copy(update={**answer, **wrong}))
    assert (states(journal), journal.verify().head) == before
    assert box.received(receipt_for("a", 1).model_copy(update=answer))


def test_a_refusal_needs_a_person_and_says_why_and_where(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a", level="high")
    sent(box)
    clock.wait(60)
    assert box.received(receipt_for("a", force_ref=None, refused="no such street", field="people[0].address"))
    row = row_of(journal.db, "a")
    assert row is not None
    assert (row.state, row.why, row.field, row.force_ref) == (
        "needs_you",
        "no such street",
        "people[0].address",
        None,
    )
    assert "delivered" not in kinds(journal, "a")
    assert [row.contact for row in undelivered(journal.db)] == ["a"]
    assert box.retry("a")
    row = row_of(journal.db, "a")
    assert row is not None
    assert (row.state, row.why, row.field) == ("ready", None, None)
    sent(box)
    assert box.received(receipt_for("a"))
    assert states(journal) == {("a", 1): "delivered"}


def test_delivered_is_an_event_and_a_state_at_once(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a")
    sent(box)
    clock.wait(90)
    assert box.received(receipt_for("a", force_ref="SX/0417"))
    row = row_of(journal.db, "a")
    assert row is not None
    assert (row.state, row.force_ref, row.changed_at) == ("delivered", "SX/0417", clock.now())
    assert row.receipt == {"id": "a", "revision": 1, "sha256": hash_of("a", 1), "force_ref": "SX/0417"}
    last = list(journal.events("a"))[-1]
    assert (last.kind, last.who, last.elapsed, last.at) == ("delivered", "courier", 90.0, clock.now())
    assert last.body == {"revision": 1, "force_ref": "SX/0417", "receipt": row.receipt}
    assert undelivered(journal.db) == []
    assert counts(journal.db) == {"delivered": 1}
    assert delivered_since(journal.db, clock.now()) == 1
    assert delivered_since(journal.db, later(clock.now(), 1)) == 0
    assert journal.verify().broken_at is None


def test_where_the_state_cannot_be_kept_the_event_is_not_either(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    final(journal, clock, "a")
    sent(box)
    journal.db.conn.execute(
        "CREATE TEMP TRIGGER stuck BEFORE UPDATE ON main.outbox BEGIN SELECT RAISE(ABORT, 'stuck'); END"
    )
    with pytest.raises(NotKept, match="stuck"):
        box.received(receipt_for("a"))
    assert "delivered" not in kinds(journal, "a")
    assert states(journal) == {("a", 1): "sending"}
    journal.db.conn.execute("DROP TRIGGER stuck")
    assert box.received(receipt_for("a"))
    assert kinds(journal, "a") == ["opened", "finished", "delivered"]
    assert journal.verify().broken_at is None


def test_where_the_event_cannot_be_kept_the_state_is_not_either(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    final(journal, clock, "a")
    sent(box)
    journal.db.conn.execute(
        "CREATE TEMP TRIGGER stuck BEFORE INSERT ON main.event BEGIN SELECT RAISE(ABORT, 'stuck'); END"
    )
    with pytest.raises(NotKept, match="stuck"):
        box.received(receipt_for("a"))
    assert states(journal) == {("a", 1): "sending"}


def test_the_same_answer_twice_is_delivered_once(journal: Journal, box: Outbox, clock: HandClock) -> None:
    final(journal, clock, "a")
    sent(box)
    assert box.received(receipt_for("a"))
    kept = row_of(journal.db, "a")
    clock.wait(5)
    assert box.received(receipt_for("a"))
    assert box.received(receipt_for("a", force_ref=None, refused="already there"))
    assert row_of(journal.db, "a") == kept
    assert kinds(journal, "a").count("delivered") == 1
    assert not box.retry("a")


def test_what_was_delivered_stays_so_when_a_second_round_comes_late(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    final(journal, clock, "a")
    (parcel,) = box.due()
    box.sent(parcel)
    assert box.received(receipt_for("a"))
    kept = row_of(journal.db, "a")
    box.sent(parcel)
    box.failed(parcel, "no way there")
    assert row_of(journal.db, "a") == kept


def test_an_answer_is_taken_also_where_nobody_noted_that_it_was_sent(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    final(journal, clock, "a")  # the program was stopped between handing it over and keeping that it was
    assert box.received(receipt_for("a"))
    assert states(journal) == {("a", 1): "delivered"}
    assert due(box) == []


def test_retry_sends_at_once_what_waits_was_refused_or_got_no_answer(
    journal: Journal, box: Outbox, clock: HandClock
) -> None:
    for contact in "abcd":
        final(journal, clock, contact)
    a, b, c, d = box.due()
    box.failed(a, "no way there")
    box.sent(b)
    box.sent(c)
    assert box.received(receipt_for("c", force_ref=None, refused="no"))
    box.sent(d)
    assert box.received(receipt_for("d"))
    assert due(box) == []
    assert [box.retry(contact) for contact in "abcd"] == [True, True, True, False]
    assert not box.retry("nobody")
    assert due(box) == [("a", 1), ("b", 1), ("c", 1)]


class AnyOrder(RuleBasedStateMachine):
    """Whatever happens to them and in whatever order, revisions are only ever added, and only a receipt delivers."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = tempfile.TemporaryDirectory()
        self.clock = HandClock()
        home = made(Path(self.folder.name) / "home")
        self.journal = Journal(home, practice_key(home))
        with self.journal.writing() as db:
            projections.rebuild(db, ())
        self.box = Outbox(self.journal, self.clock)
        self.there: dict[str, int] = {}
        self.taken: set[tuple[str, int]] = set()

    contacts = st.sampled_from("abc")
    revisions = st.integers(1, 3)

    @initialize()
    def one(self) -> None:
        self.finish("a", "high")

    @rule(contact=contacts, level=st.sampled_from(["standard", "high"]))
    def finish(self, contact: str, level: str) -> None:
        self.there[contact] = self.there.get(contact, 0) + 1
        final(self.journal, self.clock, contact, revision=self.there[contact], level=level)

    @rule(at=st.integers(0, 2), arrives=st.booleans())
    def send(self, at: int, arrives: bool) -> None:
        parcels = self.box.due()
        if at < len(parcels):
            parcel = parcels[at]
            if arrives:
                self.box.sent(parcel)
            else:
                self.box.failed(parcel, "no way there")

    @rule(contact=contacts, revision=revisions, answer=st.sampled_from(["taken", "refused", "other bytes"]))
    def receive(self, contact: str, revision: int, answer: str) -> None:
        more: dict[str, Any] = {
            "taken": {},
            "refused": {"force_ref": None, "refused": "no"},
            "other bytes": {"sha256": "f" * 64},
        }[answer]
        known = revision <= self.there.get(contact, 0)
        assert self.box.received(receipt_for(contact, revision, **more)) is (known and answer != "other bytes")
        if known and answer == "taken":
            self.taken.add((contact, revision))

    @rule(contact=contacts)
    def retry(self, contact: str) -> None:
        self.box.retry(contact)

    @rule(seconds=st.sampled_from([1.0, 10.0, LONGEST_WAIT]))
    def wait(self, seconds: float) -> None:
        self.clock.wait(seconds)

    @invariant()
    def nothing_is_lost(self) -> None:
        every = {(contact, n) for contact, last in self.there.items() for n in range(1, last + 1)}
        found = states(self.journal)
        assert set(found) == every
        assert {key for key, state in found.items() if state == "delivered"} == self.taken
        assert {(row.contact, row.revision) for row in undelivered(self.journal.db)} == every - self.taken
        kept = {(c, n): bytes(p) for c, n, p in self.journal.db.conn.execute(PAYLOADS)}
        assert kept == {(contact, n): content_of(contact, n) for contact, n in every}
        for contact in self.there:
            taken = [e.body["revision"] for e in self.journal.events(contact) if e.kind == "delivered"]
            assert sorted(taken) == sorted(n for c, n in self.taken if c == contact)

    @invariant()
    def order_is_kept_within_a_record_and_no_record_blocks_another(self) -> None:
        found = states(self.journal)
        first = {c: min((n for (d, n), state in found.items() if d == c and state != "delivered"), default=0)
                 for c in self.there}  # fmt: skip
        may_go = {(c, n) for c, n in first.items() if n and found[c, n] == "ready"}
        now_due = set(due(self.box))
        assert may_go <= now_due
        assert now_due <= set(first.items())

    def teardown(self) -> None:
        assert self.journal.verify().broken_at is None
        self.journal.close()
        self.folder.cleanup()


PAYLOADS = "SELECT contact, revision, payload FROM revision"
TestAnyOrder = AnyOrder.TestCase
TestAnyOrder.settings = settings(max_examples=settings().max_examples // 5, stateful_step_count=25)

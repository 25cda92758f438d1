"""What is on the disk of a home, and whether it holds what was painted."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from journeys.terminal.painted import Painted, is_among

from stalkdesk.clock import Clock
from stalkdesk.contact.contact import Contact, Stage
from stalkdesk.contact.fold import after
from stalkdesk.contact.summary import summary
from stalkdesk.desk.desk import Desk
from stalkdesk.desk.opening import home_of, opened
from stalkdesk.desk.views import map_view
from stalkdesk.journal.home import Home
from stalkdesk.questions.assess import assess
from stalkdesk.questions.model import QuestionSet
from stalkdesk.sync import outbox


def home_in(folder: Path) -> Home:
    """The practice home that the program in a terminal has in this folder."""
    return home_of(str(folder / "desk"), practice=True)


@contextlib.contextmanager
def desk_in(folder: Path) -> Iterator[Desk]:
    """The desk of that home, its chain found whole."""
    with opened(home_in(folder), Clock()) as station:
        verdict = station.desk.journal.verify()
        assert verdict.broken_at is None, f"the chain is broken at {verdict.broken_at}"
        yield station.desk


def in_hand(folder: Path) -> list[Contact]:
    """Every contact that is open or parked, the first opened first."""
    with desk_in(folder) as desk:
        return sorted(
            (desk.read(line.id, log=False)[0] for line in desk.overview().in_hand), key=lambda one: one.opened
        )


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """A home as a stop of the program left it. `seqs`: how far each contact is, by its reference."""

    seqs: dict[str, int]
    cut_off: Contact | None
    parked: bool


def look_at(folder: Path, seen: dict[str, Painted], before: Kept | None) -> Kept:
    """Open the home anew, hold every contact that was on the screen against it, and say how it stands."""
    with desk_in(folder) as desk:
        seqs: dict[str, int] = {}
        for id in desk.journal.contacts():
            if id != "desk":
                contact = desk.read(id, log=False)[0]
                seqs[contact.ref] = contact.seq
                was = before.seqs.get(contact.ref, 0) if before is not None else 0
                assert contact.seq >= was, f"{contact.ref} has lost events: {contact.seq} of {was}"
                if contact.ref in seen or contact.seq > was:
                    _hold(desk, contact, seen.get(contact.ref, Painted()), max(was, 1))
        lost = [ref for ref in seen if ref not in seqs]
        assert not lost, f"on the screen, and not on the disk: {lost}"
        overview = desk.overview()
        cut_off = [desk.read(id, log=False)[0] for id in overview.cut_off]
        assert len(cut_off) <= 1
        parked = any(line.stage == "parked" and not line.call_back for line in overview.in_hand)
        return Kept(seqs=seqs, cut_off=cut_off[0] if cut_off else None, parked=parked)


def _hold(desk: Desk, contact: Contact, painted: Painted, since: int) -> None:
    """One contact: as it stood at `since` and ever after, against what was painted of it meanwhile."""
    ref = contact.ref
    states: list[Contact] = []
    state: Contact | None = None
    numbers: list[int] = []
    for event in desk.events(contact.id):
        state = after(state, event)
        numbers.append(event.seq)
        if event.seq >= since:
            states.append(state)
    assert numbers == list(range(1, len(numbers) + 1)), f"{ref}: a gap in its events"
    assert state == contact
    qset = desk.read(contact.id, log=False)[1].qset
    line = replace(summary(contact, assess(qset, contact.answers)), names=())
    assert desk.line(ref) == line, f"{ref}: its line in the lists is behind"
    for id, said in answers_of(states, qset, desk).items():
        shown = painted.answers.get(id, [])
        assert is_among(shown, said), f"{ref}: {id} was painted as {shown}; on the disk it was {said}"
    positions = [state.position for state in states if state.position is not None]
    was_on = [id for at, id in enumerate(positions) if at == 0 or positions[at - 1] != id]
    assert is_among(painted.positions, was_on), f"{ref}: painted {painted.positions}; on the disk {was_on}"
    for text, exact in painted.words.items():
        there = any(line.text == text and (line.verbatim or not exact) for one in states for line in one.words)
        assert there, f"{ref}: the line {text!r} (exact: {exact}) was painted and is not on the disk"
    for tick in painted.ticks:
        assert any(_ticked(tick, one) for one in states), f"{ref}: {tick!r} was painted and is not on the disk"
    if painted.final:
        assert contact.stage is Stage.FINISHED, f"{ref} was painted as a final record"
    if contact.stage is Stage.FINISHED:
        assert outbox.row_of(desk.journal.db, contact.id) is not None, f"{ref} is final and not in the queue"


def answers_of(states: list[Contact], qset: QuestionSet, desk: Desk) -> dict[str, list[str]]:
    """What the map said of each question, state after state."""
    said: dict[str, list[str]] = {id: [] for id in qset.questions}
    last = None
    for state in states:
        if state.answers is last:
            continue
        last = state.answers
        position = state.position or next(iter(qset.questions))
        for section in map_view(state, assess(qset, state.answers), desk.labels, position):
            for row in section.rows:
                if not said[row.id] or said[row.id][-1] != row.words:
                    said[row.id].append(row.words)
    return said


def _ticked(tick: str, state: Contact) -> bool:
    what, _, reason = tick.partition(": ")
    if what == "They stay open":
        return state.left_open is not None and state.left_open.reason == reason
    read = state.read_back
    return read is not None and (read.agreed if what == "They agreed." else not read.agreed and read.reason == reason)

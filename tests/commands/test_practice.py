"""`stalkdesk practice fill`, and the samples of a desk that is opened for the first time."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from commands.terminal import Terminal

from stalkdesk.clock import Clock
from stalkdesk.contact.decision import decide
from stalkdesk.contact.event import Event
from stalkdesk.contact.fold import fold
from stalkdesk.contact.record import payload, sha256
from stalkdesk.contact.summary import summary
from stalkdesk.desk.desk import Desk, Place
from stalkdesk.desk.filling import SAMPLES, fill, samples
from stalkdesk.desk.final import document_of
from stalkdesk.desk.joined import NOTHING
from stalkdesk.desk.typed import checked
from stalkdesk.errors import BadInput
from stalkdesk.journal import projections
from stalkdesk.journal.journal import Verdict
from stalkdesk.questions.assess import assess
from stalkdesk.sync.courier import one_round
from stalkdesk.sync.outbox import counts, row_of

MANY = 300
# Ofcom's numbers for drama: mobile, geographic, London, Cardiff, and of no area.
DRAMA = re.compile(
    r"07700 900\d{3}|01(1[3-8]|[2-6]1) 496 0\d{3}|0191 498 0\d{3}|020 7946 0\d{3}|029 2018 0\d{3}|01632 960\d{3}"
)
LIKE_A_NUMBER = re.compile(r"(?:\+44|\b0)[\d ()-]{8,}\d")
LIKE_A_POSTCODE = re.compile(r"\b[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2}\b")
LIKE_A_PLATE = re.compile(r"\b[A-Z]{2}\d{2} ?[A-Z]{3}\b")


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """A desk that is only looked at."""
    with Terminal(folder=tmp_path_factory.mktemp("many") / "desk").desk() as station:
        assert fill(station.desk, MANY, 7) == MANY
        yield station.desk


def filled(folder: Path, contacts: int, seed: int, *, until: str | None = None, workers: int = 1) -> Verdict:
    with Terminal(folder=folder).desk() as station:
        more = {"until": until} if until else {}
        assert fill(station.desk, contacts, seed, workers=workers, **more) == contacts
        return station.desk.journal.verify()


def by_id(desk: Desk) -> dict[str, list[Event]]:
    return {id: list(desk.events(id)) for id in desk.journal.contacts()}


def people(desk: Desk) -> Iterator[dict[str, str]]:
    for id in desk.journal.contacts():
        yield from map(dict, fold(desk.events(id)).people.values())


def test_the_same_seed_gives_the_same_journal_to_the_byte(tmp_path: Path) -> None:
    first, again = filled(tmp_path / "a", 20, 3), filled(tmp_path / "b", 20, 3)
    assert first.broken_at is None
    assert first == again
    others = {filled(tmp_path / "c", 20, 4).head, filled(tmp_path / "d", 20, 3, until="2027-01-01T12:00:00.000Z").head}
    assert first.head not in others
    assert len(others) == 2


def test_processes_of_their_own_make_the_same(tmp_path: Path) -> None:
    assert filled(tmp_path / "alone", 450, 3) == filled(tmp_path / "helped", 450, 3, workers=2)


def test_a_contact_is_the_same_however_many_are_made_and_none_is_made_twice(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "few").desk() as few, Terminal(folder=tmp_path / "more").desk() as more:
        fill(few.desk, 5, 1)
        fill(more.desk, 9, 1)
        assert fill(few.desk, 5, 1) == 0
        assert few.desk.journal.verify().events == sum(len(events) for events in by_id(few.desk).values())
        assert fill(few.desk, 9, 1) == 4
        assert by_id(few.desk) == by_id(more.desk)


def test_everything_holds_together_as_if_a_handler_had_done_it(many: Desk) -> None:
    db = many.journal.db
    assert many.journal.verify().broken_at is None
    for id in many.journal.contacts():
        contact, assessment = many.read(id, log=False)
        asked = set(assessment.relevance.asked)
        assert set(contact.answers) <= asked, "only what is relevant is answered"
        for question, answer in contact.answers.items():
            if answer.value is not None:
                given = list(answer.value) if isinstance(answer.value, tuple) else answer.value
                assert checked(assessment.qset.questions[question], given) == answer.value
        left = contact.left_open.questions if contact.left_open is not None else ()
        assert set(assessment.core.open) == set(left), "what stays open has its reason"
        assert contact.read_back is not None
        assert contact.grade is not None
        assert contact.elapsed > 60
        times = [event.at for event in many.events(id)]
        assert times == sorted(times)
        assert times[-1] <= "2026-11-21T12:00:00.000Z"
        assert [projections.by_ref(db, contact.ref)] == projections.lines(db, "WHERE id = ?", (id,))


def test_the_revision_is_what_the_fold_gives_and_the_receipt_is_about_it(many: Desk) -> None:
    db = many.journal.db
    found: Counter[str] = Counter()
    for id in many.journal.contacts():
        events = list(many.events(id))
        final = next(event for event in events if event.kind == "finished")
        contact = fold(events[: final.seq])
        qset = many.read(id, log=False)[1].qset
        content, digest = db.conn.execute("SELECT payload, sha256 FROM revision WHERE contact = ?", (id,)).fetchone()
        assessment = assess(qset, contact.answers)
        decision = decide(contact, assessment, many.guidance(qset))
        assert decision.open == (), "no action of the plan is left open"
        assert content == payload(document_of(contact, assessment, decision, NOTHING))
        assert sha256(content) == digest == contact.sha256
        row = row_of(db, id)
        assert row is not None
        found[row.state] += 1
        assert (row.level, row.ready_at) == (summary(contact, assess(qset, contact.answers)).level, final.at)
        if row.state == "delivered":
            assert row.receipt == {"id": id, "revision": 1, "sha256": digest, "force_ref": row.force_ref}
            assert (events[-1].kind, events[-1].who, events[-1].body["receipt"]) == (
                "delivered",
                "courier",
                row.receipt,
            )
        else:
            assert events[-1] == final
    assert found == {"delivered": MANY - 15, "ready": 5, "retrying": 5, "needs_you": 5}


def test_the_lists_are_the_ones_the_journal_gives(many: Desk) -> None:
    def kept() -> tuple[Any, ...]:
        return tuple(
            many.journal.db.conn.execute(f"SELECT * FROM {table} ORDER BY 1, 2").fetchall() for table in TABLES
        )

    before = kept()
    with many.journal.writing() as db:
        lines = []
        for id in many.journal.contacts():
            contact, assessment = many.read(id, log=False)
            lines.append(summary(contact, assessment))
        projections.rebuild(db, lines)
    assert kept() == before
    assert len(before[0]) == MANY


TABLES = ("contact", "name")


def test_nobody_can_be_rung_or_found_by_what_is_made_up(many: Desk) -> None:
    numbers = 0
    for event in many.journal.events():
        body = json.dumps({**event.body, "sha256": "", "set_sha256": "", "receipt": ""}, ensure_ascii=False)
        for number in LIKE_A_NUMBER.findall(body):
            assert DRAMA.fullmatch(number), number
            numbers += 1
        assert not LIKE_A_POSTCODE.search(body), body
        assert not LIKE_A_PLATE.search(body), body
        assert "{" not in "".join(str(value) for value in event.body.values() if isinstance(value, str)), body
    assert numbers > MANY


def test_some_suspects_come_again_under_names_that_are_nearly_theirs(many: Desk) -> None:
    spelt: dict[str, set[str]] = {}
    for person in people(many):
        if person.get("role") == "suspect":
            for field in ("phone", "address"):
                spelt.setdefault(person.get(field, ""), set()).add(person.get("name", ""))
    del spelt[""]
    again = [names for names in spelt.values() if len(names) > 1 and len({name[:1] for name in names}) == 1]
    assert len(again) >= 2, again


def test_there_is_some_of_everything(many: Desk) -> None:
    contacts = [many.read(id, log=False) for id in many.journal.contacts()]
    levels = Counter(assessment.concern.level for _, assessment in contacts)
    assert all(count > MANY // 20 for count in levels.values()) and len(levels) == 3, levels
    assert {contact.opening.channel for contact, _ in contacts} == {"call", "walk_in"}
    states = {answer.state for contact, _ in contacts for answer in contact.answers.values()}
    assert len(states) == 4
    assert {event.kind for event in many.journal.events()} >= {"marked", "noted", "left_open", "caller_gone", "raised"}
    surnames = {person["name"].split()[-1] for person in people(many) if " " in person.get("name", "")}
    assert len(surnames) > MANY // 3


def test_the_references_of_the_desks_own_contacts_are_left_to_them(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "a").desk() as a, Terminal(folder=tmp_path / "b").desk() as b:
        fill(a.desk, 3, 1)
        taken = projections.lines(a.desk.journal.db, "ORDER BY opened DESC")[0]
        call = b.desk.open("call")
        with b.desk.journal.writing() as db:
            db.conn.execute("UPDATE contact SET ref = ? WHERE id = ?", (taken.ref, call.contact.id))
        fill(b.desk, 3, 1)
        same = projections.by_ref(b.desk.journal.db, taken.id)
        assert same is not None
        assert same.ref != taken.ref
        assert same.ref.startswith(taken.ref)
        assert fold(b.desk.events(taken.id)).ref == same.ref


def test_a_live_desk_takes_none(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "desk").desk() as station:
        live = Place(force="A force", code="SX", practice=False)
        desk = Desk(station.desk.journal, Clock(), place=live, who="4471", labels={})
        with pytest.raises(BadInput, match="is a live one and takes no made-up records"):
            fill(desk, 1, 1)
        with pytest.raises(BadInput, match="is a live one"):
            samples(desk)
        assert desk.journal.contacts() == []


def test_samples_are_a_handful_finished_lately_of_which_one_is_still_to_go(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "desk").desk() as station:
        desk, now = station.desk, Clock().now()
        assert samples(desk) == SAMPLES
        lines = projections.lines(desk.journal.db, "ORDER BY opened")
        assert len(lines) == SAMPLES
        assert all(line.finished < now and line.stage == "finished" for line in lines)
        assert len({line.level for line in lines}) == 3
        assert len(desk.overview().waiting) == 1
        one_round(station.outbox, station.way, station.other_end)
        assert counts(desk.journal.db) == {"delivered": SAMPLES}
        contact, _ = desk.read(lines[-2].id)
        assert contact.delivered[1].force_ref.startswith("PRACTICE/")


def test_the_force_reference_is_the_one_the_practice_force_gives(tmp_path: Path) -> None:
    with Terminal(folder=tmp_path / "desk").desk() as station:
        samples(station.desk)
        rows = [row_of(station.desk.journal.db, id) for id in station.desk.journal.contacts()]
        row = next(row for row in rows if row is not None and row.state == "delivered")
        db = station.desk.journal.db
        content = db.conn.execute("SELECT payload FROM revision WHERE contact = ?", (row.contact,)).fetchone()[0]
        (station.way.waiting / f"{row.contact}.1.json").write_bytes(content)
        station.other_end()
        (answer,) = (json.loads(said) for _, said in station.way.answered())
        assert answer == row.receipt


# The command


def test_fill_makes_the_practice_desk_and_says_so(bare: Terminal) -> None:
    heard = bare.run("practice", "fill", "--contacts", "3", "--home", str(bare.folder))
    assert (heard.status, heard.err) == (0, "")
    assert "PRACTICE" in heard.lines[0]
    assert heard.lines[1] == f"3 made-up contacts in {bare.home.folder}"
    again = bare.run("practice", "fill", "--contacts", "5", "--home", str(bare.folder))
    assert again.lines[1] == f"2 made-up contacts in {bare.home.folder}; 3 were there already"
    other = bare.run("practice", "fill", "--contacts", "2", "--seed", "2", "--json", "--home", str(bare.folder))
    assert (other.document["new"], other.document["seed"], other.document["practice"]) == (2, 2, True)
    assert bare.say("records", "list", "--json").document["count"] == 7
    assert not bare.folder.exists()


def test_fill_until_another_day(bare: Terminal) -> None:
    bare.run("practice", "fill", "--contacts", "2", "--until", "2031-02-03", "--home", str(bare.folder))
    finished = [one["finished"] for one in bare.say("records", "list", "--json").document["records"]]
    assert all("2031-02-03T11" < one < "2031-02-03T12" for one in finished)


@pytest.mark.parametrize(
    "args",
    [
        ("--contacts", "0"),
        ("--contacts", "1000001"),
        ("--contacts", "many"),
        (),
        ("--contacts", "1", "--seed", "x"),
        ("--contacts", "1", "--until", "yesterday"),
        ("--contacts", "1", "--until", "2026-02-30"),
        ("--contacts", "1", "--until", "0001-01-01"),
    ],
)
def test_fill_wrongly_used_makes_nothing(bare: Terminal, args: tuple[str, ...]) -> None:
    heard = bare.run("practice", "fill", *args, "--home", str(bare.folder))
    assert (heard.status, heard.out) == (2, "")
    assert "Traceback" not in heard.err
    assert not bare.home.folder.exists()


def test_fill_never_goes_into_a_live_home(bare: Terminal) -> None:
    bare.home.folder.mkdir(mode=0o700)
    (bare.home.folder / "kind").write_text("live\n", encoding="utf-8")
    heard = bare.run("practice", "fill", "--contacts", "1", "--home", str(bare.folder))
    assert heard.status == 2
    assert "practice and live are never mixed" in heard.refusal
    assert not bare.home.journal.exists()


def test_fill_at_a_desk_that_is_open_elsewhere_is_refused(terminal: Terminal) -> None:
    with terminal.desk():
        heard = terminal.run("practice", "fill", "--contacts", "1", "--home", str(terminal.folder))
    assert heard.status == 3
    assert heard.refusal.startswith("another stalkdesk has this desk open")


def at_work(pid: int) -> bool:
    """Whether it has started others, and they have come so far that they would hear a Ctrl-C themselves."""
    children = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    heard = [re.search(r"SigCgt:\s*(\w+)", Path(f"/proc/{child}/status").read_text()) for child in children]
    return len(heard) >= min(os.cpu_count() or 1, 2) and all(one and int(one[1], 16) & 2 for one in heard)


@pytest.mark.skipif(
    not Path("/proc/self/task").is_dir() or (os.cpu_count() or 1) < 2, reason="its processes are looked for in /proc"
)
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_a_fill_that_is_stopped_leaves_a_sound_desk_and_goes_on_later(bare: Terminal, how: signal.Signals) -> None:
    args = ["practice", "fill", "--contacts", "20000", "--home", str(bare.folder)]
    env = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8"}
    command = [sys.executable, "-m", "stalkdesk", *args]
    piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    process = subprocess.Popen(command, env=env, start_new_session=True, **piped)
    while process.poll() is None and not at_work(process.pid):
        pass  # until others make contacts for it: then its transaction has begun
    os.killpg(process.pid, how) if how is signal.SIGINT else process.kill()  # Ctrl-C goes to all in the terminal
    out, err = process.communicate()  # returns only when every process it started has let go of these
    assert out == b""
    assert err == b""
    assert process.returncode == (130 if how is signal.SIGINT else -signal.SIGKILL)
    with bare.desk() as station:
        assert station.desk.journal.verify().broken_at is None
        assert station.desk.journal.contacts() == []
        assert fill(station.desk, 2, 1) == 2

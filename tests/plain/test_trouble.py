"""What goes wrong on a live call: slips, hostile bytes, a line that drops, a full disk. Nothing said is lost."""

from __future__ import annotations

import os
import random
import resource
import shlex
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from plain.handler import CORE, FINISH, LINUX, Handler, tell, until

from stalkdesk.contact.contact import Stage


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("q", "“q” is no answer here. Type one of y n u d x; :again says what they mean."),
        ("yn", "“yn” is no answer here. Type one of y n u d x; :again says what they mean."),
        (":nosuch", "There is no command :nosuch. :help all lists them."),
        (":", "There is no command :. :help all lists them."),
        (":jump zebra", "No question has “zebra” in it. Type other words, or more of them."),
        (":take", "Nothing is proposed from their words."),
        (":mark", "There is no line to mark yet."),
        (":here", "The caller was not gone."),
        (":clear", "There is no answer here to take back."),
    ],
)
def test_a_slip_is_one_line_and_the_question_stays(handler: Handler, typed: str, says: str) -> None:
    heard = handler.types(typed, "n")
    place = heard.lines.index(says)
    assert heard.lines[place + 1 : place + 3] == ["Answer:", "Kept: danger now, no."]


def test_whole_words_are_taken_for_their_keys(handler: Handler) -> None:
    heard = handler.types("No", "YES", "12 High Street", "would rather not say")
    answers = handler.contact(heard.ref).answers
    assert [answers[id].value for id in ("danger_now", "safe_to_talk")] == ["no", "yes"]
    assert answers["children_or_others"].state == "declined"


def test_a_key_typed_where_words_are_wanted_is_asked_about(handler: Handler) -> None:
    heard = handler.types("n", "y", "u", "n", ":u")
    assert "Is “u” what they said? y or n. caller doesn't know is :u." in heard.lines
    assert handler.contact(heard.ref).answers["exact_location"].state == "unknown"
    sure = handler.types("n", "y", "x", "y")
    assert handler.contact(sure.ref).answers["exact_location"].value == "x"


def test_words_that_fit_nowhere_are_kept_in_the_account(handler: Handler) -> None:
    said = "he is in the garden with a torch"
    heard = handler.types(said, ":finish", said, ":nothing of the kind", "n")
    contact = handler.contact(heard.ref)
    assert [line.text for line in contact.words] == [said, ":nothing of the kind"]
    assert contact.left_open
    assert contact.left_open.reason == said  # there it is a reason


@pytest.mark.parametrize("length", [10_000, 45_000])
def test_a_very_long_line_is_refused_in_words_and_kept_whole(handler: Handler, length: int) -> None:
    words = "".join(f"word {number} " for number in range(length // 10))[:length].strip()
    heard = handler.types("n", "y", words, ":people", "a", words, ":back", "", f":note {words}", f":words {words}")
    assert any(line.startswith("This is ") and line.endswith("is kept in the account.") for line in heard.lines)
    contact = handler.contact(heard.ref)
    held = "".join(line.text for line in contact.words).replace(" ", "")
    everywhere = held + contact.notes.get("exact_location", "") + contact.people.get(1, {}).get("name", "")
    assert everywhere.replace(" ", "").count(words.replace(" ", "")) == 4
    assert max(map(len, heard.lines)) < 20_100


def test_hostile_bytes_are_kept_as_marks_and_never_sent_back(handler: Handler) -> None:
    given = [
        b"n",
        b"y",
        b"12 High St \x1b]52;c;eA==\x07\x1b[2J\xff\xfe caf\xc3\xa9 \xe2\x80\xae\x00\x9b\x08",
        b"\x1b[A",
    ]
    heard = handler.types(*given)
    kept = handler.contact(heard.ref).answers["exact_location"].value
    assert isinstance(kept, str)
    assert kept.startswith("12 High St ␛]52;c;eA==␇␛[2J‹U+DCFF›‹U+DCFE› café ‹U+202E›␀‹U+DC9B›␈")


def test_no_line_of_any_kind_ends_in_a_traceback(handler: Handler) -> None:
    chance = random.Random(7)
    words = [
        ":finish",
        ":danger",
        ":people",
        ":note",
        ":jump e",
        ":gone",
        ":back",
        ":words",
        "y",
        "n",
        "1",
        "2",
        "",
        "a",
        "t",
    ]
    words += [
        ":silent",
        ":open",
        ":next",
        ":clear",
        ":map",
        ":why",
        ":mark 1",
        "+",
        "-",
        "s",
        "g",
        ":incident",
        ":desk",
    ]
    lines = [chance.choice(words).encode() for _ in range(600)]
    for place in range(0, 600, 5):
        lines[place] = chance.randbytes(chance.choice((1, 3, 40, 400))).replace(b"\n", b"")
    heard = handler.types(*lines, args=("--walk-in",))
    assert heard.status in (0, 1)
    handler.contact(heard.ref)


def test_the_same_commands_inside_one_another_come_to_an_end(handler: Handler) -> None:
    heard = handler.types(*[":danger"] * 3000, ":back", *[":note"] * 3000)
    assert heard.status == 1


def test_a_last_line_without_an_end_and_a_mark_at_the_beginning_count(handler: Handler) -> None:
    process = handler.process()
    out, _ = process.communicate(b"\xef\xbb\xbfn\r\ny")
    assert "Kept: danger now, no." in out.decode()
    assert "Kept: safe to talk, yes." in out.decode()


def test_ctrl_c_keeps_everything_and_says_how_to_go_on(handler: Handler) -> None:
    process = handler.process()
    until(process, "Answer:")
    tell(process, "n")
    until(process, "Answer:")
    process.send_signal(signal.SIGINT)
    out, err = process.communicate()
    assert (process.returncode, err) == (130, b"")
    last = out.decode().splitlines()[-1]
    again = last.partition(" Go on with: stalkdesk ")[2]
    ref = again.split()[-1]
    assert shlex.split(again) == ["--practice", "--home", str(handler.home), "call", "--plain", "--resume", ref]
    resumed = handler.types("y", args=("--resume", ref))
    assert "Kept: safe to talk, yes." in resumed.lines
    assert handler.contact(ref).answers.keys() == {"danger_now", "safe_to_talk"}


def test_a_closed_pipe_says_the_last_line_where_it_can_still_be_seen(handler: Handler) -> None:
    process = handler.process()
    until(process, "Answer:")
    assert process.stdout
    process.stdout.close()
    tell(process, "n")
    assert process.stderr
    err = process.stderr.read().decode()
    assert process.stdin
    process.stdin.close()
    process.stderr.close()
    assert process.wait() == 1
    assert "still open and everything kept is safe. Go on with: stalkdesk" in err
    ref = err.split()[-1]
    assert handler.contact(ref).answers["danger_now"].value == "no"


def test_killed_in_the_middle_the_call_is_there(handler: Handler) -> None:
    process = handler.process()
    until(process, "Answer:")
    tell(process, "n", "y")
    until(process, "Kept: safe to talk, yes.")
    process.kill()
    process.communicate()
    with handler.desk() as station:
        (line,) = station.desk.overview().in_hand
    resumed = handler.types("the park", args=("--resume", line.ref))
    assert "Kept: where they are, the park." in resumed.lines


@LINUX
def test_a_full_disk_is_said_and_tried_again(handler: Handler) -> None:
    process = handler.process()
    until(process, "Answer:")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    tell(process, "n")
    heard = until(process, "Make room.")
    assert heard[-2].startswith("NOT KEPT: the disk is full or can't be written")
    assert not any(line.startswith("Kept") for line in heard)
    tell(process, "y", "")
    heard = until(process, "NOT KEPT")
    until(process, "Make room.")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    tell(process, "")
    until(process, "Kept: danger now, no.")
    tell(process, "y")
    out, err = process.communicate()
    assert err == b""
    ref = out.decode().split()[-1]
    assert [*handler.contact(ref).answers] == ["danger_now", "safe_to_talk"]


@LINUX
def test_an_answer_can_be_given_up_and_asked_again(handler: Handler) -> None:
    process = handler.process()
    until(process, "Answer:")
    resource.prlimit(process.pid, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
    tell(process, "n")
    until(process, "Make room.")
    tell(process, "n")
    assert until(process, "Answer:")[1] == "Safety now, question 1 of 5, core."
    out, _ = process.communicate()
    ref = out.decode().split()[-1]
    contact = handler.contact(ref)
    assert (dict(contact.answers), contact.stage) == ({}, Stage.OPEN)


def test_a_desk_in_use_and_what_is_asked_for_wrongly(handler: Handler, tmp_path: Path) -> None:
    with handler.desk():
        heard = handler.types("n")
        assert heard.status == 3
        assert "another stalkdesk has this desk open" in heard.err
    done = handler.types(*CORE, *FINISH)
    (tmp_path / "bad.yaml").write_text("format: 2\n")
    cases = {
        ("--resume", "PR-ZZZZ"): "There is no record PR-ZZZZ on this desk.",
        ("--resume", done.ref): "This record is final; it can be read, not gone on with.",
        ("--resume", done.ref, "--walk-in"): "--resume goes on with a call as it is; leave the other options out",
        ("--set", "nosuch"): "there is no such question set",
        ("--set", str(tmp_path / "bad.yaml")): "bad.yaml",
    }
    for args, says in cases.items():
        heard = handler.types("n", args=args)
        assert (heard.status, heard.out) == (2, "")
        assert says in heard.err
        assert "Traceback" not in heard.err
    assert not Handler(tmp_path / "none").types("n", args=("--resume", "PR-ZZZZ")).out


def test_the_screens_are_not_opened_by_mistake() -> None:
    command = [sys.executable, "-m", "stalkdesk", "call"]
    done = subprocess.run(command, capture_output=True, env={"PATH": os.environ["PATH"]}, check=False)
    assert done.returncode == 2
    assert b"stalkdesk call --plain" in done.stderr


def test_the_desk_can_be_named_after_the_command_too(handler: Handler) -> None:
    command = [sys.executable, "-m", "stalkdesk", "call", "--plain", "--practice", "--home", str(handler.home)]
    env = {"PATH": os.environ["PATH"]}
    done = subprocess.run(command, input=b"n\n", capture_output=True, env=env, check=False)
    last = done.stdout.decode().splitlines()[-1]
    assert f"stalkdesk --practice --home {handler.home} call --plain --resume PR-" in last
    ref = last.split()[-1]
    assert handler.contact(ref).answers["danger_now"].value == "no"


def test_nothing_of_the_screens_is_loaded(handler: Handler) -> None:
    program = (
        "import sys; from stalkdesk.cli import cli\n"
        f"sys.argv = ['stalkdesk', '--practice', '--home', {str(handler.home)!r}, 'call', '--plain']\n"
        "try: cli()\nexcept SystemExit: pass\n"
        "print('textual' in sys.modules, file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], input=b"n\n", capture_output=True, check=True)
    assert done.stderr == b"False\n"

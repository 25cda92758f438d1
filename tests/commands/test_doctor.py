"""`stalkdesk doctor`."""

from __future__ import annotations

import os
import re
import struct
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2
from commands.conftest import RECORDS
from commands.terminal import AS_OF, Terminal

from stalkdesk.journal.home import Home


def about(document: Any, part: str) -> dict[str, Any]:
    return {one["about"]: one for one in document[part]}


def to_mend(document: Any) -> dict[str, str]:
    return {one["about"]: one["mend"] for part in PARTS for one in document[part] if one["mend"]}


PARTS = ("terminal", "program", "question sets", "guidance", "home")


def tamper(home: Home, statement: str) -> None:
    """Somebody with the key goes round the journal."""
    connection = sqlcipher3.dbapi2.connect(str(home.journal), isolation_level=None)
    connection.execute(f"PRAGMA key = \"x'{home.key.read_bytes().hex()}'\"")
    for trigger in ("event_is_never_changed", "event_is_never_deleted"):
        connection.execute(f"DROP TRIGGER {trigger}")
    connection.execute(statement)
    connection.close()


def test_without_any_home_all_is_right_and_none_is_made(bare: Terminal) -> None:
    heard = bare.run("doctor", "--home", str(bare.folder))
    assert (heard.status, heard.err, heard.lines[-1]) == (0, "", "nothing to mend")
    assert [line for line in heard.lines if not line.startswith("  ")][:-1] == [part.capitalize() for part in PARTS]
    assert f"  · practice desk: none at {bare.home.folder}; stalkdesk --practice makes it" in heard.lines
    assert f"  · live desk: none at {bare.folder}; live desks can't be set up in this version" in heard.lines
    assert list(bare.folder.parent.iterdir()) == []


def test_json_is_one_document_with_a_value_for_programs(bare: Terminal) -> None:
    found = bare.run("doctor", "--json", "--home", str(bare.folder), COLORTERM="truecolor", TERM="xterm").document
    assert found["ok"] is True
    assert list(found) == ["ok", *PARTS]
    assert {key for part in PARTS for one in found[part] for key in one} == {"about", "value", "words", "mend"}
    terminal, program = about(found, "terminal"), about(found, "program")
    assert (terminal["is a terminal"]["value"], terminal["colours"]["value"]) == (False, 1 << 24)
    assert (terminal["TERM"]["value"], terminal["UTF-8"]["value"]) == ("xterm", True)
    assert program["Python"]["value"] == ".".join(map(str, sys.version_info[:3]))
    assert program["SQLite"]["value"] == sqlcipher3.dbapi2.sqlite_version
    assert program["SQLCipher"]["value"].startswith("4.")
    assert all(one["value"] is True for one in found["question sets"])


def test_a_home_is_looked_at_whole(terminal: Terminal) -> None:
    found = terminal.say("doctor", "--json").document
    home = about(found, "home")
    assert (found["ok"], to_mend(found)) == (True, {})
    assert home["practice desk"]["value"] == {"home": str(terminal.home.folder), "there": True}
    assert home["practice desk, private"]["value"] is True
    assert home["practice desk, room"]["value"] > 0
    assert home["practice desk, journal"]["value"] == {"records": RECORDS, "not_delivered": 3}
    with terminal.desk() as station:
        verdict = station.desk.journal.verify()
    assert home["practice desk, journal chain"]["value"] == {"events": verdict.events, "head": verdict.head}
    assert home["practice desk, journal pages"]["value"] is True
    quick = about(terminal.say("doctor", "--quick", "--json").document, "home")
    assert "practice desk, journal pages" not in quick


def test_a_home_that_others_may_read_is_to_mend(terminal: Terminal) -> None:
    terminal.home.folder.chmod(0o755)
    terminal.home.key.chmod(0o644)
    heard = terminal.say("doctor", "--quick")
    assert (heard.status, heard.lines[-1]) == (1, "1 to mend")
    line = next(line for line in heard.lines if line.startswith("  !"))
    assert str(terminal.home.folder) in line
    assert str(terminal.home.key) in line
    mend = heard.lines[heard.lines.index(line) + 1].removeprefix("      to mend it: ")
    assert mend == f"chmod -R go= {terminal.home.folder}"
    subprocess.run(mend.split(), check=True)
    assert terminal.say("doctor", "--quick").status == 0


@pytest.mark.parametrize(
    ("statement", "says"),
    [
        ('UPDATE event SET body = \'{"line":1,"text":"nothing"}\' WHERE position = 9', "event 9 does not fit"),
        ("UPDATE event SET who = 'somebody else' WHERE position = 3", "event 3 does not fit"),
        ("DELETE FROM event WHERE position = 5", "event 5 does not fit"),
        ("UPDATE event SET body = 'no JSON' WHERE position = 7", "can't be read"),
    ],
)
def test_an_event_that_was_changed_is_found(terminal: Terminal, statement: str, says: str) -> None:
    tamper(terminal.home, statement)
    heard = terminal.say("doctor", "--json")
    assert heard.status == 1
    assert says in about(heard.document, "home")["practice desk, journal chain"]["words"]
    assert list(to_mend(heard.document)) == ["practice desk, journal chain"]


def test_pages_that_were_spoilt_are_found(terminal: Terminal) -> None:
    with terminal.home.journal.open("r+b") as file:
        file.seek(-4096 * 3, os.SEEK_END)
        file.write(b"spoilt" * 500)
    heard = terminal.say("doctor", "--json")
    assert heard.status == 1
    assert "Traceback" not in heard.err


def test_a_missing_key_is_said_and_none_is_made(terminal: Terminal) -> None:
    kept = terminal.home.key.read_bytes()
    terminal.home.key.unlink()
    heard = terminal.say("doctor")
    assert heard.status == 1
    assert f"its key {terminal.home.key} is missing" in heard.out
    assert not terminal.home.key.exists()
    terminal.home.key.write_bytes(b"short")
    terminal.home.key.chmod(0o600)
    assert "is not a key" in terminal.say("doctor").out
    terminal.home.key.write_bytes(kept)
    assert terminal.say("doctor").status == 0


def test_a_desk_that_is_open_elsewhere_is_told_and_left_alone(terminal: Terminal) -> None:
    with terminal.desk():
        heard = terminal.say("doctor")
    assert heard.status == 0
    assert f"open in another stalkdesk (process {os.getpid()}, since " in heard.out


def test_a_home_of_the_other_kind_or_a_file_in_its_place_is_to_mend(terminal: Terminal, tmp_path: Path) -> None:
    (terminal.home.folder / "kind").write_text("live\n", encoding="utf-8")
    assert "is not a practice home" in terminal.say("doctor", "--quick").out
    (tmp_path / "file-practice").write_text("")
    heard = terminal.run("doctor", "--quick", "--practice", "--home", str(tmp_path / "file"))
    assert heard.status == 1
    assert "is a file" in heard.out


@pytest.mark.parametrize(
    ("columns", "rows", "more", "mends"),
    [
        (80, 24, {}, []),
        (79, 24, {}, ["size"]),
        (80, 23, {}, ["size"]),
        (120, 40, {"TERM": ""}, ["TERM"]),
        (120, 40, {"LC_ALL": "en_GB.ISO-8859-1"}, ["UTF-8"]),
        (120, 40, {"TERM": "dumb", "NO_COLOR": "1"}, []),
    ],
)
def test_a_terminal_that_is_too_small_or_says_too_little_is_to_mend(
    bare: Terminal, columns: int, rows: int, more: dict[str, str], mends: list[str]
) -> None:
    import fcntl
    import pty
    import termios

    leader, follower = pty.openpty()
    fcntl.ioctl(follower, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
    env = {"PATH": os.environ["PATH"], "TERM": "xterm-256color", "LANG": "C.UTF-8", **more}
    command = [sys.executable, "-m", "stalkdesk", "--practice", "--home", str(bare.folder), "doctor", "--as-of", AS_OF]
    with subprocess.Popen(command, stdin=follower, stdout=follower, stderr=follower, env=env) as process:
        os.close(follower)
        said = b""
        while True:
            try:
                piece = os.read(leader, 65536)
            except OSError:  # nobody holds the other end any more
                break
            if not piece:
                break
            said += piece
    os.close(leader)
    lines = said.decode().replace("\r", "").splitlines()
    assert "  · is a terminal: yes" in lines
    assert [line[4:].split(":")[0] for line in lines if line.startswith("  !")] == mends
    assert process.returncode == bool(mends)
    assert any(f"size: {columns}×{rows}" in line for line in lines)
    if "NO_COLOR" in more:
        assert any("NO_COLOR is set" in line for line in lines)
        assert any("stalkdesk call --plain" in line for line in lines)
    elif more.get("TERM") != "":
        assert "  · colours: 256" in lines


def test_the_guidance_is_read_and_counted(bare: Terminal) -> None:
    found = about(bare.run("doctor", "--json", "--home", str(bare.folder)).document, "guidance")
    assert found["guidance"]["value"]["forces"] == 44
    assert found["guidance, checked"]["value"] == {"entries": 0, "oldest": None}


def test_what_nobody_checked_for_a_year_is_told_with_how_many_the_oldest_and_where(bare: Terminal) -> None:
    heard = bare.run("doctor", "--home", str(bare.folder), "--as-of", "2030-01-01")
    assert (heard.status, heard.lines[-1]) == (1, "1 to mend")
    (line,) = [line for line in heard.lines if line.startswith("  !")]
    assert re.search(r"checked: \d+ entries not for a year \(.*services.yaml 18.*\); the oldest is \w+, 2026-", line)
    assert "last_checked" in heard.lines[heard.lines.index(line) + 1]
    assert bare.run("doctor", "--as-of", "soon").err == "--as-of: soon is not a date; write it as YYYY-MM-DD\n"


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("format: 1\nservices: []\nremove: [galop]\n", ""),
        ("format: 1\nservises: []\n", "services.yaml:2: servises: the key servises is not known here"),
        ("format: 1\nremove: [gallop]\n", "services.yaml:2: remove[0]: there is no gallop to leave out"),
        ("a: [\n", "is not YAML"),
    ],
)
def test_a_forces_own_folder_is_looked_at(bare: Terminal, text: str, says: str) -> None:
    own = bare.folder / "guidance"
    own.mkdir(parents=True)
    bare.folder.chmod(0o700)
    (own / "services.yaml").write_text(text, encoding="utf-8")
    heard = bare.run("doctor", "--home", str(bare.folder))
    (line,) = [line for line in heard.lines if f"force's own {own}" in line]
    assert heard.status == bool(says)
    assert (says in line) if says else line.endswith(": sound")


def test_a_forces_folder_that_is_named_and_not_there_is_to_mend(bare: Terminal) -> None:
    missing = str(bare.folder / "nowhere")
    heard = bare.run("doctor", "--home", str(bare.folder), STALKDESK_GUIDANCE=missing)
    assert heard.status == 1
    assert f"  ! force's own {missing}: {missing}: can't be read (No such file or directory)" in heard.lines
    assert "      to mend it: check its name and that you may read it" in heard.lines

"""The commands, each in a process of its own, as scripts and people call them."""

from __future__ import annotations

import json
import os
import shlex
import shutil
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest
import yaml

from stalkdesk.guidance.sets import shipped_folder

ANSWERS = '{"answers": {"threat_kill": {"value": "yes", "note": "I’ll end you"}, "weapon": {"state": "unsafe"}}}'
SET = str(shipped_folder() / "stalking-screening.yaml")


def run(*args: str, text: str = "", cwd: Path | None = None, **env: str) -> subprocess.CompletedProcess[bytes]:
    """The command as a person without a home would run it."""
    bare = {"PATH": os.environ["PATH"], **env}
    command = [sys.executable, "-m", "stalkdesk", *args]
    return subprocess.run(command, input=text.encode(), capture_output=True, env=bare, cwd=cwd, check=False)


def test_assess_says_the_level_why_and_what_next() -> None:
    done = run("assess", "--set", "stalking-screening", "--answers", "-", text=ANSWERS)
    lines = done.stdout.decode().splitlines()
    assert (done.returncode, done.stderr) == (0, b"")
    assert lines[0] == "HIGH  NOT ENOUGH ASKED YET"
    assert "  - HIGH: A threat to kill or badly hurt, in words or by hint  [threat_kill]" in lines
    assert lines[-2:] == ["Ask next: danger_now", "  “Is anyone there now, or on the way, who could hurt you?”"]


def test_assess_json_is_one_document_the_same_in_every_place(tmp_path: Path) -> None:
    args = ("assess", "--set", "stalking-screening", "--answers", "-", "--json")
    plain = run(*args, text=ANSWERS)
    found = json.loads(plain.stdout)
    assert (found["level"], found["sufficient"], found["core"]["covered"]) == ("high", False, 2)
    assert found["because"][0]["answers"] == ["threat_kill"]
    elsewhere = run(*args, text=ANSWERS, cwd=tmp_path, LC_ALL="C", PYTHONHASHSEED="7", COLUMNS="20", NO_COLOR="1")
    again = run(*args, text=ANSWERS, LC_ALL="C.UTF-8", PYTHONHASHSEED="1", TZ="Asia/Tokyo", TERM="dumb")
    assert plain.stdout == elsewhere.stdout == again.stdout
    assert list(tmp_path.iterdir()) == []


def test_assess_says_what_the_answers_set_aside_would_do() -> None:
    given = '{"answers": {"order_in_force": "none", "breached": "yes", "home_visits": "yes"}}'
    lines = run("assess", "--set", "stalking-screening", "--answers", "-", text=given).stdout.decode().splitlines()
    assert "  - breached yes" in lines
    assert "  If these counted the level would be HIGH: make sure that they don't apply." in lines


def test_answers_come_from_a_file_whatever_its_name(tmp_path: Path) -> None:
    for name in ("answers.json", "answers", "answers.txt"):
        (tmp_path / name).write_text(ANSWERS, encoding="utf-8")
        assert run("assess", "--set", SET, "--answers", str(tmp_path / name)).returncode == 0
    (tmp_path / "a.yaml").write_text("answers: {weapon: yes}")
    assert b"HIGH" in run("assess", "--set", SET, "--answers", str(tmp_path / "a.yaml")).stdout


def test_assess_takes_a_set_with_findings_and_says_so(tmp_path: Path) -> None:
    file = tmp_path / "set.yaml"
    file.write_text(Path(SET).read_text(encoding="utf-8").replace("language: en\n", ""), encoding="utf-8")
    done = run("assess", "--set", str(file), "--answers", "-", "--json", text=ANSWERS)
    assert done.returncode == 0
    assert json.loads(done.stdout)["level"] == "high"
    assert done.stderr.decode() == f"{file}: the set has 1 finding; see stalkdesk questions check {file}\n"


@pytest.mark.parametrize(
    ("args", "text", "says"),
    [
        (("assess", "--set", "nosuch", "--answers", "-"), ANSWERS, "there is no such question set"),
        (("assess", "--set", "/no/such.yaml", "--answers", "-"), ANSWERS, "can't be read"),
        (("assess", "--set", SET, "--answers", "/no/such.json"), "", "can't be read"),
        (("assess", "--set", SET, "--answers", "-"), '{"answers": {"wepon": "yes"}}', "did you mean weapon?"),
        (("assess", "--set", SET, "--answers", "-"), "", "standard input:1: stops short"),
        (("assess", "--set", SET, "--answers", "/"), "", "is a folder"),
        (("questions", "check", "nosuch"), "", "there is no such question set"),
        (("questions", "show", "no\x1b[2Jsuch"), "", "no␛[2Jsuch"),
    ],
)
def test_bad_input_is_one_line_with_place_and_mend_and_exit_2(args: tuple[str, ...], text: str, says: str) -> None:
    done = run(*args, text=text)
    assert (done.returncode, done.stdout) == (2, b"")
    error = done.stderr.decode()
    assert error.count("\n") == 1
    assert says in error
    assert "; " in error
    assert "Traceback" not in error


@pytest.mark.parametrize("args", [("nosuch",), ("assess",), ("questions", "graph", SET, "--as", "png"), ("questions",)])
def test_wrong_use_is_exit_2(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert b"Traceback" not in done.stderr


def test_help_says_what_it_is_and_names_every_command() -> None:
    done = run("--help")
    assert done.returncode == 0
    assert b"predicts nothing" in b" ".join(done.stdout.split())
    for name in ("assess", "call", "doctor", "practice", "questions", "records", "sync"):
        assert f"  {name} ".encode() in done.stdout


@pytest.mark.parametrize("args", [(), ("--practice",), ("--practice", "--new", "call")])
def test_without_a_terminal_it_names_the_plain_mode(args: tuple[str, ...]) -> None:
    done = run(*args)
    assert done.returncode == 2
    assert done.stdout == b""
    assert b"call --plain" in done.stderr
    assert done.stderr.count(b"\n") == 1


def test_list() -> None:
    assert run("questions", "list").stdout.decode().startswith("stalking-screening  2026.1  Stalking screening")
    listed = json.loads(run("questions", "list", "--json").stdout)
    assert [(one["id"], one["questions"]) for one in listed] == [("stalking-screening", 46), ("walk-in-short", 16)]


def test_show_in_words_and_as_a_file_that_loads_again(tmp_path: Path) -> None:
    words = run("questions", "show", "walk-in-short").stdout.decode()
    assert "“Have they ever pressed on your neck or throat, or stopped your breath?”" in words
    assert "when fear is very_frightened and (came_near or got_inside)" in words
    shown = json.loads(run("questions", "show", "walk-in-short", "--json").stdout)
    (tmp_path / "again.json").write_text(json.dumps(shown))
    assert run("questions", "diff", "walk-in-short", str(tmp_path / "again.json")).returncode == 0


def test_check_exit_status_tells_sound_findings_and_unreadable(tmp_path: Path) -> None:
    assert run("questions", "check", "stalking-screening", "walk-in-short").returncode == 0
    (tmp_path / "found.yaml").write_text(Path(SET).read_text(encoding="utf-8").replace("language: en", "language: fr"))
    (tmp_path / "no_why.yaml").write_text(
        "format: 1\nid: a\nversion: '1'\ntitle: A\nlanguage: en\nlevels: [low, high]\n"
        "sections: [{id: s, title: S, questions: [{id: q, kind: yes_no, ask: Is it?}]}]\n"
    )
    done = run("questions", "check", str(tmp_path / "no_why.yaml"), "--json")
    assert done.returncode == 1
    assert [finding["kind"] for finding in json.loads(done.stdout)[0]["findings"]] == ["no_why"]
    assert run("questions", "check", str(tmp_path / "no_why.yaml")).stdout.decode().splitlines()[-1] == "  1 to mend"
    both = run("questions", "check", "walk-in-short", str(tmp_path / "nosuch.yaml"), "--json")
    assert both.returncode == 2
    sound, unreadable = json.loads(both.stdout)
    assert (sound["readable"], sound["file"], unreadable["readable"]) == (True, "walk-in-short", False)
    assert unreadable["faults"][0]["what"].startswith("can't be read")
    assert both.stderr.decode().count("\n") == 1


def test_check_json_holds_what_was_shown() -> None:
    (report,) = json.loads(run("questions", "check", "stalking-screening", "--json").stdout)
    assert report["findings"] == []
    assert report["monotone"]["shown"] is True
    assert len(report["monotone"]["by_analysis"]) == 34
    assert report["longest_path"] == {"questions": 46, "all_known": 46, "exact": True}
    assert report["reading_age"]["highest"] <= 11
    assert {guard["question"] for guard in report["guards"]} >= {"control", "breached"}


def test_graph_draws_every_question_and_rule() -> None:
    drawn = run("questions", "graph", "stalking-screening").stdout.decode()
    assert drawn.startswith("flowchart LR\n")
    assert 'q_relationship -->|"intimate"| q_control' in drawn
    assert "q_tech -.-> r_cluster" in drawn
    dot = run("questions", "graph", "stalking-screening", "--as", "dot").stdout.decode()
    assert dot.startswith('digraph "stalking-screening" {')
    assert '"q_relationship" -> "q_control" [label="intimate"];' in dot


def test_graph_as_svg_where_dot_is_there_and_a_mend_where_not(tmp_path: Path) -> None:
    if shutil.which("dot"):
        assert b"<svg" in run("questions", "graph", "stalking-screening", "--as", "svg").stdout
    missing = run("questions", "graph", "stalking-screening", "--as", "svg", PATH=str(tmp_path))
    assert missing.returncode == 2
    assert b"take --as mermaid" in missing.stderr


def test_diff_tells_in_words_and_for_which_answers_the_level_differs(tmp_path: Path) -> None:
    changed = Path(SET).read_text(encoding="utf-8").replace('version: "2026.1"', 'version: "2026.2"')
    changed = changed.replace("    level: high\n    when: weapon", "    level: medium\n    when: weapon")
    new = tmp_path / "new.yaml"
    new.write_text(changed, encoding="utf-8")
    done = run("questions", "diff", SET, str(new))
    assert done.returncode == 1
    assert done.stdout.decode().splitlines() == [
        "the set: version was “2026.1”, is “2026.2”",
        "rule weapon: level was “high”, is “medium”",
        "",
        "the level was HIGH, is MEDIUM: weapon yes",
    ]
    found = json.loads(run("questions", "diff", SET, str(new), "--json").stdout)
    assert found["levels"] == [{"answers": {"weapon": {"value": "yes"}}, "old": "high", "new": "medium"}]
    assert run("questions", "diff", SET, SET).returncode == 0


def test_the_schema_takes_what_loads_and_refuses_what_does_not() -> None:
    schema = json.loads(run("questions", "schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    for id in ("stalking-screening", "walk-in-short"):
        shown = json.loads(run("questions", "show", id, "--json").stdout)
        validator.validate(shown)
        broken = {**shown, "colour": "red"}
        assert not validator.is_valid(broken)
        broken = {**shown, "rules": [{**shown["rules"][0], "when": {"question": "fear"}}]}
        assert not validator.is_valid(broken)
    good = yaml.load(
        (Path(__file__).parent / "corpus" / "good.yaml").read_text(encoding="utf-8"), Loader=yaml.BaseLoader
    )
    assert set(good) <= set(schema["properties"])


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only where there is a device that is always full")
@pytest.mark.parametrize("args", [("questions", "show", "walk-in-short"), ("questions", "list", "--json")])
def test_output_that_cannot_be_written_is_one_line(args: tuple[str, ...]) -> None:
    with Path("/dev/full").open("wb") as full:
        command = [sys.executable, "-m", "stalkdesk", *args]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert done.returncode == 2
    assert done.stderr.decode().count("\n") == 1
    assert "could not be written (No space left on device)" in done.stderr.decode()


def test_a_level_that_differs_by_a_number_is_json_too(tmp_path: Path) -> None:
    old = Path(__file__).parent / "corpus" / "good.yaml"
    new = tmp_path / "good.yaml"
    new.write_text(
        old.read_text(encoding="utf-8").replace("question: how_long, min: 2", "question: how_long, min: 2.5"),
        encoding="utf-8",
    )
    assert json.loads(run("questions", "diff", str(old), str(new), "--json").stdout)["complete"] in (True, False)


def test_a_pipe_that_closes_early_is_no_traceback() -> None:
    command = f"{shlex.quote(sys.executable)} -m stalkdesk questions show stalking-screening | head -1"
    done = subprocess.run(["bash", "-c", command], capture_output=True, check=False)
    assert done.stdout.startswith(b"Stalking screening")
    assert b"Traceback" not in done.stderr

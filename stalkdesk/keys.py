"""THE table of keys. Bindings, the bar at the bottom, the help screen and docs/keys.md all read it.

No key is bound to what terminals send for another (Ctrl+M, I, H, [ are Enter, Tab, Backspace, Escape), and no
letter is a priority key: a letter typed into a field stays a letter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True, slots=True, kw_only=True)
class Key:
    """One thing a key does. `where` names the screens or parts it works in; `shown` is how the bar writes it,
    empty where the bar leaves it out; `always`: also while a field is being typed in."""

    id: str
    keys: str
    label: str
    help: str
    where: tuple[str, ...]
    shown: str = ""
    always: bool = False
    strong: bool = False

    @property
    def action(self) -> str:
        """The name of the screen's action."""
        return self.id.replace(".", "_")


STEPS: Final = ("finish", "advice", "law", "plan")
EVERYWHERE: Final = ("desk", "call", "words", "form", "earlier", "repeats", "timeline", "danger", *STEPS, "record")

KEYS: Final = (
    # Answers. What the letters and digits stand for is on the question itself.
    Key(id="answer", keys="y,n,u,d,x", label="answer", shown="y n u d x", where=("answers",),
        help="yes, no, caller doesn't know, would rather not say, not safe to ask now"),
    Key(id="choose", keys="1,2,3,4,5,6,7,8,9,0,a,b,c,e,f,h,i,j,k,l,o", label="choose", where=("answers",),
        help="the answer with that key; where several can be chosen each key turns one on or off"),
    Key(id="clear", keys="backspace", label="take back", where=("answers",),
        help="take this answer back; it stays in the history"),
    Key(id="back", keys="left", label="move", where=("answers",), shown="← →",
        help="the question you came from"),
    Key(id="forward", keys="right,enter", label="move", where=("answers",), help="the next question"),
    Key(id="up", keys="up", label="up", where=("answers",), help="the question above in the map"),
    Key(id="down", keys="down", label="down", where=("answers",), help="the question below in the map"),
    Key(id="previous_section", keys="pageup", label="section", where=("answers",), help="the section before"),
    Key(id="next_section", keys="pagedown", label="section", where=("answers",), help="the section after"),
    Key(id="jump", keys="slash", label="jump", shown="/", where=("answers",),
        help="type any part of a question and go there"),
    Key(id="jump_too", keys="ctrl+g", label="jump", where=("call",), always=True,
        help="the same, also out of a field"),
    Key(id="note", keys="t", label="note", shown="t", where=("answers",), help="type a note; it is kept as you type"),
    Key(id="first_open", keys="g", label="next", shown="g", where=("answers",),
        help="the first question not reached, the minimum safe set first"),
    Key(id="map", keys="m", label="map", shown="m", where=("answers",), help="every question and where it stands"),
    Key(id="reasons", keys="r", label="why", shown="r", where=("answers",),
        help="why the level is what it is, and what could still raise it"),
    Key(id="silent", keys="s", label="silent caller", where=("answers",),
        help="the caller can't speak: yes and no by taps; again to go back"),
    Key(id="take_it", keys="plus", label="take it", where=("answers",),
        help="take the answer that the caller's words propose"),
    Key(id="not_that", keys="minus", label="not that", where=("answers",), help="the words do not mean that"),
    Key(id="leave_field", keys="tab", label="answer keys", where=("call",), always=True,
        help="from the field to the answer keys u d x, and back again"),
    # The parts of a call.
    Key(id="words", keys="f2", label="words", shown="F2", where=("call", "words"), always=True,
        help="the caller's own account, line by line"),
    Key(id="people", keys="f3", label="people", shown="F3", where=("call", "form", "earlier"), always=True,
        help="who is who, and how to reach them safely"),
    Key(id="earlier", keys="f4", label="earlier", shown="F4", where=("call", "form", "earlier"), always=True,
        help="earlier reports that these people may be in, and why"),
    Key(id="incidents", keys="f5", label="incidents", shown="F5", where=("call", "form"), always=True,
        help="what happened, when and where, and the evidence"),
    Key(id="incidents", keys="f5", label="incidents", where=("earlier",), always=True,
        help="what happened, when and where, and the evidence"),
    Key(id="orders", keys="f7", label="orders", where=("call", "earlier"), always=True,
        help="orders and bail that keep somebody away"),
    Key(id="orders", keys="f7", label="orders", shown="F7", where=("form",), always=True,
        help="orders and bail that keep somebody away"),
    Key(id="park", keys="f9", label="park", shown="F9", where=("call",), always=True,
        help="put this contact by and go to the desk"),
    Key(id="finish", keys="f10", label="finish", shown="F10", where=("call",), always=True,
        help="read back, advise, decide, plan, make the record final"),
    # The desk.
    Key(id="new_call", keys="n", label="new call", shown="n", where=("desk",), help="start a call"),
    Key(id="walk_in", keys="w", label="walk-in", shown="w", where=("desk",), help="somebody stands at the front desk"),
    Key(id="open", keys="enter", label="open", shown="Enter", where=("desk",),
        help="go on with a contact, or read a record"),
    Key(id="find", keys="slash", label="find", shown="/", where=("desk",), help="a record by its reference or a name"),
    Key(id="repeats", keys="p", label="repeats", shown="p", where=("desk",),
        help="suspects in two reports or more, the strongest first, and the order that may be considered"),
    Key(id="call_back", keys="b", label="call back", shown="b", where=("desk",),
        help="the line was lost: when and how to ring back"),
    Key(id="send", keys="s", label="send now", shown="s", where=("desk", "record"),
        help="try to send what waits, at once"),
    # Words.
    Key(id="keep", keys="enter", label="keep line", shown="Enter", where=("words",), always=True,
        help="keep the line and begin another"),
    Key(id="take_words", keys="plus", label="take it", shown="+", where=("words",),
        help="while the line is empty: take the answer proposed"),
    Key(id="dismiss_words", keys="minus", label="not that", shown="-", where=("words",),
        help="while the line is empty: the words do not mean that"),
    Key(id="mark", keys="f7", label="exact words", shown="F7", where=("words",), always=True,
        help="mark the last line as the caller's exact words: they stand first in everything that leaves the desk"),
    # Forms: people, incidents, danger.
    Key(id="next_field", keys="enter,down,tab", label="line", shown="Enter ↑ ↓", where=("form", "danger"),
        always=True, help="keep this line and go to the next"),
    Key(id="previous_field", keys="up,shift+tab", label="line before", where=("form", "danger"), always=True,
        help="keep this line and go to the one before"),
    Key(id="another", keys="ctrl+n", label="another", shown="Ctrl+N", where=("form",), always=True,
        help="another person or incident"),
    Key(id="next_entry", keys="pagedown", label="entry", shown="PgUp PgDn", where=("form",), always=True,
        help="the next person or incident"),
    Key(id="previous_entry", keys="pageup", label="entry before", where=("form",), always=True,
        help="the person or incident before"),
    Key(id="who_says", keys="ctrl+y", label="who says", shown="Ctrl+Y", where=("person",), always=True,
        help="how this line is known: they say, seen or heard by us, on paper, and so on; again for the next"),
    Key(id="timeline", keys="ctrl+l", label="timeline", shown="Ctrl+L", where=("form", "timeline"), always=True,
        help="the whole course of conduct, with what linked reports hold"),
    Key(id="remove", keys="ctrl+r", label="remove", where=("form",), always=True,
        help="entered by mistake: press it twice; it stays in the history"),
    # Earlier reports.
    Key(id="next_one", keys="down", label="choose", shown="↑ ↓", where=("earlier",), help="the report below"),
    Key(id="one_before", keys="up", label="choose", where=("earlier",), help="the report above"),
    Key(id="see", keys="enter", label="read it", shown="Enter", where=("earlier",), help="read that record"),
    Key(id="link", keys="l", label="link", shown="l", where=("earlier",),
        help="the same person: it shows on both records, and can be taken back"),
    Key(id="reject", keys="r", label="not the same", shown="r", where=("earlier",),
        help="somebody else: it comes back only for a new reason"),
    Key(id="unsure", keys="question_mark", label="can't say", shown="?", where=("earlier",), help="it can't be said"),
    Key(id="joined", keys="t", label="timeline", shown="t", where=("earlier",),
        help="the whole course of conduct, with what linked reports hold"),
    Key(id="undo", keys="u", label="take back", shown="u", where=("earlier",), help="take back what was said of it"),
    # Repeat suspects.
    Key(id="next_suspect", keys="down", label="suspect", shown="↑ ↓", where=("repeats",), help="the suspect below"),
    Key(id="suspect_before", keys="up", label="suspect", where=("repeats",), help="the suspect above"),
    Key(id="next_report", keys="right", label="report", shown="← →", where=("repeats",), help="their next report"),
    Key(id="report_before", keys="left", label="report", where=("repeats",), help="their report before"),
    Key(id="read_report", keys="enter", label="read it", shown="Enter", where=("repeats",), help="read that record"),
    Key(id="order_needs", keys="o", label="order", shown="o", where=("repeats",),
        help="what an application for a Stalking Protection Order needs, and what is recorded; again for the reports"),
    Key(id="repeats", keys="p", label="desk", where=("repeats",), help="back to the desk, as Esc"),
    Key(id="more_below", keys="pagedown,space", label="more", shown="PgUp PgDn", where=("repeats",), help="further down"),
    Key(id="more_above", keys="pageup", label="more", where=("repeats",), help="further up"),
    # Finish.
    Key(id="option", keys="1,2,3,4,5,6,7,8,9", label="choose", shown="1–9", where=("still_open", "decide", "plan"),
        help="the line with that number"),
    Key(id="agree", keys="y", label="agreed", shown="y", where=("read_back",),
        help="the caller agrees with what was read; before its end, on to the next lines"),
    Key(id="not_read", keys="n", label="not read", shown="n", where=("read_back",), help="it could not be read back; say why"),
    Key(id="raise", keys="r", label="raise", shown="r", where=("decide",),
        help="a higher level, with your reason; again takes it back, and asks why"),
    Key(id="lower", keys="l", label="lower", shown="l", where=("decide",),
        help="a lower level: your rationale, then l again for the second person; until then the higher one stands"),
    Key(id="not_lower", keys="u", label="not lower", where=("decide",), help="take the lowering back"),
    Key(id="interim", keys="i", label="interim", shown="i", where=("decide",),
        help="what could happen before officers arrive, in your words"),
    # Advice.
    Key(id="given", keys="y", label="given", shown="y", where=("advice",), help="it was said to them; or: yes"),
    Key(id="declined", keys="n", label="declined", shown="n", where=("advice",), help="they did not want it; or: no"),
    Key(id="not_safe", keys="x", label="not safe", shown="x", where=("advice",), help="it is not safe to say or to send"),
    Key(id="not_known", keys="u", label="not known", where=("advice",), help="whether a message may be left is not known"),
    Key(id="say_again", keys="backspace", label="take back", where=("advice",), help="take back what was said of it"),
    # Law.
    Key(id="harassment", keys="h", label="harassment only", shown="h", where=("law",),
        help="harassment and not stalking: needs a rationale"),
    Key(id="no_crime", keys="c", label="no crime", shown="c", where=("law",), help="no crime is recorded: needs a rationale"),
    # Plan.
    Key(id="done", keys="y", label="done", shown="y", where=("plan",), help="it is done; where somebody is told, by name"),
    Key(id="not_done_yet", keys="n", label="not done", shown="n", where=("plan",), help="it is not done; say why"),
    Key(id="not_possible", keys="x", label="not possible", shown="x", where=("plan",), help="it can't be done; say why"),
    Key(id="open_again", keys="backspace", label="open again", where=("plan",), help="take back what was said of it"),
    Key(id="line_below", keys="down", label="choose", shown="↑ ↓", where=("advice", "plan"), help="the line below"),
    Key(id="line_above", keys="up", label="choose", where=("advice", "plan"), help="the line above"),
    # Help.
    Key(id="card", keys="1,2,3,4,5,6,7,8,9", label="card", shown="1–9", where=("help",),
        help="a page on what stalking is, the law, how to answer well; again for the keys"),
    # From step to step.
    Key(id="next_step", keys="right,enter", label="step", shown="← →", where=STEPS, help="the next step"),
    Key(id="previous_step", keys="left", label="step before", where=STEPS, help="the step before"),
    Key(id="drop", keys="d", label="not amend", where=STEPS,
        help="while a record is amended and nothing was changed: leave it as it is"),
    Key(id="finish", keys="f10", label="finish", shown="F10", where=STEPS, always=True,
        help="to what is still open; with nothing open, from the plan, make the record final"),
    # Record.
    Key(id="copy", keys="c", label="copy", shown="c", where=("record",),
        help="copy the handover, where this terminal can"),
    Key(id="print", keys="p", label="print", shown="p", where=("record",), help="print the handover"),
    Key(id="save", keys="v", label="save", shown="v", where=("record",), help="save the handover to a file"),
    Key(id="paper", keys="t", label="text", shown="t", where=("record",),
        help="the next text of it: the handover, short for a log, to read to another force, to read back"),
    Key(id="amend", keys="a", label="amend", shown="a", where=("record",),
        help="open it again with your reason: it becomes the next revision, and this one stays"),
    Key(id="later", keys="right", label="revision", shown="← →", where=("record",), help="the revision after this one"),
    Key(id="former", keys="left", label="revision", where=("record",), help="the revision before this one"),
    Key(id="history", keys="h", label="history", shown="h", where=("record",),
        help="everything that happened, and who looked"),
    Key(id="scroll_down", keys="down,pagedown,space", label="down", where=("record", "help", "finish", "law", "timeline"), help="further down"),
    Key(id="scroll_down", keys="pagedown,space", label="down", where=("advice", "plan"), help="further down"),
    Key(id="scroll_up", keys="pageup", label="up", where=("advice", "plan"), help="further up"),
    Key(id="scroll_up", keys="up,pageup", label="up", where=("record", "help", "finish", "law", "timeline"), help="further up"),
    # Everywhere.
    Key(id="danger", keys="f8,ctrl+t", label="DANGER", shown="F8", where=(*EVERYWHERE, "help"), always=True, strong=True,
        help="someone is in danger now; again, or Escape, goes back to where you were"),
    Key(id="help", keys="f1", label="help", shown="F1", where=(*EVERYWHERE, "help"), always=True,
        help="what the keys of this screen do; again to go back"),
    Key(id="shade", keys="f6,ctrl+o", label="shade", shown="F6", where=(*EVERYWHERE, "help", "shade"), always=True,
        help="cover the screen at once; again to uncover it"),
    Key(id="palette", keys="ctrl+p", label="all actions", where=(*EVERYWHERE,), always=True,
        help="everything this screen can do, by typing a part of it; also light, dark and high contrast"),
    Key(id="leave", keys="escape", label="back", shown="Esc", where=("desk", "words", "form", "earlier", "repeats", "timeline", "danger", *STEPS,
        "record", "help", "call"), always=True, help="back, or out of a field; nothing is lost"),
    Key(id="quit", keys="ctrl+q", label="close", where=("desk", "call"), always=True,
        help="close stalkdesk; a call stays as it is and is first on the desk next time"),
)  # fmt: skip

PLACES: Final = {
    "desk": "The desk",
    "call": "A call",
    "answers": "Answering",
    "words": "The caller's words",
    "form": "People, incidents, orders",
    "person": "People",
    "earlier": "Earlier reports",
    "repeats": "Repeat suspects",
    "timeline": "The course of conduct",
    "danger": "Danger now",
    "finish": "Finishing",
    "still_open": "Finishing: still open",
    "read_back": "Finishing: read back",
    "decide": "Finishing: decide",
    "advice": "Advice for the caller",
    "law": "Offences, orders, powers",
    "plan": "The plan",
    "record": "A record",
    "help": "Help",
}


def keys_for(*where: str) -> tuple[Key, ...]:
    """The keys that work in any of these places, in the order of the table."""
    return tuple(key for key in KEYS if set(where) & set(key.where))


_NAMES: Final = {"slash": "/", "question_mark": "?", "plus": "+", "minus": "-", "left": "←", "right": "→", "up": "↑", "down": "↓",
                 "pageup": "PgUp", "pagedown": "PgDn", "space": "Space", "enter": "Enter", "escape": "Esc",
                 "backspace": "Backspace", "tab": "Tab", "shift+tab": "Shift+Tab"}  # fmt: skip
_TOGETHER: Final = {"choose": "1 to 9, 0, then letters", "option": "1 to 9", "card": "1 to 9", "answer": "y n u d x"}


def in_words(key: Key) -> str:
    """How a key is written for people: `F8 or Ctrl+T`."""
    return _TOGETHER.get(key.id) or " or ".join(_name(part) for part in key.keys.split(","))


def _name(part: str) -> str:
    if part in _NAMES:
        return _NAMES[part]
    if part.startswith("ctrl+"):
        return f"Ctrl+{part[5:].upper()}"
    return part.upper() if part[0] == "f" and len(part) > 1 else part


def page() -> str:
    """docs/keys.md."""
    lines = [
        "# Keys",
        "",
        "Made from `stalkdesk/keys.py` by `make keys`. Every function key has a twin in the palette, `Ctrl+P`, since some",
        "terminals keep function keys for themselves. Letters answer only while no field is being typed in.",
    ]
    for place, title in PLACES.items():
        lines += ["", f"## {title}", "", "| key | does |", "|---|---|"]
        lines += [f"| {in_words(key)} | {key.help} |" for key in keys_for(place)]
    return "\n".join(lines) + "\n"

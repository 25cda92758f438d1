"""The desk: what is waiting for this handler."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Input, OptionList
from textual.widgets.option_list import Option

from stalkdesk.clock import day_and_hour, hour, lasted, seconds_between
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.line import Line
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, fitted, level_style

if TYPE_CHECKING:
    from stalkdesk.contact.summary import Summary
    from stalkdesk.desk.overview import Overview, Waiting

_TOP = 2
LONG_WAIT = 15 * 60
"""Seconds after which a HIGH record that is not in the force's system should be phoned through."""
_STATES = {"ready": "queued on this desk", "sending": "handed over, no receipt yet", "retrying": "will be tried again",
           "needs_you": "needs you"}  # fmt: skip


class Banner(Drawn):
    """A contact that was cut off stands first."""

    def __init__(self) -> None:
        super().__init__(id="banner")
        self.line: Summary | None = None

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        line = self.line
        if line is not None:
            kind = "A walk-in" if line.channel == "walk_in" else "A call"
            lines.add(
                (f"{kind} was cut off.  ", "bold $amber"),
                (f"{line.ref} · {line.answers} answers kept, the last at {hour(line.last_at)}", "$amber"),
            )
            lines.add(
                ("Enter", STRONG),
                (" goes back to that question.   ", "$amber"),
                ("b", STRONG),
                (" the line is lost: ring back", "$amber"),
            )
        return lines


class DeskScreen(Page, inherit_bindings=False):
    """Home."""

    WHERE = ("desk",)
    BINDINGS = bindings("desk")

    def __init__(self) -> None:
        super().__init__()
        self._overview: Overview | None = None
        self._found: list[Summary] | None = None
        self._asking = ""
        self.left: str | None = None
        """The contact somebody just came from: its line is the one marked."""

    def body(self) -> ComposeResult:
        self.banner = Banner()
        self.list = OptionList(Option(Content("Opening the desk …"), disabled=True), markup=False)
        self.ask = Line(id="ask-line")
        self.notice = Notice()
        yield self.banner
        yield self.list
        yield self.ask
        yield self.notice

    def on_mount(self) -> None:
        """The list has the keys."""
        self.list.focus()

    def show(self) -> None:
        if self.session.ready.is_set():
            self.run_worker(self.refresh_desk(), exit_on_error=True)

    async def refresh_desk(self) -> None:
        """Draw what waits, as it is now."""
        self._overview = await self.session.overview()
        self._draw()
        self.show_title()

    async def refresh_delivery(self) -> None:
        await self.refresh_desk()

    def say(self, words: str) -> None:
        """One line for the handler."""
        self.notice.say(words)

    # Drawing

    def _draw(self) -> None:
        overview = self._overview
        if overview is None:
            return
        keep = self._highlighted()
        now = self.session.station.desk.clock.now()
        options: list[Option] = []
        if self._found is not None:
            options += [_head("Found", f"{len(self._found)}"), *(_contact_row(line, now) for line in self._found)]
        else:
            options += self._lists(overview, now)
        options = _once(options)
        cut_off = [line for line in overview.in_hand if line.id in overview.cut_off]
        self.banner.line = cut_off[0] if cut_off else None
        self.set_class(bool(cut_off), "cut-off")
        self.banner.redraw()
        self.list.set_options(options)
        ids = [option.id for option in options if option.id]
        left, self.left = self.left, None
        target = left if left in ids else keep if keep in ids else None
        if target is None:
            first = cut_off[0].id if cut_off else None
            target = first if first in ids else ids[0] if ids else None
        if target is not None:
            self.list.highlighted = self.list.get_option_index(target)

    def _lists(self, overview: Overview, now: str) -> list[Option]:
        options: list[Option] = []
        call_backs = [line for line in overview.in_hand if line.call_back]
        in_hand = [line for line in overview.in_hand if not line.call_back]
        first = [line for line in in_hand if line.id in overview.cut_off]
        rest = [line for line in in_hand if line.id not in overview.cut_off]
        if in_hand:
            options += [
                _head("In hand", ""),
                *(_contact_row(line, now, cut=line in first) for line in first + rest),
                _gap(),
            ]
        if call_backs:
            options += [_head("Call back", ""), *(_call_back_row(line) for line in call_backs), _gap()]
        if overview.waiting:
            count = f"{len(overview.waiting)}, safe on this desk"
            options += [
                _head("Not yet in the force system", count),
                *(_waiting_row(one, now) for one in overview.waiting),
                _gap(),
            ]
        sent = f"{overview.finished_today} finished, {overview.delivered_today} taken by the force system"
        waiting = {one.contact for one in overview.waiting}
        logs = [line for line in overview.open_logs if line.id not in waiting]
        if overview.logs_open:
            from stalkdesk.desk.overview import MOST_LOGS

            many = f"{overview.logs_open}" if overview.logs_open < MOST_LOGS else f"{MOST_LOGS} or more"
            count = f"{many}, broken orders: open until the suspect is dealt with"
            options += [_head("Open logs", count), *(_contact_row(line, now) for line in logs), _gap()]
        shown = waiting | {line.id for line in logs}
        lately = [line for line in overview.lately if line.id not in shown]
        options += [_head("Today", sent), *(_contact_row(line, now) for line in lately)]
        if not overview.in_hand and not overview.waiting and not overview.logs_open:
            quiet = Content.assemble(
                ("Nothing is waiting. ", "$text-soft"),
                ("n", STRONG),
                (" starts a call, ", "$text-soft"),
                ("w", STRONG),
                (" a walk-in.", "$text-soft"),
            )
            options = [Option(quiet, disabled=True), _gap(), *options]
        return options

    def _highlighted(self) -> str | None:
        option = self.list.highlighted_option
        return None if option is None else option.id

    # What the keys do

    async def begin(self, channel: str, *, caller_number: str = "", incident: str = "") -> None:
        """Open a contact and go to it."""
        await self.session.ready.wait()
        outcome = await self.session.new(channel, caller_number=caller_number, incident=incident)
        await self._go(outcome.refused or outcome.unkept)

    async def action_new_call(self) -> None:
        """A call."""
        await self.begin("call")

    async def action_walk_in(self) -> None:
        """Somebody at the front desk."""
        await self.begin("walk_in")

    async def action_open(self) -> None:
        """Go on with a contact, or read a record."""
        await self._open_row(self._highlighted())

    async def on_option_list_option_selected(self, event: OptionList.OptionSelected) -> None:
        """Enter, or a click."""
        await self._open_row(event.option_id)

    async def _open_row(self, id: str | None) -> None:
        if id is None:
            return
        line = await self.session.store(lambda: self.session.station.desk.line(id))
        if line.stage == "finished":
            self.desk_app.show_record(id)
            return
        outcome = await self.session.resume(id)
        await self._go(outcome.refused or outcome.unkept)

    async def _go(self, trouble: str) -> None:
        if trouble:
            self.say(trouble)
            return
        self._found = None
        self.say("")
        await self.session.store(_load_the_call)
        self.app.push_screen("call")

    async def action_send(self) -> None:
        """Try what waits, now."""
        self.session.wake.set()
        self.say("Sending what waits." if self.session.waiting else "Nothing is waiting to be sent.")

    def action_find(self) -> None:
        """Find a record."""
        self._ask("find", "Find: a reference, or the beginning of a name. Esc shows everything again")

    async def action_repeats(self) -> None:
        """Suspects in two reports or more."""
        await self.session.ready.wait()
        self.app.push_screen("repeats")

    def action_call_back(self) -> None:
        """The line was lost."""
        if self._highlighted() is not None:
            self._ask("call back", "When to ring back, and the safe way: 19:30, text first. Enter keeps it")

    async def action_leave(self) -> None:
        """Out of the line, or back to everything."""
        self._stop_asking()
        self._found = None
        self._draw()

    def _ask(self, what: str, hint: str) -> None:
        self._asking = what
        self.ask.placeholder = hint
        self.ask.put("")
        self.add_class("asking")
        self.ask.focus()

    def _stop_asking(self) -> None:
        self._asking = ""
        self.remove_class("asking")
        self.list.focus()

    async def on_input_changed(self, event: Input.Changed) -> None:
        """Finding goes on while it is typed."""
        if self._asking == "find":
            text = event.value
            self._found = None
            if text.strip():
                self._found, trouble = await self.session.find(text)
                self.say(trouble)
            self._draw()

    async def on_input_submitted(self, event: Input.Submitted) -> None:
        """Enter in the line."""
        event.stop()
        asking, id = self._asking, self._highlighted()
        self._stop_asking()
        if asking == "call back" and id is not None:
            text = event.value
            outcome = await self.session.call_back(id, text)
            self.say(outcome.refused or outcome.unkept or "Kept: ring back.")
            await self.refresh_desk()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Letters are only letters while a line is typed."""
        typing = self.ask.has_focus if hasattr(self, "ask") else False
        return not typing or action in ("help", "shade", "danger", "leave", "command_palette", "quit")


class Notice(Drawn):
    """One line for the handler."""

    def __init__(self) -> None:
        super().__init__(id="notice")
        self._words = ""

    def say(self, words: str) -> None:
        """Other words."""
        if words != self._words:
            self._words = words
            self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        lines.text(self._words, width, "$amber")
        return lines


def _load_the_call() -> None:
    """Read in what the first call needs, in the store's thread: meanwhile the screen is not held up."""
    importlib.import_module("stalkdesk.screens.call")


def _once(options: list[Option]) -> list[Option]:
    """Each contact where it stands first: one that is being amended is in hand, and its last revision may wait too."""
    found: dict[str, Option] = {}
    for number, option in enumerate(options):
        found.setdefault(option.id or f"line {number}", option)
    return list(found.values())


def _head(title: str, count: str) -> Option:
    return Option(Content.assemble((title, STRONG), (f"  {count}", DIM)), disabled=True)


def _gap() -> Option:
    return Option(Content(""), disabled=True)


def _contact_row(line: Summary, now: str, *, cut: bool = False) -> Option:
    channel = "walk-in" if line.channel == "walk_in" else "call"
    ago = lasted(seconds_between(line.last_at, now))
    if line.stage == "finished":
        state = f"finished {hour(line.finished)}"
        if line.finished[:10] != now[:10]:
            state = f"{day_and_hour(line.finished)}"
    elif cut:
        state = "cut off"
    else:
        state = f"parked {ago}" if line.stage == "parked" else "open"
    mark = "◆" if line.rank == _TOP else "▲" if line.rank else "○"
    enough = "" if line.sufficient or line.stage == "finished" else " so far"
    parts: list[Part] = [
        (f"  {fitted(line.ref, 9)} {fitted(channel, 8)} {hour(line.opened)}  ", "$text-soft"),
        (fitted(f"{mark} {line.level.upper()}{enough}", 16), f"bold {level_style(line.rank, _TOP)}"),
        (fitted(state, 17), ALIVE if cut else "$text-soft"),
        (fitted(line.about, 16), "$text-soft"),
        (f"  safe set {line.covered}/{line.core}", DIM),
    ]
    return _row(parts, line.id)


def _call_back_row(line: Summary) -> Option:
    return Option(Content.assemble((f"  {fitted(line.ref, 9)} ", "$text-soft"), (line.call_back, "$amber")), id=line.id)


def _waiting_row(one: Waiting, now: str) -> Option:
    waited = seconds_between(one.ready_at, now)
    late = one.rank == _TOP and waited > LONG_WAIT
    mark = "◆" if one.rank == _TOP else "▲" if one.rank else "○"
    words = _STATES.get(one.state, one.state) + (f": {one.why}" if one.why else "")
    parts: list[Part] = [
        (f"  {fitted(one.ref, 9)} ", "$text-soft"),
        (fitted(f"{mark} {one.level.upper()}", 12), f"bold {level_style(one.rank, _TOP)}"),
        (f"finished {hour(one.ready_at)}   ", "$text-soft"),
        (f"waiting {lasted(waited)}: phone it through" if late else words, "$red" if late else DIM),
    ]
    return _row(parts, one.contact)


def _row(parts: list[Part], id: str) -> Option:
    """One line, cut and never wrapped."""
    return Option(Content.assemble(*parts), id=id)


__all__ = ["DeskScreen", "Notice", "Page"]

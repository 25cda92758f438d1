"""Earlier reports that the people of this contact may be in, and why. Nothing is joined unless the handler says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from textual.app import ComposeResult

from stalkdesk.clock import day_and_year
from stalkdesk.screens.desk import Notice
from stalkdesk.screens.page import Page, bindings
from stalkdesk.widgets.lines import ALIVE, DIM, STRONG, Drawn, Lines, Part, level_style

if TYPE_CHECKING:
    from stalkdesk.desk.earlier import Earlier

_SAID: Final = {"same": "✓ linked", "unsure": "? can't say", "different": "✗ not the same"}
_KEPT: Final = {
    "same": "Linked: {name} is {theirs} of {ref}. t the timeline of both, u takes it back.",
    "different": "Kept: not the same. Only a new reason brings {ref} back. u takes it back.",
    "unsure": "Kept: it can't be said whether {name} is {theirs} of {ref}.",
    "undone": "Taken back. {ref} stands as found.",
}


class Found(Drawn):
    """The earlier reports, one of them chosen; as many as there is room for."""

    DEFAULT_CSS = """
    Found { padding: 1 3 0 3; background: $surface-1; }
    """

    def __init__(self) -> None:
        super().__init__(id="found")
        self.items: tuple[Earlier, ...] = ()
        self.here = 0
        self.words = ""

    def show(self, items: tuple[Earlier, ...], here: int, words: str) -> None:
        """These, with this one chosen; `words` where there are none."""
        self.items, self.here, self.words = items, here, words
        self.redraw()

    def drawn(self, width: int, height: int) -> Lines:
        lines = Lines()
        if not self.items:
            lines.text(self.words, width, DIM)
            return lines
        lines.text("Nothing is joined unless you say so: l same, r not the same, ? can't say.", width, DIM)
        blocks = [self._block(one, width, chosen=number == self.here) for number, one in enumerate(self.items)]
        first = self._first(blocks, height - len(lines))
        for block in blocks[first:]:
            lines.add()
            lines.rows += block.rows
        return lines

    def _first(self, blocks: list[Lines], room: int) -> int:
        """The first to show, so that the chosen one is seen whole."""
        first = self.here
        while first > 0 and sum(len(block) + 1 for block in blocks[first - 1 : self.here + 1]) <= room:
            first -= 1
        return first

    def _block(self, one: Earlier, width: int, *, chosen: bool) -> Lines:
        lines = Lines()
        ground = " on $key" if chosen else ""
        likely = "likely" if one.match.likely else "possible"
        head: list[Part] = [
            ("▸ " if chosen else "  ", f"bold {ALIVE}{ground}"),
            (f"{one.ref}  ", f"{STRONG}{ground}"),
            (f"{day_and_year(one.opened)}  ", f"$text-soft{ground}"),
            (f"{one.level.upper()}  ", f"bold {level_style(one.rank, 2)}{ground}"),
            (f"{_SAID.get(one.verdict, likely)}", f"{ALIVE if one.verdict == 'same' else '$amber'}{ground}"),
        ]
        lines.add(*head)
        role = f", {one.match.role} there" if one.match.role else ""
        who = f"{one.theirs}{role}; here {one.name}" if one.match.person else "by the place, nobody in particular"
        lines.text(who, width, "$text-soft", first="    ", rest="    ")
        if one.verdict == "different":
            return lines
        lines.text(" · ".join(one.match.reasons), width, "$text-soft", first="    ", rest="    ")
        if one.match.against:
            lines.text(" · ".join(one.match.against), width, DIM, first="    but ", rest="        ")
        return lines


class EarlierScreen(Page, inherit_bindings=False):
    """F4."""

    WHERE = ("earlier",)
    BINDINGS = bindings("earlier")

    def __init__(self) -> None:
        super().__init__()
        self._items: tuple[Earlier, ...] = ()
        self._here = 0
        self._last: Earlier | None = None
        self._for = ""

    def body(self) -> ComposeResult:
        """The list, and one line for what was said."""
        self.found = Found()
        self.notice = Notice()
        yield self.found
        yield self.notice

    def place(self) -> str:
        return "Earlier"

    def tell(self, words: str) -> bool:
        self.notice.say(words)
        return True

    def show(self) -> None:
        self.notice.say("")
        self._last = None
        view = self.session.view
        here = view.contact.id if view is not None else ""
        if here != self._for:  # nothing of another contact, not for a moment
            self._for, self._items, self._here = here, (), 0
        self.found.show(self._items, self._here, "Looking …")
        self.run_worker(self._look(log=True), exclusive=True, exit_on_error=True)

    async def _look(self, *, log: bool = False) -> None:
        before = self._chosen
        view = self.session.view
        self._items = await self.session.earlier(shown=log)
        at = [n for n, one in enumerate(self._items) if before is not None and one.match == before.match]
        self._here = at[0] if at else min(self._here, max(len(self._items) - 1, 0))
        people = view is not None and (any(view.contact.people.values()) or bool(view.contact.incidents))
        nothing = (
            "No earlier report fits these people. It is looked again whenever something is written down of them."
            if people
            else "Nobody is written down yet. F3 writes down people: a name, a phone, a plate; any part helps."
        )
        self.found.show(self._items, self._here, self.session.not_found or nothing)

    @property
    def _chosen(self) -> Earlier | None:
        return self._items[self._here] if self._here < len(self._items) else None

    # Keys

    def action_next_one(self) -> None:
        """The one below."""
        self._choose(self._here + 1)

    def action_one_before(self) -> None:
        """The one above."""
        self._choose(self._here - 1)

    def _choose(self, number: int) -> None:
        if self._items:
            self._here = max(0, min(number, len(self._items) - 1))
            self.notice.say("")
            self.found.show(self._items, self._here, "")

    def action_see(self) -> None:
        """Read that record."""
        if self._chosen is not None:
            self.desk_app.show_record(self._chosen.match.contact)

    async def action_link(self) -> None:
        """The same person."""
        await self._judge(self._chosen, "same")

    async def action_reject(self) -> None:
        """Somebody else."""
        await self._judge(self._chosen, "different")

    async def action_unsure(self) -> None:
        """It can't be said."""
        await self._judge(self._chosen, "unsure")

    async def action_undo(self) -> None:
        """Take back what was said last, else what was said of the chosen one."""
        chosen = self._chosen
        await self._judge(self._last or (chosen if chosen is not None and chosen.verdict else None), "undone")

    async def _judge(self, one: Earlier | None, verdict: str) -> None:
        if one is None:
            self.notice.say("There is nothing to take back." if verdict == "undone" else "")
            return
        outcome = await self.session.judge(one, verdict)
        if not outcome.kept:
            self.notice.say(outcome.refused or f"NOT KEPT: {outcome.unkept}. Make room and press the key again.")
            return
        self._last = None if verdict == "undone" else one
        await self._look()
        view = self.session.view
        withdrawn = view.notice if view is not None and verdict != "same" else ""
        self.notice.say(withdrawn or _KEPT[verdict].format(name=one.name, theirs=one.theirs, ref=one.ref))

    def action_joined(self) -> None:
        """All of it together."""
        self.app.push_screen("timeline")

    async def action_earlier(self) -> None:
        """The same key goes back."""
        await self.action_leave()

    async def action_people(self) -> None:
        """Across to who is who."""
        await self._across("people")

    async def action_incidents(self) -> None:
        """Across to what happened."""
        await self._across("incidents")

    async def action_orders(self) -> None:
        """Across to orders and bail."""
        await self._across("orders")

    async def _across(self, screen: str) -> None:
        await self.action_leave()
        if self.app.screen is not self.app.get_screen(screen):  # it may be what lies under this one
            self.app.push_screen(screen)

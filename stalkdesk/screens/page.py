"""What every screen has: the line at the top, the keys at the bottom, help, shade, danger and the way back."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, ClassVar, cast

from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.events import Key
from textual.messages import Update

from stalkdesk.keys import KEYS
from stalkdesk.widgets.bars import KeyBar, Title, TitleBar
from stalkdesk.widgets.lines import Surface

if TYPE_CHECKING:
    from stalkdesk.app import DeskApp
    from stalkdesk.session import Session


def bindings(*where: str, only_always: bool = False) -> list[BindingType]:
    """The bindings of the table for these places."""
    found: list[BindingType] = []
    for key in KEYS:
        if not set(where) & set(key.where) or (only_always and not key.always):
            continue
        for name in key.keys.split(","):
            given = f"('{name}')" if key.id in ("option", "card") else ""
            found.append(Binding(name, f"{key.action}{given}", key.label, show=False, id=f"{where[0]}.{key.id}.{name}"))
    return found


CLOSING_WITHIN = 10.0
"""Seconds in which the second press means it."""
WIDE = 110
"""Columns from which there is room beside the main thing."""
NARROW_OR_WIDE = [(0, "-narrow"), (WIDE, "-wide")]
"""The classes of a page that has two arrangements."""


class Page(Surface, inherit_bindings=False):
    """A screen of stalkdesk. `WHERE` names its places in the table of keys."""

    WHERE: ClassVar[tuple[str, ...]] = ()
    AUTO_FOCUS = ""
    ALLOW_SELECT = False

    def __init__(self) -> None:
        super().__init__()
        self._close_meant = False

    def compose(self) -> ComposeResult:
        """Bars around the body."""
        self.title_bar = TitleBar()
        self.key_bar = KeyBar(*self.WHERE)
        yield self.title_bar
        yield from self.body()
        yield self.key_bar

    def body(self) -> ComposeResult:
        """What stands between the bars."""
        yield from ()

    @property
    def desk_app(self) -> DeskApp:
        """The app, by its own type."""
        return cast("DeskApp", self.app)

    @property
    def session(self) -> Session:
        """The session of this handler."""
        return self.desk_app.session

    def on_mount(self) -> None:
        """Shown for the first time."""
        self.desk_app.more_screens = True

    def on_screen_resume(self) -> None:
        """On the screen again: show things as they are now, and all of them at once: never a part of this screen in
        what is left of the one before."""
        self.post_message(Update(self))
        self.show()
        self.show_title()

    def show(self) -> None:
        """Draw what the session holds."""

    def place(self) -> str:
        """What the title calls this screen; empty on a call."""
        return ""

    def show_title(self) -> None:
        """The line at the top."""
        self.title_bar.show(self.desk_app.title_of(self.place()))

    async def takes(self, key: Key) -> bool:
        """Deal with a key before the part that has the focus sees it; whether that is done."""
        return False

    def closing_asked(self) -> bool:
        """Whether it is meant that the program closes with a contact in hand: asked once, where a line is free."""
        if self._close_meant or not self.tell(
            "Ctrl+Q again closes stalkdesk. The call is kept and stands first next time."
        ):
            return True
        self._close_meant = True
        self.set_timer(CLOSING_WITHIN, self._stays_open)
        return False

    def _stays_open(self) -> None:
        self._close_meant = False

    def tell(self, words: str) -> bool:
        """One line for the handler; whether there is a place for it here."""
        return False

    async def keep_typed(self) -> None:
        """Keep what is being typed at this moment: the program is about to close."""

    def not_kept(self) -> str:
        """What the disk did not take, in words; empty for nothing."""
        return ""

    async def refresh_delivery(self) -> None:
        """Something was sent or answered: show it, where this screen shows such things."""

    def actions(self) -> Iterator[tuple[str, str, str]]:
        """Label, help and action of everything this screen can do, for the palette."""
        for key in KEYS:
            simple = key.id not in ("answer", "choose", "option", "card", "palette")
            if simple and set(self.WHERE) & set(key.where) and hasattr(self, f"action_{key.action}"):
                yield key.label[:1].upper() + key.label[1:], key.help, key.action

    def action_help(self) -> None:
        """What the keys do here."""
        self.desk_app.show_help(self)

    def action_shade(self) -> None:
        """Cover the screen."""
        self.app.push_screen("shade")

    async def action_danger(self) -> None:
        """Someone is in danger now."""
        self.app.push_screen("danger")

    async def action_leave(self) -> None:
        """Back to where we were."""
        self.app.pop_screen()


__all__ = ["Page", "Title", "bindings"]

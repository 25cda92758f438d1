"""What became of something said: kept, refused, to be confirmed first, or not on the disk yet."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What became of something said. `refused`: why it was not taken; `ask`: what to confirm first;
    `unkept`: why the disk did not take it, so that it has to be tried again."""

    refused: str = ""
    ask: str = ""
    unkept: str = ""

    @property
    def kept(self) -> bool:
        """Whether it is on the disk."""
        return not (self.refused or self.ask or self.unkept)


def outcome_of(act: Callable[[], object]) -> Outcome:
    """Do it, and say what became of it."""
    from stalkdesk.desk.keeping import WouldLower
    from stalkdesk.desk.typed import NotTaken
    from stalkdesk.errors import BadInput
    from stalkdesk.journal.journal import NotKept

    try:
        act()
    except (NotTaken, BadInput) as error:
        return Outcome(refused=str(error))
    except WouldLower as error:
        return Outcome(ask=str(error))
    except NotKept as error:
        return Outcome(unkept=str(error))
    return Outcome()

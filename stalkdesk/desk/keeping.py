"""What a call needs of the desk, and what is asked before an answer is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from stalkdesk.contact.contact import Contact
from stalkdesk.contact.kinds import Happening
from stalkdesk.desk.joined import Joined
from stalkdesk.questions.assess import Assessor
from stalkdesk.questions.model import QuestionSet

if TYPE_CHECKING:
    from stalkdesk.guidance.model import Guidance


class WouldLower(Exception):
    """The answer would set aside others that hold the level up, or take back one that does. Say so, and answer again
    with `sure`. `labels`: those set aside; none where the answer itself is what held it up."""

    def __init__(self, labels: tuple[str, ...], before: str, after: str) -> None:
        self.labels, self.before, self.after = labels, before, after
        super().__init__(
            f"“{'”, “'.join(labels)}” would be set aside (kept, not counted), and {before} fall to {after}"
            if labels
            else f"the answer before held {before}; with this one it falls to {after}"
        )


class Keeper(Protocol):
    """What a call needs of the desk: to put an event on the disk."""

    @property
    def who(self) -> str:
        """Who is at the desk."""
        ...

    def keep(self, contact: Contact, happening: Happening, assess: Assessor) -> Contact:
        """The contact with this event in it, once it is committed. Raises NotTaken for a final record, NotKept."""
        ...

    def joined(self, contact: Contact) -> Joined:
        """What the reports hold that its people were linked to. Raises NotKept where the look can't be kept."""
        ...

    def guidance(self, qset: QuestionSet) -> Guidance:
        """The force's guidance under this question set."""
        ...

    def used_before(self, rationale: str, contact: str) -> bool:
        """Whether another contact was lowered with these very words."""
        ...

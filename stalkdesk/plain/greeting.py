"""The first lines of a call, and the last."""

from __future__ import annotations

from stalkdesk.clock import day_and_hour
from stalkdesk.contact.contact import Stage
from stalkdesk.desk import wording
from stalkdesk.desk.call import Call
from stalkdesk.desk.desk import Desk
from stalkdesk.plain.lines import level_line


def opening_lines(call: Call, desk: Desk, *, resumed: bool) -> list[str]:
    """Which desk, which call, and how it is done."""
    contact, opening = call.contact, call.contact.opening
    lines = ["PRACTICE. Nothing leaves this machine."] if desk.place.practice else []
    what = wording.CHANNELS[opening.channel]
    lines += [f"{what[:1].upper()}{what[1:]} {contact.ref}{', resumed' if resumed else ''}."]
    lines += [f"Rings from {opening.caller_number}."] if opening.caller_number else []
    lines += [f"Incident {opening.incident}."] if opening.incident else []
    if resumed:
        lines += [f"Opened {day_and_hour(contact.opened)}."]
        lines += [f"The caller was gone: {contact.gone.how}. :here when they are there again."] if contact.gone else []
        return [*lines, level_line(call.view.concern)]
    return [*lines, "Each answer is one line. :danger at any time. :help all lists the commands."]


def last_line(call: Call, again: str) -> str:
    """How it ended, and how to go on where it did not."""
    contact = call.contact
    if contact.stage is Stage.FINISHED:
        return f"{contact.ref} is final. The call is over."
    how = "parked" if contact.stage is Stage.PARKED else "still open and everything kept is safe"
    return f"{contact.ref} is {how}. Go on with: {again} --resume {contact.ref}"

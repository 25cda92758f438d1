"""What an application for a Stalking Protection Order needs, as it stands; what reports show of it: test_repeats."""

from __future__ import annotations

from stalkdesk.desk import spo
from stalkdesk.desk.desk import Desk


def test_every_need_names_its_source_and_none_is_called_advice(desk: Desk) -> None:
    for need in spo.needs((), desk.labels):
        assert need.source.startswith(("Stalking Protection Act 2019 s1", "Home Office statutory guidance"))
        assert need.state in ("not_recorded", "to_decide")
    assert "may be considered" in spo.TITLE
    assert "not legal advice" in spo.ABOUT

"""The question sets of a desk: only sound ones are asked, and each stays as it was when a contact was opened.

A set that was found sound is kept with its file's hash, so that the next start neither reads YAML nor proves it anew.
"""

from __future__ import annotations

import hashlib
import json
from decimal import Decimal
from pathlib import Path

from stalkdesk.errors import BadInput, Problem
from stalkdesk.guidance.place import data_folder, read_bytes
from stalkdesk.journal.database import Database
from stalkdesk.journal.journal import Journal
from stalkdesk.questions.dump import dump, sha256
from stalkdesk.questions.kept import set_from
from stalkdesk.questions.model import QuestionSet

MOST_OPTIONS = 21
"""As many as there are keys that answer."""


class Sets:
    """The sets kept beside the events."""

    def __init__(self, journal: Journal) -> None:
        self._journal = journal
        self._by_hash: dict[str, QuestionSet] = {}
        self._wanted: dict[str, QuestionSet] = {}

    def sound(self, wanted: str) -> QuestionSet:
        """The set with this id or in this file, to be asked. Raises BadInput where it can't be read or has findings."""
        if wanted not in self._wanted:
            self._wanted[wanted] = self._known(wanted) or self._proved(wanted)
        return self._wanted[wanted]

    def kept(self, digest: str) -> QuestionSet:
        """The set with this hash, as it was when a contact was opened under it."""
        if digest not in self._by_hash:
            row = self._journal.db.conn.execute(
                "SELECT document FROM question_set WHERE sha256 = ?", (digest,)
            ).fetchone()
            self._by_hash[digest] = set_from(json.loads(row[0], parse_float=Decimal))
        return self._by_hash[digest]

    def keep(self, db: Database, qset: QuestionSet) -> None:
        """Keep a set; inside a transaction of the caller's."""
        document = json.dumps(dump(qset), ensure_ascii=False)
        db.conn.execute("INSERT OR IGNORE INTO question_set VALUES (?, ?)", (sha256(qset), document))

    def _known(self, wanted: str) -> QuestionSet | None:
        row = self._journal.db.conn.execute("SELECT value FROM meta WHERE name = ?", (_mark(wanted),)).fetchone()
        return None if row is None else self.kept(row[0])

    def _proved(self, wanted: str) -> QuestionSet:
        from stalkdesk.guidance.sets import find
        from stalkdesk.questions.proof.check import QUICK_STEPS, check

        qset = find(wanted)
        findings = [finding for finding in check(qset, QUICK_STEPS).findings if finding.kind != "too_much"]
        if findings:
            mend = f"see stalkdesk questions check {wanted}"
            what = f"the question set has findings and is not used on calls ({findings[0].text})"
            raise BadInput(Problem(file=wanted, what=what, mend=mend))
        for question in qset.questions.values():
            if len(question.options) > MOST_OPTIONS:
                what = f"{question.id} has {len(question.options)} options, more than there are keys for"
                raise BadInput(
                    Problem(file=wanted, what=what, mend=f"give it at most {MOST_OPTIONS}, or two questions")
                )
        with self._journal.writing() as db:
            self.keep(db, qset)
            db.conn.execute("INSERT OR REPLACE INTO meta VALUES (?, ?)", (_mark(wanted), sha256(qset)))
        return qset


def _mark(wanted: str) -> str:
    """What a sound set is remembered by: the hash of its file; of nothing where there is no such file."""
    path = Path(wanted)
    shipped = data_folder() / "questions" / f"{wanted}.yaml"
    here = shipped if len(path.parts) == 1 and not path.suffix and shipped.is_file() else path
    return f"sound:{hashlib.sha256(read_bytes(here) if here.is_file() else b'').hexdigest()}"

"""`python -m appaudit.policy FILE... --format json`: what a policy says, for measuring until the command exists."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from appaudit.errors import AppauditError
from appaudit.model.fact import ClauseFact, DeclaredSdkFact, MentionFact
from appaudit.model.location import Quote
from appaudit.policy import PolicyReading, load_lexicon, read_policy


def _quotes(quotes: Sequence[Quote]) -> list[dict[str, Any]]:
    return [{"document": q.document, "text": q.text, "start": q.start, "end": q.end} for q in quotes]


def as_json(reading: PolicyReading) -> dict[str, Any]:
    """The `policy` object of design section 9.2."""
    clauses = [fact for fact in reading.facts if isinstance(fact, ClauseFact)]
    mentions = [fact for fact in reading.facts if isinstance(fact, MentionFact)]
    parties = [fact for fact in reading.facts if isinstance(fact, DeclaredSdkFact)]
    return {
        "documents": [{"name": d.name, "sha256": d.sha256, "text": d.text} for d in reading.documents],
        "clauses": {fact.id: {"status": fact.status, "quotes": _quotes(fact.quotes)} for fact in clauses},
        "data_types": [
            {"id": m.data_type, "polarity": m.polarity, "action": m.action, "quotes": _quotes(m.quotes)}
            for m in mentions
        ],
        "third_parties": [
            {"name": p.name, "sdk_id": p.sdk_id, "company": p.company, "purpose": p.purpose, "data": list(p.data)}
            | {"link": p.link, "start": p.location.start}
            for p in parties
        ],
        "gaps": [
            {"kind": g.kind, "level": g.level.word, "reason": g.reason, "subject": g.subject} for g in reading.gaps
        ],
    }


def main(arguments: Sequence[str]) -> int:
    """Print the reading of the files named; flags are ignored."""
    words = [word for word in arguments if word not in {"policy", "--format", "json"}]
    try:
        reading = read_policy([Path(word) for word in words], load_lexicon())
    except AppauditError as error:
        sys.stderr.write(f"{error.message}\n{error.hint}\n")
        return error.exit_code
    json.dump({"policy": as_json(reading)}, sys.stdout, ensure_ascii=False, indent=1)
    return 0 if reading.documents else 4


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

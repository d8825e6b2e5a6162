"""Statements as facts: their words with offsets of the document, and the data types that these name."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from appaudit.model.facts.statement import StatementFact, TextSpan
from appaudit.model.location import Location
from appaudit.policy.document_index import DocumentIndex
from appaudit.policy.hits import DataHit
from appaudit.policy.statements import Statement


def statement_facts(
    index: DocumentIndex, statements: Sequence[Statement], hits: Sequence[DataHit]
) -> Iterator[StatementFact]:
    """Give each statement as a fact, with its words and the data types that they name."""
    text, name = index.document.text, index.document.name
    starts = [hit.start for hit in hits]
    for statement in statements:
        spans: list[TextSpan] = []
        data_types: dict[str, None] = {}
        for part in sorted(set(statement.parts)):
            start, end = index.view.to_document(part.start, part.end)
            named: list[str] = []
            if part.kind == "data":
                inside = hits[bisect_left(starts, part.start) : bisect_left(starts, part.end)]
                # A specific term says more than the umbrella term beside it.
                named = [hit.data_type for hit in sorted(inside, key=lambda hit: not hit.specific)]
                data_types.update(dict.fromkeys(named))
            spans.append(
                TextSpan(
                    kind=part.kind, text=text[start:end], start=start, end=end, data_type=named[0] if named else ""
                )
            )
        first, last = min(span.start for span in spans), max(span.end for span in spans)
        yield StatementFact(
            action=statement.action,
            polarity=statement.polarity,
            data_types=tuple(data_types),
            spans=tuple(spans),
            location=Location(path=name, start=first, end=last),
            extractor="policy",
        )

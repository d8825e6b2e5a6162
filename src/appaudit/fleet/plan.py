"""What a run is, what of a listing is left to do in it, and in which chunks."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, Final

from appaudit.catalog import Catalog
from appaudit.fleet.chunk import DIED, UNREACHABLE, Chunk
from appaudit.fleet.listing import Item
from appaudit.fleet.schema import SCHEMA_VERSION, RegulationItemRow, RuleRow, RunRow, plain
from appaudit.fleet.tables import Known
from appaudit.model.codec import encode
from appaudit.model.record import record
from appaudit.pipeline.audit import tool_of
from appaudit.pipeline.inputs import Settings, chosen_regulations

#: A chunk ends with whichever comes first. A process reads a hundred packages before it is replaced, so that chunks of
#: two hundred start as few processes as a batch does; a chunk that is lost with its worker is read anew.
MOST_PACKAGES: Final = 200
MOST_BYTES: Final = 512 << 20
#: Less of both is not worth the second that a process takes to start.
LEAST_PACKAGES: Final = 20
LEAST_BYTES: Final = 8 << 20
#: Each worker gets about this many chunks, in packages and in bytes, so that none is left alone with the last one.
_CHUNKS_OF_A_WORKER: Final = 6


@record
class Left:
    """What of a listing is left: packages to read, rows that they replace, and how many are done or given up."""

    items: tuple[Item, ...]
    replaced: tuple[Known, ...]
    done: int
    given_up: int


def run_row(catalog: Catalog, settings: Settings) -> RunRow:
    """What decides what rows say: equal ones are one run."""
    tool = tool_of(catalog, settings.as_of)
    others = {"regulations": settings.regulations, "min_severity": settings.min_severity.word}
    return RunRow(
        schema_version=SCHEMA_VERSION,
        tool_version=tool.version,
        rules_digest=tool.rules_digest,
        knowledge_date=tool.knowledge_date,
        as_of=tool.as_of,
        settings=json.dumps({name: encode(value) for name, value in others.items()}, sort_keys=True),
    )


def run_id_of(row: RunRow) -> str:
    """The id of a run: its date, and a digest of all that it is."""
    digest = hashlib.sha256(json.dumps(plain(row), sort_keys=True).encode()).hexdigest()
    return f"{row.as_of}-{digest[:10]}"


def tables_of_run(run_id: str, row: RunRow, catalog: Catalog, settings: Settings) -> dict[str, list[dict[str, Any]]]:
    """The rows of the tables that are written once for a run."""
    knowledge = catalog.knowledge
    categories = knowledge.categories
    rules = [
        RuleRow(
            rule_id=rule.id,
            category=rule.category,
            category_zh=categories[rule.category].name.zh,
            category_en=categories[rule.category].name.en,
            severity=rule.severity.word,
            title_zh=rule.title.zh,
            title_en=rule.title.en,
            platforms=tuple(rule.platforms),
        )
        for rule in sorted(catalog.rules, key=lambda rule: rule.id)
    ]
    items = [
        RegulationItemRow(
            regulation=regulation.id,
            item=item.item,
            regulation_zh=regulation.title.zh,
            regulation_en=regulation.title.en,
            title_zh=item.title.zh,
            title_en=item.title.en,
            regulator=regulation.regulator,
        )
        for regulation in chosen_regulations(knowledge, settings.regulations)
        for item in regulation.items
    ]
    tables: dict[str, Sequence[object]] = {"runs": [row], "rules": rules, "regulation_items": items}
    return {name: [{"run_id": run_id, **plain(item)} for item in found] for name, found in tables.items()}


def left_of(items: Iterable[Item], known: Iterable[Known], run_id: str, *, retry_failed: bool) -> Left:
    """What is left of a listing after what a destination knows of the run.

    A package counts as done while it and its documents are as they were. One whose process died twice is given up
    until it is asked for (`retry_failed`); one that could not be fetched never is.
    """
    by_uri: dict[str, list[Known]] = {}
    for row in known:
        if row.run_id == run_id:
            by_uri.setdefault(row.uri, []).append(row)
    wanted, replaced = [], list[Known]()
    done = given_up = 0
    for item in items:
        rows = by_uri.get(item.uri, [])
        final = [row for row in rows if row.stamp == item.stamp and _is_final(row, retry_failed=retry_failed)]
        replaced += [row for row in rows if row not in final[:1]]
        if not final:
            wanted.append(item)
        elif final[0].outcome in DIED:
            given_up += 1
        else:
            done += 1
    return Left(items=tuple(wanted), replaced=tuple(replaced), done=done, given_up=given_up)


def _is_final(row: Known, *, retry_failed: bool) -> bool:
    return row.outcome != UNREACHABLE and not (retry_failed and row.outcome in DIED)


def chunks_of(items: Iterable[Item], workers: int) -> Iterator[Chunk]:
    """Chunks of packages, the largest first, so that no worker is left with a long one at the end."""
    ordered = sorted(items, key=lambda item: (-item.size, item.uri))
    parts = workers * _CHUNKS_OF_A_WORKER
    most = min(MOST_PACKAGES, max(LEAST_PACKAGES, len(ordered) // parts))
    most_bytes = min(MOST_BYTES, max(LEAST_BYTES, sum(item.size for item in ordered) // parts))
    chunk: list[Item] = []
    size = 0
    for item in ordered:
        if chunk and (len(chunk) >= most or size + item.size > most_bytes):
            yield Chunk(items=tuple(chunk))
            chunk, size = [], 0
        chunk.append(item)
        size += item.size
    if chunk:
        yield Chunk(items=tuple(chunk))

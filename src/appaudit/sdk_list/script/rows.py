"""Arrays of objects in scripts and in nested JSON to rows, where they are lists of third parties."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import field, replace

from appaudit.lexicon.lexicons import Lexicons
from appaudit.lexicon.parties import PartyWords
from appaudit.model.record import record
from appaudit.records.tables.table_columns import are_services
from appaudit.records.wording.names import are_known, is_known
from appaudit.records.wording.values import is_company, is_product
from appaudit.sdk_list.entries import off_by, row_of_entry
from appaudit.sdk_list.rows import DeclaredRow
from appaudit.sdk_list.script.columns import by_columns, by_headings, columns_in_markup
from appaudit.sdk_list.script.data import arrays_in, objects_in, texts_in
from appaudit.sdk_list.script.markup import (
    columns_shown,
    constants_of,
    entries_of_elements,
    titles_shown,
    with_constants,
)

#: Fields beside the name that tell of a list of third parties whose names nobody knows.
_FEWEST_FIELDS = 2


@record(kw_only=False, frozen=False)
class ScriptRows:
    """The rows of lists in a value, and the numbers of the entries that say that they are not in use, with how."""

    rows: list[DeclaredRow] = field(default_factory=list)
    off: list[tuple[int, str]] = field(default_factory=list)


def rows_of_script(script: str, lexicons: Lexicons) -> list[DeclaredRow]:
    """The rows of all lists of third parties that a script holds."""
    headings = lexicons.sdk_list.headings
    headed = by_headings(texts_in(script), titles_shown(script), headings)
    arrays = [*arrays_in(script), *entries_of_elements(script), *headed]
    held = with_constants(arrays, constants_of(script))
    return rows_in([held, columns_in_markup(script), *columns_shown(script, headings)], lexicons).rows


def rows_in(value: object, lexicons: Lexicons) -> ScriptRows:
    """The rows of the outermost lists of third parties in a value."""
    taken: set[int] = set()
    result = ScriptRows()
    named = by_columns(value, lexicons.sdk_list.headings)  # type: ignore[arg-type]  # JSON has numbers, too
    for entries in objects_in(named):
        if not taken.isdisjoint(map(id, entries)):
            continue
        found = [row_of_entry(number, entry, lexicons) for number, entry in enumerate(entries, len(result.rows) + 1)]
        found = _named_by_providers(found, lexicons.parties)
        listed = [row for row in found if row is not None]
        if len(listed) * 2 > len(entries) and _are_parties(listed, lexicons.parties):
            off = {number: said for number, entry in enumerate(entries) if (said := off_by(entry, lexicons))}
            result.rows += [row for number, row in enumerate(found) if row is not None and number not in off]
            result.off += [(number + 1, said) for number, said in off.items()]
            taken.update(id(inside) for entry in entries for inner in objects_in(entry) for inside in inner)
    return result


def _named_by_providers(rows: Sequence[DeclaredRow | None], words: PartyWords) -> list[DeclaredRow | None]:
    """The rows, with whom the company is as the name where all names are kinds of services: "Speech to text"."""
    told = [row.values for row in rows if row is not None]
    cells = [(values.get("name", "").strip(), values.get("company", "").strip()) for values in told]
    is_other = not cells or not all(name and company for name, company in cells)
    if is_other or not are_services([name for name, _ in cells], [company for _, company in cells], words):
        return list(rows)
    return [
        row
        if row is None
        else replace(
            row,
            values={
                **row.values,
                "name": row.values["company"],
                "company": "",
                "purpose": row.values.get("purpose", "").strip() or row.values["name"],
            },
        )
        for row in rows
    ]


def _are_parties(rows: Sequence[DeclaredRow], words: PartyWords) -> bool:
    """Whether most rows name somebody who is known or an SDK, or say of somebody what third parties are asked for."""
    named = sum(_is_party(row.values, words) for row in rows)
    policies = sum(words.column_link.search(row.values.get("link", "")) is not None for row in rows)
    if policies * 2 > len(rows) and are_known([row.values.get("name", "") for row in rows], words):
        return True  # names of somebody known with the policy of each, and nothing else
    return named * 2 > len(rows) or (named > 0 and all(map(_is_told, rows)))


def _is_party(values: Mapping[str, str], words: PartyWords) -> bool:
    name = values.get("name", "") or values.get("company", "")
    is_somebody = is_product(name, words) or is_known(name, words) or is_company(values.get("company", ""), words)
    return is_somebody and _has(values, ("purpose", "data", "company"))


def _is_told(row: DeclaredRow) -> bool:
    told = [name for name in ("company", "purpose", "data", "link") if row.values.get(name, "").strip()]
    return len(told) >= _FEWEST_FIELDS and _has(row.values, ("data", "company"))


def _has(values: Mapping[str, str], fields: Iterable[str]) -> bool:
    return any(values.get(name, "").strip() for name in fields)

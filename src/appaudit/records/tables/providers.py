"""Tables in which one column says who offers something, and the other what they do, under headings of names both."""

from __future__ import annotations

import re
from collections.abc import Sequence

from appaudit.lexicon.columns import as_written_here
from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.wording.names import are_known, is_known, own_words
from appaudit.records.wording.values import Kind, is_product, kind_of_label, plain

Table = Sequence[Sequence[str]]
#: Rows by which one value in all of them says nothing of any.
_FEWEST_ROWS = 3
#: Columns of a table of names and their kinds, at the most.
_MOST_COLUMNS = 3
#: An English phrase of what is done: its last word, brackets aside, is a small one ("Email delivery").
_PHRASE = re.compile(r"[A-Za-z]\S*[ ,]+(?:[^()]* )?[a-z][a-z-]+(?: ?\([^()]*\))?$")

#: What joins several things that one vendor does: "DNS + CDN", "Login / sessions".
_SEVERAL = Expression(r" [+/&] ")


def part_services(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Where "Service" beside "Sub-processor" heads no products that are known, it heads what they are for."""
    if "purpose" in fields or fields.count("name") != 2:
        return
    columns = [column for column, field in enumerate(fields) if field == "name"]
    who = [column for column in columns if words.context.search(as_written_here(headings[column]))]
    what = [column for column in columns if kind_of_label(as_written_here(headings[column]), words) == "purpose"]
    if len(who) != 1 or len(what) != 1 or who == what:
        return
    cells = [plain(row[what[0]]) for row in rows if row[what[0]].strip()]
    if sum(is_known(cell, words) or is_product(cell, words) for cell in cells) * 2 <= len(cells):
        fields[what[0]] = "purpose"


def name_providers(
    fields: list[str], headings: Sequence[str], kinds: Sequence[Kind | None], rows: Table, words: PartyWords
) -> None:
    """Where "Service" or "Service/purpose" beside "Provider" heads what is done, the providers are who is listed."""
    if fields.count("name") != 1 or fields.count("company") != 1:
        return
    name, company = fields.index("name"), fields.index("company")
    heading = as_written_here(headings[name])
    says_use = "/" in heading and kind_of_label(heading, words) == "purpose"
    cells = [plain(row[name]) for row in rows if row[name].strip()]
    named = [is_known(cell, words) or is_product(cell, words) for cell in cells]
    is_use = not any(named) and all(map(_PHRASE.search, cells))
    is_use = is_use or (company < name and _are_uses(cells, [plain(row[company]) for row in rows], heading, words))
    if not (sum(named) * 2 < len(cells) if says_use else is_use):
        return
    if kinds[company] == "company" or are_known([plain(row[company]) for row in rows if row[company].strip()], words):
        has_purpose = "purpose" in fields and not says_use
        fields[:] = ["" if field == "purpose" and not has_purpose else field for field in fields]
        # "Provider, Service, Purpose": the purpose says it best, and the service what each is for, too.
        fields[name], fields[company] = "" if has_purpose else "purpose", "name"


def _are_uses(cells: Sequence[str], owners: Sequence[str], heading: str, words: PartyWords) -> bool:
    """Whether "Service" behind "Vendor" heads what each vendor does: most cells are phrases, or join several things.

    A vendor with several services, or one whose service has its name, has products of its own there.
    """
    if kind_of_label(heading, words) != "purpose" or words.name_label.search(heading) or len({*owners}) < len(owners):
        return False
    if any(owner and owner.split(" ")[0] in cell for cell, owner in zip(cells, owners, strict=False)):
        return False
    named = sum(is_known(cell, words) or is_product(cell, words) for cell in cells)
    uses = sum(bool(_PHRASE.search(cell) or _SEVERAL.search(cell) or not own_words(cell, words)) for cell in cells)
    return named * 4 <= len(cells) and uses * 2 > len(cells)


def leave_roles(fields: list[str], rows: Table, words: PartyWords) -> None:
    """Where "Role" heads what each is by law ("Processor"), the column says nothing of what they are for."""
    for column, field in enumerate(fields):
        if field == "purpose" and are_roles(rows, column, words):
            fields[column] = ""


def leave_owner(fields: list[str], headings: Sequence[str], rows: Table, words: PartyWords) -> None:
    """Where "Company" beside "Sub-processor" has one value in all rows, it is of whose list it is."""
    if len(rows) < _FEWEST_ROWS or fields.count("name") != 1 or fields.count("company") != 1:
        return
    name, company = fields.index("name"), fields.index("company")
    called, whose = as_written_here(headings[name]), as_written_here(headings[company])
    if words.context.search(called) is None or words.product.search(called) or words.context.search(whose):
        return
    named = {plain(row[name]) for row in rows}
    owners = {plain(row[company]) for row in rows}
    first = "".join(owners).split(" ")[0]
    if len(owners) == 1 and len(named) >= _FEWEST_ROWS and not any(first in each for each in named):
        fields[company] = ""


def are_roles(rows: Table, column: int, words: PartyWords) -> bool:
    """Whether all cells of a column say what somebody is by law, and nothing else."""
    cells = [plain(row[column]) for row in rows if row[column].strip()]
    return bool(cells) and all(words.role_value.fullmatch(cell) for cell in cells)


def column_of_kinds(fields: Sequence[str], headings: Sequence[str], rows: Table, words: PartyWords) -> int:
    """The column that says what kind of service each is ("Error monitoring"), which tells what for; -1 without one.

    A table of many columns of which no other is known is about something else that has kinds.
    """
    if len(fields) > _MOST_COLUMNS and not {"data", "link"} & {*fields}:
        return -1
    for column, heading in enumerate(headings):
        if fields[column] or not words.column_kind.fullmatch(plain(as_written_here(heading)).lower()):
            continue
        kinds = {plain(row[column]) for row in rows if row[column].strip()}
        is_said = any(not kind.isdigit() and len(kind) > 1 and not words.product.fullmatch(kind) for kind in kinds)
        if is_said and len(kinds) > 1 and not are_roles(rows, column, words):
            return column
    return -1

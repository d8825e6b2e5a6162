"""Labelled blocks that say whose a service is and not what it is called, below a heading that is its name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from appaudit.lexicon.parties import PartyWords
from appaudit.model.expression import Expression
from appaudit.records.list_context import ListContext
from appaudit.records.record import PartyRecord
from appaudit.records.wording.names import is_brand_alone, is_known
from appaudit.records.wording.scripts import is_latin
from appaudit.records.wording.values import is_company, plain

#: The longest heading that is a name, in characters.
_LONGEST = 40
#: What only names are spelt with: a capital or a full stop inside a word.
_SPELT = Expression(r"[a-z][A-Z]|\w\.\w")


def name_by_headings(records: Sequence[PartyRecord], context: ListContext, words: PartyWords) -> None:
    """Call records that say their company alone by the heading right above, where no other stands below it."""
    labelled = [record for record in records if record.layout == "labels"]
    below = Counter(context.heading_start(record.start) for record in records)
    for record in labelled:
        name, company = record.value("name").strip(), record.value("company").strip()
        heading = _heading(record, context)
        if not company and (told := words.company_name.match(name)) and name.startswith(", ", told.end()):
            name = record.fields["name"] = told.group()  # "Egret Ltd, Nest Lane 5, Dublin": a company and where it is
        is_of_company = (not name or name == company or not company) and is_company(name or company, words)
        if not is_of_company or not 1 < len(heading) <= _LONGEST or below[context.heading_start(record.start)] > 1:
            continue
        is_spelt = "(" not in heading and _SPELT.search(heading) is not None
        is_brand = is_known(heading, words) or (is_spelt and is_brand_alone(heading, words))
        # Below a Chinese title a block may end at a sentence on somebody else.
        is_name = is_brand and is_latin(heading)
        if is_name and not is_company(heading, words) and words.context.search(heading) is None:
            record.fields.update({"name": heading, "company": name or company})


def _heading(record: PartyRecord, context: ListContext) -> str:
    return plain(context.heading(record.start))

"""The words of lists of third parties (`rules/lexicon/parties.yaml`): how values look, and how sentences say them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import fields
from typing import Any

from appaudit.lexicon.entries import expression, require_known, texts
from appaudit.model.expression import Expression
from appaudit.model.record import record

#: Keys of the file beside its word lists.
_NOTES = frozenset({"checked", "sources"})


@record
class PartyWords:
    """One expression for each list of the file, searched without regard to case; the file says what each is for."""

    company: Expression
    company_name: Expression
    product: Expression
    purpose: Expression
    data: Expression
    other_label: Expression
    permission_label: Expression
    told_best: Expression
    after_address: Expression
    generic_name: Expression
    no_title: Expression
    kind_of_name: Expression
    name_label: Expression
    no_use: Expression
    navigation: Expression
    off_list: Expression
    context: Expression
    furniture: Expression
    denial: Expression
    denied_list: Expression
    takes_nothing: Expression
    takes: Expression
    until_data: Expression
    for_what: Expression
    until_purpose: Expression
    before_company: Expression
    item_lead: Expression
    item_tail: Expression
    no_item: Expression


def parse(data: Mapping[str, Any]) -> PartyWords:
    """The words from the merged content of the files.

    Raises:
        LexiconError: A list is missing or unknown, or one of its expressions is none.
    """
    names = [field.name for field in fields(PartyWords)]
    require_known(data, [*names, *_NOTES])
    # The whole name of a company is told by its capitals.
    return PartyWords(
        **{
            name: expression(name, texts(name, data.get(name)), 0 if name == "company_name" else re.IGNORECASE)
            for name in names
        }
    )

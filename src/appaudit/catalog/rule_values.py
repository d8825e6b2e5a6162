"""What the tests of a rule may ask for: with a value that a field can never have, the rule does not load."""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Final

from appaudit.model.expression import Expression
from appaudit.model.facts.fields import FactField, FieldShape, fields_of
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.knowledge import Knowledge
from appaudit.model.words import Operator

#: Operators by the shape of the field that they can be asked of.
_OPERATORS: Final[Mapping[FieldShape, tuple[Operator, ...]]] = {
    "text": ("equals", "in", "glob", "regex"),
    "words": ("equals", "in", "glob", "regex"),
    "ids": ("equals", "in", "glob", "regex", "is"),
    "flag": ("equals", "in"),
    "number": ("equals", "in", "min", "max"),
}
#: Where the ids of a section are written down, for messages.
_PLACES: Final[Mapping[str, str]] = {
    "sdks": "sdks/",
    "permissions": "android/permissions*.yaml",
    "permission_groups": "android/permissions*.yaml",
    "duties": "duties/",
    "ui_topics": "lexicon/ui.yaml",
}
#: A longer list of ids helps nobody; the nearest are named instead.
_MOST_LISTED: Final = 60


class RuleValues:
    """Answers what is wrong with a value that a rule asks for.

    Args:
        knowledge: Holds the ids that exist.
        topics: The topics of texts of apps; any may be asked for where they are not given.
    """

    def __init__(self, knowledge: Knowledge, topics: Collection[str] | None = None) -> None:
        self._knowledge = knowledge
        self._derived: dict[str, Collection[str] | None] = {"ui_topics": topics}

    def _ids(self, section: str) -> Collection[str] | None:
        """The ids of a section; None where they are not known."""
        if section in self._derived:
            return self._derived[section]
        found: Collection[str] = getattr(self._knowledge, section)
        return found

    def unknown_id(self, section: str, value: object) -> str:
        """Why a value is no id of a section of the knowledge; empty where it is one."""
        known = self._ids(section) or ()
        return "" if value in known else _not_among(value, known, _place(section))

    def problem(self, kind: str, field: FactField, operator: Operator, value: object) -> str:
        """Why a test of a field can never hold, empty where it can.

        Args:
            kind: The kind of fact.
            field: The field that is tested.
            operator: How it is tested; one of the operators of rules.
            value: What it is tested with, as the file has it; a compiled expression for `regex`.
        """
        name = f"{kind}.{field.name}"
        if operator not in _OPERATORS[field.shape]:
            return f"{operator} cannot be asked of {name}, which holds {_said(field)}"
        if operator == "in":
            if not isinstance(value, (list, tuple)) or not value:
                return "in wants a list of at least one value"
            return next(filter(None, (self._unfit(name, field, item) for item in value)), "")
        if operator in ("glob", "regex"):
            return self._unfit_pattern(name, field, value)
        if operator == "is" and (field.ids is None or field.ids.section != "data_types"):
            return f"is asks the tree of data types, and {name} holds {_said(field)}"
        return self._unfit(name, field, value)

    def problems_of_fact(self, data: Mapping[str, object]) -> Iterator[tuple[str, str]]:
        """What cannot occur in a fact of an example, as field and problem; what it leaves out is filled in later."""
        kind = data.get("kind")
        if kind not in FACT_KINDS:
            yield "kind", f"{kind!r} is not a fact kind ({', '.join(sorted(FACT_KINDS))})"
            return
        fields = fields_of(str(kind))
        for name, value in data.items():
            field = fields.get(name)
            if field is None or (field.is_list and not isinstance(value, list)):
                continue  # fields that hold records, and what has the wrong type, are named when it is decoded
            for item in value if isinstance(value, list) else [value]:
                if problem := self._unfit(f"{kind}.{name}", field, item):
                    yield name, problem

    def _unfit(self, name: str, field: FactField, value: object) -> str:
        """Why a field can never have a value; empty where it can."""
        if value is None and field.is_optional:
            return ""
        if field.shape == "flag":
            return "" if isinstance(value, bool) else f"{value!r} cannot occur; {name} is true or false"
        if field.shape == "number":
            is_number = isinstance(value, (int, float)) and not isinstance(value, bool)
            return "" if is_number else f"{value!r} cannot occur; {name} is a number"
        if not isinstance(value, str):
            return f"{value!r} cannot occur; {name} is text: write one value, in quotes where it is no word"
        if field.shape == "words":
            return "" if value in field.words else _not_among(value, field.words, name)
        if field.ids is not None and not field.ids.is_open and value not in field.ids.also:
            known = self._ids(field.ids.section)
            if known is not None and value not in known:
                return _not_among(value, (*known, *field.ids.also), _place(field.ids.section))
        return ""

    def _unfit_pattern(self, name: str, field: FactField, value: object) -> str:
        """Why no value of a field can fit a pattern; empty where one can."""
        known = self._known(field)
        if isinstance(value, Expression):
            fits = known is None or any(value.search(word) for word in known)
            return "" if fits else f"nothing that {name} can be fits the expression {value.pattern!r}{_listed(known)}"
        if not isinstance(value, str):
            return f"{value!r} is no pattern; write text in quotes"
        fits = known is None or any(fnmatchcase(word, value) for word in known)
        return "" if fits else f"nothing that {name} can be fits {value!r}{_listed(known)}"

    def _known(self, field: FactField) -> tuple[str, ...] | None:
        """All that a field can hold; None where that is not known."""
        if field.shape == "words":
            return field.words
        if field.ids is None or field.ids.is_open:
            return None
        known = self._ids(field.ids.section)
        return None if known is None else (*known, *field.ids.also)


def _said(field: FactField) -> str:
    """What a field holds, in words."""
    if field.ids is not None:
        return f"ids of {_place(field.ids.section)}"
    return {"words": "words of a closed list", "flag": "true or false", "number": "numbers"}.get(field.shape, "text")


def _place(section: str) -> str:
    return _PLACES.get(section, f"taxonomy/{section}.yaml")


def _not_among(value: object, known: Collection[str], place: str) -> str:
    near = difflib.get_close_matches(str(value), known, n=3)
    hint = f"; did you mean {' or '.join(near)}?" if near else ""
    return f"{value!r} cannot occur: it is not in {place}{hint}{_listed(known)}"


def _listed(known: Collection[str] | None) -> str:
    words = [word or '""' for word in known or ()]
    return f" ({', '.join(words)})" if 0 < len(words) <= _MOST_LISTED else ""

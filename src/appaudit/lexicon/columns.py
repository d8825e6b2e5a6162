"""What the columns of a table and the labels of a block stand for."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from copy import copy

from appaudit.lexicon.entries import LexiconError
from appaudit.lexicon.traditional import to_simplified
from appaudit.model.expression import Expression

FIELDS = ("name", "company", "purpose", "data", "link", "package", "version")

#: What writers put into names without meaning anything by it.
_DROPPED = {ord(mark): None for mark in "*“”\"'：:/、-_|【】[]的"}
_REMARK = Expression(r"[（(][^）)]*[)）]")
#: A version in brackets, as a package has it and no label: "provider (^6.1.5)".
_VERSIONED = Expression(r"\([\^~v=<>]{0,2}\d+(?:\.\d+)+[^()]{0,20}\)$")
#: What a heading says of whose column it is: "Feature of the SDK", "Information collected via SDK".
_OF_SDK = Expression(
    r"\s+(?:of|via|by|from|through|in|to)\s+(?:(?:the|this|each)\s+)?(?:third[- ]party\s+)?sdks?(?:\s+applications?)?$",
    re.IGNORECASE,
)
#: What begins an entry that is a pattern for whole names, written without punctuation and 的.
_PATTERN = "~"
#: Longest name, without punctuation, that patterns are tried on.
_LONGEST = 24
#: The same in Latin letters, in which a phrase takes more of them: "type of personal information collected".
_LONGEST_LATIN = 64
#: A longer label is none, whatever stands in its brackets.
_LONGEST_LABEL = 200


def as_written_here(label: str) -> str:
    """A label in the characters that words are listed in.

    PDF writers put radicals (⽅) for characters (方), and Hong Kong pages are in traditional ones.
    """
    return to_simplified(unicodedata.normalize("NFKC", label))


class FieldNames:
    """Column and label names of the lexicon, looked up in the way people write them.

    People put them together from few words ("第三方SDK提供方的公司名称"), so an entry may be a pattern. What stands
    there word by word goes first.
    """

    def __init__(self, tables: Mapping[str, Iterable[str]]) -> None:
        words = [(name, label) for name in FIELDS for label in tables.get(name, ())]
        self._fields = {
            self._key(label): name for name, label in words if not label.startswith(_PATTERN) and self._key(label)
        }
        self._patterns = [(Expression(label[1:]), name) for name, label in words if label.startswith(_PATTERN)]
        # Nearly all that is asked for is no name: one look tells so of all patterns.
        self._any = Expression("|".join(f"(?:{form.pattern})" for form, _ in self._patterns) or "(?!)")
        self._asked: dict[str, str] = {}

    def expressions(self) -> Iterator[Expression]:
        """The patterns of names, as they are compiled when the first name is looked up."""
        yield self._any
        yield from (form for form, _ in self._patterns)

    def with_labels(self, labels: Mapping[str, str]) -> FieldNames:
        """The same names and some more, each with its field."""
        more = copy(self)
        more._fields = {**self._fields, **{self._key(label): field for label, field in labels.items()}}
        more._asked = {}
        return more

    @staticmethod
    def _key(label: str) -> str:
        if not label.isascii():
            label = as_written_here(label)
        if "(" in label or "（" in label:
            label = _REMARK.sub("", label)
        # 采集 is what engineers call 收集.
        key = "".join(label.split()).translate(_DROPPED).lower()
        return key.replace("采集", "收集").replace("採集", "收集")

    def field(self, label: str) -> str:
        """The field that a column name or label stands for, empty when it is none."""
        known = self._asked.get(label)
        if known is None:
            known = self._asked[label] = self._find(label)
        return known

    def _find(self, label: str) -> str:
        if len(label) > _LONGEST_LABEL or (label.isascii() and _VERSIONED.search(label)):
            return ""
        key = self._key(label)
        known = self._fields.get(key, "")
        if known or not key or len(key) > (_LONGEST_LATIN if key[0].isascii() else _LONGEST):
            return known
        is_one = self._any.fullmatch(key) is not None
        found = next((name for form, name in self._patterns if form.fullmatch(key)), "") if is_one else ""
        if not found and (short := _OF_SDK.sub("", label)) != label:
            return self.field(short)
        if found or "/" not in label or "://" in label or len(key) > _LONGEST:
            return found
        # "实现功能/场景": one of two names for a column is enough.
        return next((field for part in label.split("/") if (field := self.field(part))), "")


def labels(where: str, value: object) -> tuple[str, ...]:
    """The entries of one field as a lexicon file gives them, one or a list.

    Raises:
        LexiconError: one is a pattern that is no expression.
    """
    entries = tuple(map(str, value if isinstance(value, list) else [value]))
    for entry in entries:
        if entry.startswith(_PATTERN):
            try:
                re.compile(entry[1:])
            except re.error as error:
                raise LexiconError(where, f"{where}: {entry}: {error}") from error
    return entries

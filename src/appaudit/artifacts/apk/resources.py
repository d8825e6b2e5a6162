"""What is asked of resource tables in whatever form: texts, names and values by id, over several tables together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final, NamedTuple, Protocol

from appaudit.artifacts.apk.axml import TYPE_DYNAMIC_REFERENCE, TYPE_REFERENCE, Value
from appaudit.artifacts.apk.resource_config import Rank

#: References may go in circles.
_MOST_HOPS = 20
#: Types whose strings are file names or names of other things, by https://developer.android.com/guide/topics/resources/
#: (checked 2026-11-27). Of any other name, and of none, strings may be shown to people: code asks for them by number.
OTHER_TYPES: Final = frozenset(
    (
        *("anim", "animator", "attr", "bool", "color", "dimen", "drawable", "font"),
        *("fraction", "id", "integer", "interpolator", "layout", "macro", "menu", "mipmap"),
        *("navigation", "overlayable", "raw", "style", "styleable", "transition", "xml", "configVarying"),
    )
)


#: Types whose values are documents that name classes, and those of known names whose values are none.
_DOCUMENT_TYPES: Final = frozenset(("layout", "menu", "navigation", "xml"))
_NO_DOCUMENT_TYPES: Final = OTHER_TYPES.union(("string", "array", "plurals")) - _DOCUMENT_TYPES


def may_be_documents(type_name: str) -> bool:
    """Whether values of a type may be documents: also those of a type that a tool has given another name."""
    return type_name.lstrip("^") not in _NO_DOCUMENT_TYPES


class Resource(NamedTuple):
    """A text of the table: name of the resource, locale as in folder names (`zh-rCN`, empty for default), text."""

    name: str
    locale: str
    text: str


class Resources(Protocol):
    """What a manifest asks of resources: one table, or those of all packages of a bundle together."""

    def name_of(self, resource_id: int) -> str:
        """The name of a resource as in sources (`string/app_name`), empty where nobody knows it."""
        ...

    def resolve(self, resource_id: int, language: str = "") -> Value | None:
        """The value of a resource after following references; None where it has none."""
        ...


class Table(Resources, Protocol):
    """One resource table, in the form of a package or in that of an app bundle."""

    def second_readings(self) -> list[str]:
        """What leads some readers elsewhere than others; empty for what honest tools write."""
        ...

    def string_values(self) -> Iterator[Resource]:
        """Every text of the types string, array and plurals, and of types of no known name, in the order of the table.

        Raises:
            ExtractionError: The table is damaged.
        """
        ...

    def textless_names(self) -> Iterator[str]:
        """The names of resources of these types that hold no text in some configuration, such as references to others.

        Raises:
            ArscError: An entry table does not fit its chunk.
        """
        ...

    def bool_names(self) -> Iterator[str]:
        """The names of resources that are truth values.

        Raises:
            ArscError: An entry table does not fit its chunk.
        """
        ...

    def numbered_texts(self) -> Iterator[tuple[int, str]]:
        """The number of each resource that is one text, and that text, in every configuration of no language.

        Raises:
            ExtractionError: The table is damaged.
        """
        ...

    def documents(self) -> Iterator[tuple[int, str]]:
        """The number of each layout, menu, navigation graph and other document, and its entry, in every configuration.

        Raises:
            ArscError: An entry table does not fit its chunk.
        """
        ...

    def lookup(self, resource_id: int, language: str) -> tuple[Rank, Value | None] | None:
        """The value in the configuration that fits best, and how well it fits; None where there is no such resource.

        The value is None for a bag; a reference is not followed.
        """
        ...


class MergedResources:
    """Resource tables that complete each other, as those of an app and of its language splits do."""

    def __init__(self, tables: Sequence[Table]) -> None:
        """Take the tables, the one to be asked first in front."""
        self._tables = tables

    def name_of(self, resource_id: int) -> str:
        """The name of a resource as in sources (`string/app_name`), empty where no table has one."""
        return next((name for table in self._tables if (name := table.name_of(resource_id))), "")

    def resolve(self, resource_id: int, language: str = "") -> Value | None:
        """The value of a resource in the configuration that fits best, whichever table holds it."""
        return follow(self._tables, resource_id, language)


def follow(tables: Sequence[Table], resource_id: int, language: str) -> Value | None:
    """The best value of a resource in some tables, references followed; None where it has none."""
    for _ in range(_MOST_HOPS):
        found = [match for table in tables if (match := table.lookup(resource_id, language)) is not None]
        value = min(found, key=lambda match: match[0])[1] if found else None
        if value is None or value.type not in (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE):
            return value
        resource_id = value.data
    return None

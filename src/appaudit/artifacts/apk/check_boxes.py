"""Boxes to tick in layouts: whether they are ticked by default, and the texts on and beside them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from appaudit.artifacts.apk.axml import TYPE_DYNAMIC_REFERENCE, TYPE_REFERENCE, TYPE_STRING, Element, Value
from appaudit.artifacts.apk.compiled_form import BINARY, CompiledForm
from appaudit.artifacts.apk.resources import Resources
from appaudit.errors import ExtractionError
from appaudit.model.facts.conduct import CheckBoxFact
from appaudit.model.location import Location

#: `android:` attributes (android.R.attr; public.xml of the platform, checked 2026-11-24).
_ID, _CHECKED, _TEXT = 0x010100D0, 0x01010106, 0x0101014F
#: Classes of boxes by the end of their name: the platform's, those of androidx and Material, and an app's own. Switches
#: and groups of radio buttons are settings, not consent.
_BOX: Final = re.compile(r"(?:CheckBox|CheckedTextView|CheckButton|AgreeView)$")
#: Classes that are ticked and are no boxes, by the end of their name.
_OTHER: Final = re.compile(r"(?:Switch\w*|Radio\w*|Toggle\w*|Chip|Item|Tab|Group)$")
#: Views of the platform's makers, all of whose boxes are told by their names.
_ORDINARY: Final = ("android.", "androidx.", "com.google.android.")
_MARKS: Final = (
    b"C\0h\0e\0c\0k\0", b"Check", b"A\0g\0r\0e\0e\0V\0i\0e\0w\0", b"AgreeView",
    _CHECKED.to_bytes(4, "little"), b"checked",
)  # fmt: skip
#: Texts of one box.
_MOST_TEXTS = 8
#: How many levels above a box its own text may stand.
_LEVELS = 2

_REFERENCES = (TYPE_REFERENCE, TYPE_DYNAMIC_REFERENCE)


def check_boxes(
    data: bytes, place: str, resources: Resources | None, form: CompiledForm = BINARY
) -> list[tuple[int, CheckBoxFact]]:
    """The boxes of one compiled XML document, each with the number by which code asks for it, 0 where it has none.

    Args:
        data: The document.
        place: The entry of the package.
        resources: Gives texts and names of resources, where they could be read.
        form: The form in which it is compiled.

    Raises:
        ExtractionError: It is damaged.
    """
    if not any(mark in data for mark in _MARKS):
        return []
    lookup = _Lookup(resources)
    return [
        (
            box.attributes[_ID].data if _ID in box.attributes else 0,
            CheckBoxFact(
                layout=place,
                view=lookup.name(box.attributes.get(_ID)),
                checked=lookup.is_true(box.attributes.get(_CHECKED)),
                texts=_texts(box, above, lookup),
                location=Location(path=place),
                extractor="artifacts.check_boxes",
            ),
        )
        for box, above in _boxes(form.read_xml(data, place))
    ]


def _boxes(root: Element) -> Iterator[tuple[Element, tuple[Element, ...]]]:
    """The boxes in document order, each with the elements right above it."""
    pending: list[tuple[Element, tuple[Element, ...]]] = [(root, ())]
    while pending:
        element, above = pending.pop()
        pending += [(child, (element, *above[: _LEVELS - 1])) for child in reversed(element.children)]
        if _is_box(element):
            yield element, above


def _is_box(element: Element) -> bool:
    """Whether an element is a box by its name, or a view of the app's own that is said to be ticked or not."""
    if _BOX.search(element.name) is not None:
        return True
    is_own = "." in element.name and not element.name.startswith(_ORDINARY)
    return is_own and _CHECKED in element.attributes and _OTHER.search(element.name) is None


def _texts(box: Element, above: tuple[Element, ...], lookup: _Lookup) -> tuple[str, ...]:
    """The box's own text, else those of the nearest element above that holds some."""
    for holder in (box, *above):
        found = [lookup.text(each.attributes.get(_TEXT)) for each in holder.walk()]
        texts = tuple(dict.fromkeys(text for text in found if text))
        if texts:
            return texts[:_MOST_TEXTS]
    return ()


class _Lookup:
    """Texts and names of resources; nothing where the table is damaged, which is reported where it is read."""

    def __init__(self, resources: Resources | None) -> None:
        self._resources = resources

    def text(self, value: Value | None) -> str:
        """The text of an attribute."""
        if value is None or self._resources is None or value.type not in _REFERENCES:
            return value.text.strip() if value is not None and value.type == TYPE_STRING else ""
        try:
            resolved = self._resources.resolve(value.data)
        except ExtractionError:
            return ""
        return resolved.text.strip() if resolved is not None else ""

    def is_true(self, value: Value | None) -> bool:
        """Whether an attribute says yes, by itself or by the resource that it refers to."""
        if value is not None and value.type in _REFERENCES:
            if self._resources is None:
                return False
            try:
                value = self._resources.resolve(value.data)
            except ExtractionError:
                return False
        return value is not None and value.type not in (*_REFERENCES, TYPE_STRING) and value.data != 0

    def name(self, value: Value | None) -> str:
        """The name of the resource that an attribute refers to, without its type."""
        if value is None or self._resources is None:
            return ""
        try:
            return self._resources.name_of(value.data).rpartition("/")[2]
        except ExtractionError:
            return ""

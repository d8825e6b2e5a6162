"""Layers of a PDF that a viewer shows nothing of: optional content that is off when the file is opened.

ISO 32000-1, 8.11: groups (table 98), memberships (table 99), the default configuration (table 101) and what it takes
over from how a group is to be used (table 103), and conditions written as expressions (8.11.2.2).
"""

from __future__ import annotations

from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from pypdf import PdfReader

#: Groups of one file that are looked at.
_MOST: Final = 5_000
#: Expressions in one another that are followed.
_MOST_DEPTH: Final = 8


class Layers:
    """Which layers of a file are off."""

    def __init__(self, reader: PdfReader) -> None:
        self._off: set[int] = set()
        self._has_groups = False
        with suppress(Exception):  # pypdf raises whatever a damaged file makes its code raise: then all is shown
            root: Any = reader.trailer["/Root"]
            if "/OCProperties" in root:
                self._read(root["/OCProperties"])

    def __bool__(self) -> bool:
        """Whether any is, or may be."""
        return self._has_groups

    def is_off(self, layer: Any) -> bool:  # noqa: ANN401  # an object of pypdf, or a reference to one
        """Whether a group, or a membership in groups, is off."""
        if _number(layer) in self._off:
            return True
        held = layer.get_object()
        if not hasattr(held, "get") or held.get("/Type") != "/OCMD":
            return False
        if "/VE" in held:
            return self._holds(held.raw_get("/VE"), 0) is False
        if "/OCGs" not in held:
            return False
        raw = held.raw_get("/OCGs")
        content = raw.get_object()
        groups = list(content) if isinstance(content, list) else [raw]
        states = [_number(group) not in self._off for group in groups]
        shown = {
            "/AllOn": all(states),
            "/AnyOff": not all(states),
            "/AllOff": not any(states),
        }.get(str(held.get("/P")), any(states))
        return bool(states) and not shown

    def _holds(self, expression: Any, depth: int) -> bool | None:  # noqa: ANN401  # a group, or a list of pypdf
        """Whether an expression is true; None for one that is none."""
        parts = expression.get_object()
        if not isinstance(parts, list):
            return _number(expression) not in self._off
        if depth > _MOST_DEPTH or not parts:
            return None
        held = [self._holds(each, depth + 1) for each in parts[1:_MOST]]
        if not held or None in held:
            return None
        match str(parts[0].get_object()):
            case "/Not":
                return not held[0]
            case "/And":
                return all(held)
            case "/Or":
                return any(held)
        return None

    def _read(self, properties: Any) -> None:  # noqa: ANN401  # an object of pypdf
        groups = list(properties.get("/OCGs", ()))[:_MOST]
        self._has_groups = bool(groups)
        settings = properties["/D"].get_object()
        if settings.get("/BaseState") == "/OFF":
            self._off = {_number(group) for group in groups}
        self._off |= {_number(group) for group in settings.get("/OFF", ())}
        self._off -= {_number(group) for group in settings.get("/ON", ())} if settings.get("/BaseState") else set()
        for event in settings.get("/AS", ()):
            used = event.get_object()
            if used.get("/Event") != "/View" or "/View" not in used.get("/Category", ()):
                continue
            for group in list(used.get("/OCGs", ()))[:_MOST]:
                self._use(group, group.get_object().get("/Usage", {}))
        self._off.discard(-1)

    def _use(self, group: Any, usage: Any) -> None:  # noqa: ANN401  # objects of pypdf
        state = usage.get_object().get("/View", {}).get("/ViewState") if usage else None
        if state == "/OFF":
            self._off.add(_number(group))
        elif state == "/ON":
            self._off.discard(_number(group))


def _number(reference: Any) -> int:  # noqa: ANN401  # an object of pypdf, or a reference to one
    return int(getattr(reference, "idnum", -1))

"""Methods of the platform that pass a text or number on, changed in a way that can be worked out.

https://developer.android.com/reference, packages java.lang, java.util, android.net, android.content; checked
2026-11-24.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import Final

from appaudit.dex.arithmetic import as_double, as_float
from appaudit.model.record import record


class Beginning(str):
    """A text of which only the beginning is known."""

    __slots__ = ()


Value = str | int | float
#: What a register may hold, None for unknown.
Values = set[Value] | None

#: Compare two texts or objects, in Java and in Kotlin.
EQUALS: Final = ("equals", "equalsIgnoreCase", "contentEquals", "areEqual")
COMPARING: Final = frozenset((*EQUALS, "contains", "startsWith", "endsWith"))
BUILDERS = frozenset(("Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;"))
#: Puts an address together, part by part; all but the last of its methods give the builder itself.
ADDRESS_BUILDER = "Landroid/net/Uri$Builder;"

_STRING, _URI = "Ljava/lang/String;", "Landroid/net/Uri;"
#: Values kept of one calculation.
_MAX_RESULTS = 16


@record(kw_only=False)
class PassedOn:
    """Which registers of a call its result is made of, and how."""

    arguments: tuple[int, ...]
    make: Callable[[Sequence[Value]], Value | None]


def _same(values: Sequence[Value]) -> Value:
    return values[0]


def _changed(change: Callable[[str], str]) -> Callable[[Sequence[Value]], Value | None]:
    def make(values: Sequence[Value]) -> Value | None:
        text = values[0]
        if not isinstance(text, str):
            return None
        return Beginning(change(text)) if isinstance(text, Beginning) else change(text)

    return make


def _joined(separator: str) -> Callable[[Sequence[Value]], Value | None]:
    def make(values: Sequence[Value]) -> Value | None:
        first, second = values
        if not isinstance(first, str) or not isinstance(second, str) or isinstance(first, Beginning):
            return first if isinstance(first, Beginning) else None
        text = first + separator + second
        return Beginning(text) if isinstance(second, Beginning) else text

    return make


def _replaced(values: Sequence[Value]) -> Value | None:
    text, old, new = values
    if not isinstance(text, str) or not isinstance(old, str) or not isinstance(new, str):
        return None
    return None if isinstance(text, Beginning) or not old else text.replace(old, new)[:4096]


def _of_setting(values: Sequence[Value]) -> Value | None:
    return f"content://settings/secure/{values[0]}" if type(values[0]) is str else None


def _with_number(values: Sequence[Value]) -> Value | None:
    return Beginning(f"{values[0]}/") if isinstance(values[0], str) else None


_SAME = PassedOn((0,), _same)
_RULES: dict[tuple[str, str], PassedOn] = {
    (_STRING, "valueOf"): _SAME,
    (_STRING, "intern"): _SAME,
    (_STRING, "toString"): _SAME,
    (_STRING, "trim"): PassedOn((0,), _changed(str.strip)),
    (_STRING, "toLowerCase"): PassedOn((0,), _changed(str.lower)),
    (_STRING, "toUpperCase"): PassedOn((0,), _changed(str.upper)),
    (_STRING, "concat"): PassedOn((0, 1), _joined("")),
    (_STRING, "replace"): PassedOn((0, 1, 2), _replaced),
    (_URI, "parse"): _SAME,
    (_URI, "fromParts"): PassedOn((0, 1), _joined(":")),
    (_URI, "toString"): _SAME,
    (_URI, "normalizeScheme"): _SAME,
    (_URI, "withAppendedPath"): PassedOn((0, 1), _joined("/")),
    ("Landroid/provider/Settings$Secure;", "getUriFor"): PassedOn((0,), _of_setting),
    ("Landroid/content/ContentUris;", "withAppendedId"): PassedOn((0,), _with_number),
    ("Ljava/net/URI;", "create"): _SAME,
    ("Ljava/util/Objects;", "requireNonNull"): _SAME,
    ("Ljava/lang/Object;", "toString"): _SAME,
    ("Ljava/lang/CharSequence;", "toString"): _SAME,
}
for _box, _unbox in (
    ("Integer", "intValue"),
    ("Long", "longValue"),
    ("Float", "floatValue"),
    ("Double", "doubleValue"),
):
    _RULES[f"Ljava/lang/{_box};", "valueOf"] = _SAME
    _RULES[f"Ljava/lang/{_box};", _unbox] = _SAME


#: Addresses that the platform keeps in fields, by their descriptors: those by which a table of settings is asked.
#: https://developer.android.com/reference/android/provider/Settings.Secure, checked 2026-11-29, not opened.
PLATFORM_ADDRESSES: dict[str, set[Value]] = {
    "Landroid/provider/Settings$Secure;->CONTENT_URI:Landroid/net/Uri;": {"content://settings/secure"}
}


def passed_on(owner: str, name: str) -> PassedOn | None:
    """How the result of a method depends on its arguments, None where that is not known."""
    return _RULES.get((owner, name))


def combined(rule: PassedOn, operands: Sequence[set[Value]]) -> Values:
    """The results for all combinations of arguments."""
    combinations: list[tuple[Value, ...]] = [()]
    for values in operands:
        combinations = [(*before, value) for before in combinations for value in values]
        if len(combinations) > _MAX_RESULTS:
            return None
    found: set[Value] = set()
    for combination in combinations:
        value = rule.make(combination)
        if value is None:
            return None
        found.add(value)
    return found


def appended(text: Value, value: Value, parameter: str) -> Value:
    """A builder's text after appending a value of a type, which is named as in a prototype."""
    if isinstance(text, Beginning):
        return text
    if isinstance(value, str):
        joined = f"{text}{value}"
        return Beginning(joined) if isinstance(value, Beginning) else joined
    if parameter == "C" and 0 <= value < 0x10000:
        return f"{text}{chr(int(value))}"
    if parameter == "Z":
        return f"{text}{'true' if value else 'false'}"
    if parameter in ("F", "D"):
        return f"{text}{as_float(value) if parameter == 'F' else as_double(value)}"
    return f"{text}{value}" if parameter in ("I", "J") else Beginning(str(text))


def kept(values: Iterable[int | float | None]) -> Values:
    """Numbers that were worked out; None if one of them was not."""
    found = set(values)
    return None if None in found or not found else {value for value in found if value is not None}


def begun(texts: set[Value]) -> Values:
    """Texts that go on in a way nobody knows; None if nothing of them is known."""
    found: set[Value] = {Beginning(text) for text in texts if isinstance(text, str) and text}
    return found or None


def reversed_texts(texts: set[Value]) -> set[Value]:
    """Texts of a builder back to front; none where one is known only in part."""
    return set() if any(isinstance(text, Beginning) for text in texts) else {str(text)[::-1] for text in texts}

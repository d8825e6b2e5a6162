"""What functions of the language make of constants: texts taken apart and put together, and lists of them.

https://tc39.es/ecma262/, String, Array, Object, checked 2026-12-01, not opened. A list that is made is a value of its
own, `("list", values)`, whose elements are values; `("bag", values)` is one of which it is known what is in it alone.
"""

from __future__ import annotations

import base64
import binascii
import itertools
from collections.abc import Callable, Collection, Iterable, Sequence
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote

from appaudit.scripts import syntax as s
from appaudit.scripts.scopes import ANY, key_of

if TYPE_CHECKING:
    from appaudit.scripts.values import Evaluator, Value, Values

#: Values of one expression that are kept: constants and interfaces of the host cost little, others lead on.
_CHEAP: Final = ("const", "host")
_MOST_CONSTANTS: Final = 40
_MOST_OTHERS: Final = 8
#: Lists as they are written, those that are made, and those of which nobody knows the order.
LISTS: Final = ("array", "list", "bag")
#: Stands for values that were left out.
CUT: Final[Value] = ("cut", -1)
_LONGEST: Final = 2_000
_MOST_ELEMENTS: Final = 200
_MOST_REPEATED: Final = 50

_SAME_LIST: Final = frozenset(
    ("slice", "filter", "concat", "reverse", "sort", "splice", "flat", "toSorted", "toReversed", "values")
)
_ELEMENT: Final = frozenset(("shift", "pop", "find", "at", "findLast"))
_OF_TEXT: Final = frozenset(
    ("slice", "substring", "substr", "replace", "replaceAll", "toUpperCase", "toLowerCase", "concat", "trim", "repeat",
     "charAt", "at", "toString", "valueOf", "trimStart", "trimEnd", "toLocaleLowerCase", "toLocaleUpperCase")
)  # fmt: skip
METHODS: Final = _SAME_LIST | _ELEMENT | _OF_TEXT | {"join", "split"}


def few(values: Iterable[Value]) -> Values:
    """The first of some values, each once; `CUT` behind them where others were left out."""
    if isinstance(values, tuple) and len(values) < 2:
        return values
    found: dict[Value, None] = {}
    constants = others = 0
    is_cut = False
    for value in values:
        is_cut |= value == CUT
        if value in found or value == CUT:
            continue
        if value[0] in _CHEAP:
            constants += 1
        else:
            others += 1
        if constants > _MOST_CONSTANTS or others > _MOST_OTHERS:
            return (*found, CUT)
        found[value] = None
    return (*found, CUT) if is_cut else tuple(found)


def list_around(tree: s.Tree, around: int, position: int, iterating: Collection[str]) -> int:
    """The list whose elements a function is called with that stands among arguments, by a method; -1 for none."""
    callee = tree.parent[around] + 1 if around >= 0 and tree.kind[around] == s.ARGUMENTS else -1
    if callee < 0 or tree.kind[callee] != s.MEMBER:
        return -1
    name = tree.text(tree.last(callee))
    return tree.child(callee, 0) if name in iterating and position == (1 if name == "reduce" else 0) else -1


def of_constants(
    evaluator: Evaluator, number: int, node: int, callees: Values, given: Sequence[int], depth: int
) -> Values:
    """What a call of a function of the language makes of constants; nothing where it is none, or not known."""
    tree, callee = evaluator.modules.trees[number], node + 1
    named = [value[1] for value in callees if value[0] == "global"]
    method = tree.text(tree.last(callee)) if tree.kind[callee] == s.MEMBER else ""
    if not named and method not in METHODS:
        return ()
    values = [evaluator.of(number, argument, depth) for argument in given]
    if named:
        return few(value for name in named for value in of_function(evaluator, name, values, depth))
    holders = evaluator.of(number, tree.child(callee, 0), depth)
    return few(value for holder in holders for value in of_method(evaluator, method, holder, values, depth))


def of_method(evaluator: Evaluator, name: str, holder: Value, given: Sequence[Values], depth: int) -> Iterable[Value]:
    """What a method of the language gives of a text, or of a list; nothing where that is not known."""
    if holder[0] == "const" and isinstance(holder[1], str):
        return _of_text(holder[1], name, given)
    if holder[0] not in LISTS:
        return ()
    if name == "join":
        return _joined(evaluator, holder, given, depth) if holder[0] != "bag" else ()
    elements = evaluator.walk((holder,), (ANY,), depth)
    if name in _ELEMENT:
        return elements
    if name == "concat":
        return (("bag", few((*elements, *_all_in(evaluator, given, depth)))),)
    if name in ("reverse", "toReversed") and holder[0] == "list":
        return (("list", tuple(reversed(holder[1]))),)
    return (("bag", elements),) if name in _SAME_LIST and elements else ()


def of_function(evaluator: Evaluator, name: str, given: Sequence[Values], depth: int) -> Iterable[Value]:
    """What a function of the language that has a name of its own gives of constants and of objects."""
    if not given:
        return ()
    if name in ("Object.keys", "Object.getOwnPropertyNames", "Reflect.ownKeys"):
        return [("list", tuple(("const", key) for key in keys)) for keys in keys_in(evaluator, given[0])]
    if name == "Object.values":
        return [("list", evaluator.walk((value,), (ANY,), depth)) for value in given[0] if value[0] == "object"]
    if name == "Object.entries":
        return [
            ("list", tuple(("list", (("const", key), *evaluator.walk((value,), (key,), depth)[:1])) for key in keys))
            for value in given[0]
            for keys in keys_in(evaluator, (value,))
        ]
    if name == "Array.from":
        return [value for value in given[0] if value[0] in LISTS] or [
            ("list", tuple(("const", letter) for letter in value[1][:_MOST_ELEMENTS]))
            for value in given[0]
            if value[0] == "const" and isinstance(value[1], str)
        ]
    if name == "Array.of":
        return (("list", few(value for values in given for value in values)),)
    if name == "String.fromCharCode":
        numbers = [_single(values) for values in given]
        if all(isinstance(number, int) and 0 <= number < 0x110000 for number in numbers):
            return (("const", "".join(chr(number) for number in numbers if isinstance(number, int))),)
        return ()
    decode = _DECODED.get(name)
    text = _single(given[0])
    made = decode(text) if decode is not None and isinstance(text, str) else None
    return () if made is None else (("const", made),)


def keys_in(evaluator: Evaluator, values: Values) -> Iterable[list[str]]:
    """The names under which objects hold something where they are written down, none where something may be missing."""
    for value in values:
        if value[0] != "object":
            continue
        tree = evaluator.modules.trees[value[1]]
        items = list(tree.children(value[2]))
        if all(tree.kind[item] in (s.PAIR, s.METHOD, s.SHORTHAND) for item in items):
            named = (
                tree.text(item) if tree.kind[item] == s.SHORTHAND else key_of(tree, tree.child(item, 0))
                for item in items
            )
            yield [name for name in itertools.islice(named, _MOST_ELEMENTS) if name]


def _all_in(evaluator: Evaluator, given: Sequence[Values], depth: int) -> Iterable[Value]:
    for value in (value for values in given for value in values):
        yield from evaluator.walk((value,), (ANY,), depth) if value[0] in LISTS else (value,)


def _joined(evaluator: Evaluator, holder: Value, given: Sequence[Values], depth: int) -> Iterable[Value]:
    if holder[0] == "list":
        parts = [value[1] if value[0] == "const" else None for value in holder[1]]
    else:
        tree = evaluator.modules.trees[holder[1]]
        nodes = list(itertools.islice(tree.children(holder[2]), _MOST_ELEMENTS + 1))
        parts = [_single(evaluator.of(holder[1], node, depth)) for node in nodes]
    between = _single(given[0]) if given else ","
    if not isinstance(between, str) or any(part is None for part in parts) or len(parts) > _MOST_ELEMENTS:
        return ()
    return (("const", between.join(map(str, parts))[:_LONGEST]),)


def _of_text(text: str, name: str, given: Sequence[Values]) -> Iterable[Value]:
    known = [_single(values) for values in given]
    if any(each is None for each in known):
        return ()
    texts = [str(each) for each in known]
    numbers = [each for each in known if isinstance(each, int) and not isinstance(each, bool)]
    if name == "split":
        if not texts:
            return (("list", (("const", text),)),)
        parts = text.split(texts[0]) if texts[0] else list(text)
        return (("list", tuple(("const", part) for part in parts[:_MOST_ELEMENTS])),)
    made: str | None = None
    if name in ("toString", "valueOf"):
        made = text
    elif name.endswith("UpperCase"):
        made = text.upper()
    elif name.endswith("LowerCase"):
        made = text.lower()
    elif name.startswith("trim"):
        made = {"trim": text.strip, "trimStart": text.lstrip, "trimEnd": text.rstrip}.get(name, text.strip)()
    elif name == "concat":
        made = text + "".join(texts)
    elif name in ("replace", "replaceAll") and len(texts) == 2:
        made = text.replace(texts[0], texts[1], 1 if name == "replace" else -1)
    elif len(numbers) == len(known) and name in ("slice", "substring", "substr", "charAt", "at", "repeat"):
        made = _part(text, name, numbers)
    return () if made is None else (("const", made[:_LONGEST]),)


def _part(text: str, name: str, numbers: list[int]) -> str | None:
    first = numbers[0] if numbers else 0
    second = numbers[1] if len(numbers) > 1 else len(text)
    if name == "slice":
        return text[first:second]
    if name == "substring":
        low, high = sorted((max(first, 0), max(second, 0)))
        return text[low:high]
    if name == "substr":
        start = max(len(text) + first, 0) if first < 0 else first
        return text[start : start + max(second, 0)]
    if name == "repeat":
        return text * first if 0 <= first <= _MOST_REPEATED else None
    return text[first : first + 1] if first >= 0 else text[first:][:1] if name == "at" else ""


def _single(values: Values) -> str | int | float | None:
    """The only constant of some values; None for another, or for several."""
    if len(values) != 1 or values[0][0] != "const" or isinstance(values[0][1], bool):
        return None
    value: str | int | float = values[0][1]
    return value


def _from_base64(text: str) -> str | None:
    try:
        return base64.b64decode(text, validate=True).decode("latin-1")
    except (binascii.Error, ValueError):
        return None


_DECODED: Final[dict[str, Callable[[str], str | None]]] = {
    "atob": _from_base64,
    "decodeURIComponent": unquote,
    "decodeURI": unquote,
    "unescape": lambda text: unquote(text, encoding="latin-1"),
    "String": str,
}


def number_of(text: str) -> int | float | str:
    """The number that a script writes, or its text."""
    try:
        return int(text, 0) if not any(c in text for c in ".eE") or text[:2].lower() == "0x" else float(text)
    except ValueError:
        return text


def shown(value: object) -> str:
    """A constant as it becomes part of a text."""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)

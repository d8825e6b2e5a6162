"""Expressions: what a place in a function holds, in terms of what others hold.

An expression is a tuple that begins with what it is:

- `("import", record, number)`, `("namespace", record, number)`, `("local", record, number)`: what a module takes from
  another, all that another gives, and what it gives itself, by their places in its record;
- `("property", base, name)`, `("keyed", base, key)`, `("element", base)`, `("result", site)`, `("waiting", base)`: what
  comes from another one, by a name, by what a key comes to, or by one that nobody can tell;
- `("variable", environment, slot)`: a variable that functions within share; an environment is a function and the place
  where it is made, or a function and how many environments above its own;
- `("function", number)`, `("class", number)`, `("object", function, place)`, `("array", function, place)`: what is
  made;
- `("this", function)`, `("parameter", function, number)`, `("global", name)`: what is there;
- `("text", …)`, `("number", …)`, `("truth", …)`, `("nothing",)`: constants;
- `("not", value)`, `("equal", value, other, truth)`: what is asked of others;
- `("computed", instruction, value, other)`: a sum or the like of two, either of which may be what nobody can tell;
- `("any", values)`: one of several.

None is what nobody can tell.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Any, Final

Expression = tuple[Any, ...] | None
#: An environment: the function and the place where it is made, or the function and how far above it is.
Environment = tuple[Any, ...]
NOTHING: Final = ("nothing",)
#: Expressions that hold no other.
WITHOUT_PARTS: Final = frozenset(
    ("import", "namespace", "local", "result", "function", "class", "object", "array", "this", "parent", "parameter",
     "global", "text", "number", "truth", "nothing")
)  # fmt: skip
_MOST_VALUES: Final = 6
#: Expressions in one: more than any real code has, and few enough to compare and to follow.
_MOST_PARTS: Final = 64


def bounded(expression: Expression) -> Expression:
    """The expression; None where it is made of so many others that nobody wrote it by hand."""
    return expression if expression is None or _parts(expression) <= _MOST_PARTS else None


def keyed(base: Expression, key: Expression) -> Expression:
    """What something holds under a key that is no text written there."""
    if base is None:
        return None
    return bounded(("element", base) if key is None or key[0] == "number" else ("keyed", base, key))


def either(one: Expression, other: Expression) -> Expression:
    """One of two; what nobody can tell adds nothing."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    found = dict.fromkeys((*(one[1] if one[0] == "any" else (one,)), *(other[1] if other[0] == "any" else (other,))))
    values = tuple(found)[:_MOST_VALUES]
    parts = 1 + len(values)
    for value in values:
        if value[0] not in WITHOUT_PARTS:
            parts += _parts_again(value)
    return ("any", values) if parts <= _MOST_PARTS else None


def _parts(expression: Expression) -> int:
    """Expressions within one, but no more than one too many."""
    parts, inner = 0, expression
    while inner is not None and inner[0] == "property":  # nearly all are properties of properties
        inner = inner[1]
        parts += inner is not None
    if inner is None or inner[0] in WITHOUT_PARTS:
        return parts
    pending: list[Any] = [inner]
    while pending and parts <= _MOST_PARTS:
        for each in pending.pop():
            if each.__class__ is tuple:
                parts += 1
                pending.append(each)
    return parts


#: The same values come to one place after another.
_parts_again = lru_cache(4096)(_parts)

"""Expressions: what a place in a function holds, in terms of what others hold.

An expression is a tuple that begins with what it is:

- `("import", record, number)`, `("namespace", record, number)`, `("local", record, number)`: what a module takes from
  another, all that another gives, and what it gives itself, by their places in its record;
- `("property", base, name)`, `("element", base)`, `("result", site)`, `("waiting", base)`: what comes from another one;
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

from typing import Any, Final

Expression = tuple[Any, ...] | None
#: An environment: the function and the place where it is made, or the function and how far above it is.
Environment = tuple[Any, ...]
NOTHING: Final = ("nothing",)
_MOST_VALUES: Final = 6
#: Expressions in one: more than any real code has, and few enough to compare and to follow.
_MOST_PARTS: Final = 64


def bounded(expression: Expression) -> Expression:
    """The expression; None where it is made of so many others that nobody wrote it by hand."""
    parts = 0
    pending: list[Any] = [expression]
    while pending:
        for each in pending.pop():
            if each.__class__ is tuple:
                parts += 1
                if parts > _MOST_PARTS:
                    return None
                pending.append(each)
    return expression


def either(one: Expression, other: Expression) -> Expression:
    """One of two; what nobody can tell adds nothing."""
    if one is None or one == other:
        return other
    if other is None:
        return one
    values = dict.fromkeys((*(one[1] if one[0] == "any" else (one,)), *(other[1] if other[0] == "any" else (other,))))
    return bounded(("any", tuple(values)[:_MOST_VALUES]))

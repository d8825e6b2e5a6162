"""Which texts of compiled pages of WeChat nobody ever sees: by the elements and branches that a page is made of.

`_mz(z,'view',['style',4,'class',1],…)` makes an element whose attributes are values of a list, the first by its number,
the others counted from it; `_n` makes one, `_rz` gives it an attribute, `_oz` gives a text, and `_(a,b)` puts one into
another. `if(_oz(z,5,…)){a.wxVkey=1` is a branch, `_2z(z,6,f,…,a,` a list whose items `f` makes, `_gd` finds a template.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Mapping
from typing import Final

from appaudit.artifacts.mini_program.never_seen import is_never_seen
from appaudit.artifacts.mini_program.page_data import UNKNOWN, Values, expression, is_certainly

#: Where a function begins that makes a page or a template.
_BODY: Final = re.compile(
    r"\bvar m\d+=function\([\w,]*\)\{|\bd_\[x\[\d+\]\]\[[\"']([^\"'\n]{0,200})[\"']\]=function\([\w,]*\)\{"
)
_TAKES: Final = re.compile(r"\bvar z=gz(\$gwx\w*?)_(\d+)\(\)")
_STEP: Final = re.compile(
    r"(?:\bvar )?(?P<made>\w+)=_mz\(z,'(?P<tag>[\w-]+)',\[(?P<listed>[^\]]*)\]|\bvar (?P<plain>\w+)=_n\('[\w-]+'\)"
    r"|_rz\(z,(?P<holder>\w+),'(?P<name>[\w:-]+)',(?P<number>\d+)|\bvar (?P<text>\w+)=_oz\(z,(?P<of>\d+)"
    r"|(?<![\w$])_\((?P<outer>\w+),(?P<inner>\w+)\)|\bvar (?P<empty>\w+)=_v\(\)"
    r"|\bif\s*\(_oz\(z,(?P<asked>\d+),e,s,gg\)\)\s*\{|\bvar (?P<items>\w+)=function\(\w+,\w+,(?P<root>\w+),\w+\)\{"
    r"|_2z\(z,(?P<list>\d+),(?P<by>\w+),e,s,gg,(?P<into>\w+),"
)
_ATTRIBUTE: Final = re.compile(r"'([\w:-]+)',(-?\d+)")
_SAME: Final = re.compile(r"z\[(\d+)\]")
_PLAIN: Final = re.compile(r"\[3,'((?:[^'\\]|\\.)*)'\]")
_CONSTANT: Final = re.compile(r"\[1,(\w+|'(?:[^'\\]|\\.)*')\]")
_VARIABLE: Final = re.compile(r"\[\[7\],\[3,'([\w$]+)'\]\]")
_LONGEST_BODY: Final = 2 << 20
_DEEPEST: Final = 200
#: Characters before a call of a template in which its name is made.
_NEAR: Final = 2_000

List = tuple[str, str]


def unseen_values(script: str, lists: Mapping[List, list[str]], values: Mapping[List, Values]) -> dict[List, set[int]]:
    """The numbers in the list of each page of what is a part of nothing but elements that nobody sees.

    Args:
        script: The compiled markup.
        lists: The values of each list, as the script has them.
        values: What is known of the variables of the page that a list is of.
    """
    begins = list(_BODY.finditer(script))
    written = {key: [_as_written(value, lines) for value in lines] for key, lines in lists.items()}
    called = _called(script, written)
    seen: dict[List, set[int]] = {key: set() for key in lists}
    hidden: dict[List, set[int]] = {key: set() for key in lists}
    for index, begin in enumerate(begins):
        end = begins[index + 1].start() if index + 1 < len(begins) else len(script)
        body = script[begin.end() : min(end, begin.end() + _LONGEST_BODY)]
        taken = _TAKES.search(body)
        key = (taken.group(1), taken.group(2)) if taken else ("", "")
        if key not in lists:
            continue
        is_template = begin.group(1) is not None
        reading = _Body(body, written[key], None if is_template else values.get(key))
        is_called = not is_template or called is None or begin.group(1) in called
        shown, unseen = reading.split() if is_called else (set(), reading.numbers())
        seen[key] |= {_first(number, lists[key]) for number in shown}
        hidden[key] |= {_first(number, lists[key]) for number in unseen}
    return {key: numbers - seen[key] for key, numbers in hidden.items()}


def _first(number: int, lines: list[str]) -> int:
    """The number of a value, or that of the one it repeats."""
    same = _SAME.fullmatch(lines[number]) if number < len(lines) else None
    return int(same.group(1)) if same else number


def _as_written(value: str, lines: list[str]) -> str:
    """A value of a list as attributes of markup are written: a text, or an expression, `{{?}}` for any other."""
    same = _SAME.fullmatch(value)
    value = lines[int(same.group(1))] if same and int(same.group(1)) < len(lines) else value
    if plain := _PLAIN.fullmatch(value):
        return plain.group(1)
    known = _CONSTANT.fullmatch(value) or _VARIABLE.fullmatch(value)
    return f"{{{{{known.group(1)}}}}}" if known else "{{?}}"


def _called(script: str, written: Mapping[List, list[str]]) -> Collection[str] | None:
    """The names of templates that are called; None where data decide about one."""
    names: set[str] = set()
    takes = list(_TAKES.finditer(script))
    for found in re.finditer(r"_gd\(x\[\d+\],(\w+),e_,d_\)", script):
        at = bisect_left(takes, found.start(), key=lambda each: each.start()) - 1
        before = script[max(0, found.start() - _NEAR) : found.start()]
        given = re.findall(rf"\bvar {found.group(1)}=_oz\(z,(\d+)", before)[-1:]
        values = written.get((takes[at].group(1), takes[at].group(2)), []) if at >= 0 else []
        texts = [values[int(number)] for number in given if int(number) < len(values)]
        if not texts or "{{" in texts[0]:
            return None
        names.add(texts[0])
    return names


class _Body:
    """The elements that one function makes, and which values are parts of them."""

    def __init__(self, body: str, written: list[str], values: Values | None) -> None:
        self._written = written
        self._values = values
        self._attributes: list[dict[str, str]] = []
        self._gone: list[bool] = []
        self._uses: list[list[int]] = []
        self._parent: dict[int, int] = {}
        self._of: dict[str, int] = {}
        self._roots: dict[str, int] = {}
        self._closed_at = 0
        for step in _STEP.finditer(body):
            self._take(step, body)

    def numbers(self) -> set[int]:
        """All values that are part of anything."""
        return {number for uses in self._uses for number in uses}

    def split(self) -> tuple[set[int], set[int]]:
        """The values that are part of what may be seen, and those that are part of what nobody sees."""
        seen: set[int] = set()
        unseen: set[int] = set()
        for element, uses in enumerate(self._uses):
            (unseen if self._is_unseen(element) else seen).update(uses)
        return seen, unseen

    def _is_unseen(self, element: int) -> bool:
        for _ in range(_DEEPEST):
            if self._gone[element] or is_never_seen(self._attributes[element], (), self._values):
                return True
            if element not in self._parent:
                return False
            element = self._parent[element]
        return False

    def _new(self, name: str, *uses: int, is_gone: bool) -> int:
        self._attributes.append({})
        self._gone.append(is_gone)
        self._uses.append(list(uses))
        self._of[name] = len(self._uses) - 1
        return self._of[name]

    def _take(self, step: re.Match[str], body: str) -> None:
        part = step.groupdict()
        is_gone = step.start() < self._closed_at
        if part["made"]:
            element, base = self._new(part["made"], is_gone=is_gone), 0
            for name, number in _ATTRIBUTE.findall(part["listed"]):
                at = base + int(number)
                self._give(element, name, at)
                if at >= 0:
                    base = base or at
        elif part["text"]:
            self._new(part["text"], int(part["of"]), is_gone=is_gone)
        elif part["plain"] or part["empty"]:
            self._new(part["plain"] or part["empty"], is_gone=is_gone)
        elif part["holder"] in self._of:
            self._give(self._of[part["holder"]], part["name"], int(part["number"]))
        elif part["outer"] in self._of and part["inner"] in self._of:
            self._parent[self._of[part["inner"]]] = self._of[part["outer"]]
        elif part["items"]:
            self._roots[part["items"]] = self._new(part["root"], is_gone=is_gone)
        elif part["by"] in self._roots and part["into"] in self._of:
            self._parent[self._roots[part["by"]]] = self._of[part["into"]]
        elif part["asked"] and self._is_never(int(part["asked"])):
            self._closed_at = max(self._closed_at, _end_of_block(body, step.end()))

    def _give(self, element: int, name: str, number: int) -> None:
        if number < 0:
            self._attributes[element][name] = "{{true}}"  # written without a value
        elif number < len(self._written):
            self._uses[element].append(number)
            self._attributes[element][name] = self._written[number]

    def _is_never(self, number: int) -> bool:
        text = self._written[number] if number < len(self._written) else "{{?}}"
        if not text.startswith("{{") or "?" in text:
            return False
        return is_certainly(expression(text[2:-2], self._values or _nothing_known), truth=False)


def _nothing_known(_: str) -> object:
    return UNKNOWN


def _end_of_block(body: str, start: int) -> int:
    """Where a block ends that begins before a place."""
    depth = 1
    for found in re.finditer(r"[{}]", body[start:]):
        depth += 1 if found.group() == "{" else -1
        if not depth:
            return start + found.start()
    return len(body)

"""JSON as build tools of mini-programs accept it: with a byte order mark, and with comments where JSON5 allows them."""

from __future__ import annotations

import json
import re
from typing import Any, Final

from appaudit.artifacts.base import LimitReachedError
from appaudit.errors import ExtractionError

#: The library for JSON5 is some hundred times slower than that for JSON; configurations written by hand are small.
_MOST_JSON5: Final = 256 * 1024
#: Deeper than any configuration, and well below what either parser can walk.
_DEEPEST: Final = 60
_EXPORTED: Final = re.compile(r"export\s+default\s+(?:define\w+\s*\(\s*)?(?=\{)|module\.exports\s*=\s*(?=\{)")


class JsonError(ExtractionError):
    """A file that should hold JSON and does not."""


def parse_json(text: str, place: str) -> Any:  # noqa: ANN401  # any JSON value
    """The value that a file holds, as JSON or JSON5.

    Raises:
        JsonError: It holds neither.
        LimitReachedError: It is nested too deep, or is no JSON and larger than JSON5 is read.
    """
    _check_depth(text, place)
    try:
        return json.loads(text.removeprefix("\ufeff"))
    except ValueError as error:
        return _parse_json5(text, place, str(error))


def exported_object(script: str, place: str) -> Any:  # noqa: ANN401  # any JSON value
    """The literal that a configuration in JavaScript or TypeScript exports (`export default {…}`).

    Raises:
        JsonError: It exports something else, or computes a part of it.
        LimitReachedError: It is nested too deep or too large.
    """
    found = _EXPORTED.search(script)
    if found is None:
        raise JsonError(f"{place}: exports no literal object", zh=f"{place}：没有导出字面量对象")
    return parse_json(_first_object(script[found.end() :]), place)


def _parse_json5(text: str, place: str, said: str) -> Any:  # noqa: ANN401  # any JSON value
    if len(text) > _MOST_JSON5:
        raise LimitReachedError(
            f"{place}: no JSON ({said}), and {len(text)} characters are too many for JSON5",
            zh=f"{place}：不是JSON（{said}），且 {len(text)} 个字符超出按JSON5读取的上限",
        )
    import json5  # asked of few files

    try:
        return json5.loads(text.removeprefix("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise JsonError(
            f"{place}: neither JSON nor JSON5: {said}", zh=f"{place}：既不是JSON也不是JSON5：{said}"
        ) from error


def _check_depth(text: str, place: str) -> None:
    depth = deepest = 0
    for character in re.findall(r'"(?:[^"\\]|\\.)*"|[\[{}\]]', text):
        if character in "[{":
            depth += 1
            deepest = max(deepest, depth)
        elif character in "]}":
            depth -= 1
    if deepest > _DEEPEST:
        raise LimitReachedError(
            f"{place}: nested {deepest} deep; the limit is {_DEEPEST}",
            zh=f"{place}：嵌套 {deepest} 层，超过上限 {_DEEPEST} 层",
        )


def _first_object(text: str) -> str:
    """The text from an opening brace to the one that closes it, strings and comments passed over."""
    depth = 0
    for found in re.finditer(r"//[^\n]*|/\*.*?\*/|\"(?:[^\"\\]|\\.)*\"|'(?:[^'\\]|\\.)*'|[{}]", text, re.DOTALL):
        mark = found.group()
        if mark == "{":
            depth += 1
        elif mark == "}":
            depth -= 1
            if depth == 0:
                return text[: found.end()]
    return text

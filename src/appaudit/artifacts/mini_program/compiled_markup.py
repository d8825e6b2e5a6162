"""The texts of pages in packages of WeChat, whose markup is compiled to functions over a list of values.

`gz$gwx_N` fills the list of the N-th page: `Z([3,'text'])` is a constant, `Z([a,…])` one that is put together, and
numbers before names mark variables. `x=['./pages/a.wxml','../b/b.wxml',…]` has the paths of the pages and of the files
that they include; `e_[x[K]]={f:mN` tells which function makes a page, and that function which list it takes. Read from
18 packages built between 2018 and 2021.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

from appaudit.artifacts.mini_program.compiled_seen import unseen_values
from appaudit.artifacts.mini_program.page_data import Values
from appaudit.model.artifact import Text

_LIST: Final = re.compile(r"function gz(\$gwx\w*?)_(\d+)\(\)\s*\{")
_PATHS: Final = re.compile(r"\bvar x\s*=\s*\[((?:'(?:[^'\\]|\\.)*',?)+)\]")
_PATH: Final = re.compile(r"'((?:[^'\\]|\\.)*)'")
_MAKES: Final = re.compile(r"\bvar (m\d+)=function\([\w,]*\)\{\s*var z=gz(\$gwx\w*?)_(\d+)\(\)")
_PAGE: Final = re.compile(r"e_\[x\[(\d+)\]\]=\{f:(m\d+)")
_LINE: Final = re.compile(r"Z\((.*?)\)\s*(?=\n|Z\(|\}\))", re.DOTALL)
#: `[7]` names a variable and `[6]` a property of one: their names are no texts.
_NAMES: Final = re.compile(r"\[\[7\],\[3,'(?:[^'\\]|\\.)*'\]\]|(?<=\]),\[3,'[\w$]*'\](?=\])")
_WORDS: Final = re.compile(r"\[[13],'((?:[^'\\]|\\.)*)'\]")
_ESCAPE: Final = re.compile(r"\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPES: Final = {"n": "\n", "t": "\t", "r": "\r", "b": "\b", "f": "\f", "v": "\v", "0": "\0"}
#: Longer lists are cut: no page has as many characters.
_LONGEST_LIST: Final = 2 << 20


def is_compiled_markup(script: str) -> bool:
    """Whether a script or page holds compiled markup."""
    return "$gwx" in script and "gz$gwx" in script


def compiled_texts(script: str, place: str, values_of: Callable[[str], Values] | None = None) -> list[Text]:
    """The texts of all pages that somebody may see, each with its page as the place, or the script where none is told.

    Args:
        script: The compiled markup.
        place: Where the script lies.
        values_of: Gives what is known of the variables of a page by its path.
    """
    pages = _pages(script)
    starts = list(_LIST.finditer(script))
    lists: dict[tuple[str, str], list[str]] = {}
    for index, start in enumerate(starts):
        end = starts[index + 1].start() if index + 1 < len(starts) else len(script)
        lists[start.group(1), start.group(2)] = _LINE.findall(
            script[start.end() : min(end, start.end() + _LONGEST_LIST)]
        )
    known = {key: values_of(pages[key]) for key in lists if key in pages} if values_of else {}
    unseen = unseen_values(script, lists, known) if values_of else {}
    found = []
    for key, lines in lists.items():
        shown = [line for number, line in enumerate(lines) if number not in unseen.get(key, ())]
        found += [Text(place=pages.get(key, place), text=text) for text in dict.fromkeys(_texts(shown))]
    return found


def _pages(script: str) -> dict[tuple[str, str], str]:
    """The page of each list, by the two parts of its name."""
    paths = [path.removeprefix("./") for path in _paths(script)]
    makes: dict[str, tuple[str, str]] = {}
    for function, group, number in _MAKES.findall(script):
        makes.setdefault(function, (group, number))
    found: dict[tuple[str, str], str] = {}
    for index, function in _PAGE.findall(script):
        if function in makes and int(index) < len(paths):
            found.setdefault(makes[function], paths[int(index)])
    return found


def _paths(script: str) -> list[str]:
    found = _PATHS.search(script)
    return [unescaped(path) for path in _PATH.findall(found.group(1))] if found else []


def _texts(lines: Iterable[str]) -> Iterator[str]:
    for line in lines:
        words = [unescaped(word) for word in _WORDS.findall(_NAMES.sub("", line))]
        pieces = ["".join(words), *words] if len(words) > 1 else words
        for piece in pieces:
            shown = " ".join(piece.split())
            if shown:
                yield shown


def unescaped(text: str) -> str:
    """A text of JavaScript as it is shown."""
    return _ESCAPE.sub(_character, text) if "\\" in text else text


def _character(found: re.Match[str]) -> str:
    code = found.group(1) or found.group(2)
    return chr(int(code, 16)) if code else _ESCAPES.get(found.group(3), found.group(3))

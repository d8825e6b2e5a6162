"""Paths of files that code puts together of a folder and a name: `new File("/sys/class/net/wlan0", "address")`.

The same of `Paths.get("/sys", "class", "net", "wlan0", "address")`.

Only what is constant there is followed, in one method, and only names that paths of the catalogue end with.
https://developer.android.com/reference/java/io/File, checked 2026-12-01, not opened.
"""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from typing import Final

import numpy as np

from appaudit.code.facts.uses.passed_arguments import texts_among
from appaudit.code.values.constants import Constants
from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_arrays import TextArrays
from appaudit.dex.opcodes import INVOKES, NEW_INSTANCE

_FILE: Final = "Ljava/io/File;"
_OF_PATH: Final = "(Ljava/lang/String;)V"
_OF_FOLDER: Final = ("(Ljava/lang/String;Ljava/lang/String;)V", "(Ljava/io/File;Ljava/lang/String;)V")
_OF_PARTS: Final = (("Ljava/nio/file/Paths;", "get"), ("Ljava/nio/file/Path;", "of"))
_TAKES_PARTS: Final = "(Ljava/lang/String;[Ljava/lang/String;)Ljava/nio/file/Path;"
#: Folders of folders that are followed.
_MOST_FOLDERS: Final = 4


def joined_paths(constants: Constants, names: Collection[str]) -> Iterator[tuple[int, int, str]]:
    """Code item, instruction and path of each file that is made of a folder and one of the names."""
    dex = constants.code.dex
    owner, of_parts = dex.find_type(_FILE), _makers_of_parts(constants)
    held = {index for name in names if (index := dex.find_string(name)) >= 0} if owner >= 0 or of_parts else set()
    files = dex.methods_of_type(owner) if held and owner >= 0 else ()
    makers = of_parts | {method for method in files if _kind(constants, method) in _OF_FOLDER}
    if not held or not makers:
        return
    loads, calls, wanted = constants.texts, constants.calls, np.zeros(len(dex.strings), dtype=bool)
    wanted[list(held)] = True
    for item in sorted(set(loads.code_item[loads.to_any(wanted)].tolist())):
        for position in range(*calls.in_item(item).indices(len(calls.target))):
            if int(calls.target[position]) in makers:
                instruction = int(calls.instruction[position])
                body, index = constants.at(instruction)
                is_of_parts = int(calls.target[position]) in of_parts
                found = _of_parts(constants, body, index) if is_of_parts else _paths(constants, body, index)
                for path in found:
                    if posixpath.basename(path) in names:
                        yield item, instruction, path


def _makers_of_parts(constants: Constants) -> set[int]:
    """The methods that make a path of its first part and an array of the others."""
    dex = constants.code.dex
    return {
        method
        for owner, name in _OF_PARTS
        if (kind := dex.find_type(owner)) >= 0
        for method in dex.methods_of_type(kind)
        if dex.method_name(method) == name and dex.prototype(int(dex.method_ids["proto"][method])) == _TAKES_PARTS
    }


def _of_parts(constants: Constants, body: MethodBody, index: int) -> list[str]:
    """The paths that such a method makes, where all parts are constant."""
    first, others = body.sources(index)[:2]
    arrays = TextArrays(constants).arrays_of(body.first + index, others)
    starts = texts_among(constants.in_body(body, index, first))
    return [posixpath.join(start, *array.texts) for start in starts for array in arrays if array.is_complete]


def _kind(constants: Constants, method: int) -> str:
    """Parameters of a constructor of files, empty where the method is none."""
    dex = constants.code.dex
    return dex.prototype(int(dex.method_ids["proto"][method])) if dex.method_name(method) == "<init>" else ""


def _paths(constants: Constants, body: MethodBody, index: int, depth: int = _MOST_FOLDERS) -> list[str]:
    """The paths that a constructor of files gives its file, as far as they are constant."""
    kind, registers = _kind(constants, constants.callee(body, index)), body.sources(index)
    if kind == _OF_PATH:
        return texts_among(constants.in_body(body, index, registers[1]))
    if kind not in _OF_FOLDER:
        return []
    if kind == _OF_FOLDER[0]:
        folders = texts_among(constants.in_body(body, index, registers[1]))
    else:
        maker = _maker(constants, body, index, registers[1]) if depth else -1
        folders = _paths(constants, body, maker, depth - 1) if maker >= 0 else []
    names = texts_among(constants.in_body(body, index, registers[2])) if folders else []
    return [f"{folder.rstrip('/')}/{name.lstrip('/')}" for folder in folders for name in names]


def _maker(constants: Constants, body: MethodBody, index: int, register: int) -> int:
    """The call of the constructor whose object a register holds, -1 where nobody knows it."""
    made = tuple(body.definitions(index, register))
    if len(made) != 1 or made[0] < 0 or body.opcodes[made[0]] != NEW_INSTANCE:
        return -1
    for at in range(made[0] + 1, index):
        if body.opcodes[at] in INVOKES and body.sources(at)[:1] == (register,):
            return at if _kind(constants, constants.callee(body, at)) else -1
    return -1

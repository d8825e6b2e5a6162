"""Listeners of settings: what runs when code stores a setting that a listener asks for by its key.

Nothing else calls a listener: without something that stores a setting it never runs. A listener counts for the keys
that stand in its own code, and where its class, or the one that makes it, registers one. Whether it is told of another
file of settings is not followed.

https://developer.android.com/reference/android/content/SharedPreferences.OnSharedPreferenceChangeListener, 2026-11-30,
not opened.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.called_by_system import called_by_system
from appaudit.code.graph.program.calling_methods import CallingMethods
from appaudit.code.graph.program.links import FileLinks, Indices, Links
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, new_instances, string_constants
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import STRING_LITERALS
from appaudit.dex.tables import distinct, is_among

#: What a listener is told by: with itself, the settings and the key.
TOLD: Final = "onSharedPreferenceChanged"
_LISTENERS: Final = ((("android.content.SharedPreferences$OnSharedPreferenceChangeListener",), (TOLD,)),)
_REGISTERS: Final = hash_text("registerOnSharedPreferenceChangeListener")
#: Methods that store what they are given under a key, by name: those of the platform and what wraps them.
_STORES: Final = re.compile(r"(?:put|set|save|store|write|encode)(?:[A-Z]\w*)?")
#: What they take: a key, after the context of a wrapper, and more.
_TAKES_KEY: Final = re.compile(r"\((?:Landroid/content/Context;)?Ljava/lang/String;[^)]")


class WatchedSettings:
    """The listeners of settings that an app registers.

    Args:
        links: All classes.
        calls: The calls of each file.
    """

    def __init__(self, links: Links, calls: Sequence[References]) -> None:
        self._links = links
        self._calls = calls
        self._calling = CallingMethods(links, calls)
        self._by_key: dict[str, list[int]] = {}
        listeners = np.flatnonzero(called_by_system(links, _LISTENERS))
        if len(listeners):
            listeners = listeners[is_among(links.method_class[listeners], self._registered())]
        for file in links.files if len(listeners) else ():
            texts = string_constants(file.code.instructions)
            methods = file.item_method[texts.code_item]
            for at in np.flatnonzero(is_among(methods, listeners)).tolist():
                self._by_key.setdefault(file.code.dex.string(int(texts.target[at])), []).append(int(methods[at]))

    def told(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64]]:
        """What tells listeners in a file of a setting.

        Returns:
            Parallel arrays: methods, those of listeners that they lead to, and the instructions that do.
        """
        file, rows = self._links.files[index], set[tuple[int, int, int]]()
        keys = [each for each in map(file.code.dex.find_string, self._by_key) if each >= 0]
        texts = string_constants(file.code.instructions)
        items = distinct(texts.code_item[is_among(texts.target, keys)])
        for body, at in self._calling.of(index, self._storing(file, index, items), items) if len(items) else ():
            method = int(file.item_method[body.code_item])
            for key in _texts_passed(file, body, at):
                rows |= {(method, listener, body.first + at) for listener in self._by_key.get(key, ())}
        found = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3)
        return found[:, 0].astype(np.int32), found[:, 1].astype(np.int32), found[:, 2]

    def _registered(self) -> Indices:
        """The classes of which a listener is registered: that of the code which does, and those which it makes."""
        links, found = self._links, [np.empty(0, dtype=np.int32)]
        for file, calls in zip(links.files, self._calls, strict=True):
            places = calls.to_any(file.method_name == _REGISTERS)
            registering = links.method_class[file.item_method[calls.code_item[places]]]
            made = new_instances(file.code.instructions)
            makers = links.method_class[file.item_method[made.code_item]]
            found += [registering, file.type_class[made.target[is_among(makers, registering)]]]
        return distinct(np.concatenate(found))

    def _storing(self, file: FileLinks, index: int, items: Indices) -> NDArray[np.bool_]:
        """Marks the method identifiers of what stores something under a key, among what some code items call."""
        dex, calls = file.code.dex, self._calls[index]
        found = np.zeros(len(dex.method_ids), dtype=bool)
        for method in distinct(calls.target[is_among(calls.code_item, items)]).tolist():
            takes = _TAKES_KEY.match(dex.prototype(int(dex.method_ids["proto"][method])))
            found[method] = takes is not None and _STORES.fullmatch(dex.method_name(method)) is not None
        return found


def _texts_passed(file: FileLinks, body: MethodBody, call: int) -> set[str]:
    """The constant texts that a call is passed where it takes its key."""
    return {
        file.code.dex.string(body.target(each))
        for register in body.sources(call)[:3]
        for each in body.definitions(call, register)
        if each >= 0 and body.opcodes[each] in STRING_LITERALS
    }

"""Receivers that code registers, and what tells them something: the system at once, or the app itself.

Most broadcasts come when something happens outside of the app, so that to register for one at launch says nothing about
when. The state of the battery, of the network, of Wi-Fi and of a few others is kept by the system, and handed at once
to whoever registers for it. What the app sends under a name of its own comes when it sends it.

Who sends a broadcast in order may hand over a receiver of his own, which is told at the end.

A receiver is one that the registering method makes, or else one that another method of its class does: a class keeps
its receiver in a field.

`Context.registerReceiver`, `sendBroadcast` and the constants of `Intent`, `ConnectivityManager` and `WifiManager` in
https://developer.android.com/reference, checked 2026-11-29, not opened; which of them the system sends as sticky is
what its published code does.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.program.calling_methods import CallingMethods
from appaudit.code.graph.program.links import FileLinks, Flags, Indices, Links
from appaudit.code.values.registers import MethodBody
from appaudit.dex import References, new_instances
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import FIELD_READS, NEW_INSTANCE, STRING_LITERALS
from appaudit.dex.tables import is_among

STICKY: Final = frozenset((
    "android.intent.action.BATTERY_CHANGED",
    "android.net.conn.CONNECTIVITY_CHANGE",
    "android.net.wifi.STATE_CHANGE",
    "android.net.wifi.WIFI_STATE_CHANGED",
    "android.intent.action.HEADSET_PLUG",
    "android.intent.action.SIM_STATE_CHANGED",
    "android.intent.action.SERVICE_STATE",
    "android.hardware.usb.action.USB_STATE",
))  # fmt: skip
#: Actions of the system, which apps cannot send.
_OF_SYSTEM: Final = ("android.", "com.android.")
_REGISTER: Final = hash_text("registerReceiver")
_RECEIVE: Final = hash_text("onReceive")
_SENDS: Final = hash_texts(["sendBroadcast", "sendBroadcastSync", "sendOrderedBroadcast", "sendStickyBroadcast"])
_SENDS_IN_ORDER, _RECEIVER = hash_text("sendOrderedBroadcast"), "Landroid/content/BroadcastReceiver;"
_KIND: Final = re.compile(r"\[*(?:L[^;]*;|[A-Z])")
_FILTER, _INTENT = hash_text("Landroid/content/IntentFilter;"), hash_text("Landroid/content/Intent;")
_FILTERING, _NAMING = hash_texts(["<init>", "addAction"]), hash_texts(["<init>", "setAction"])


class RegisteredReceivers:
    """The receivers that an app registers by its code.

    Args:
        links: All classes.
        calls: The calls of each file.
        by_event: The methods that run when something happens outside of the app, `onReceive` among them.
    """

    def __init__(self, links: Links, calls: Sequence[References], by_event: Flags) -> None:
        self._links = links
        self._calls = calls
        self._calling = CallingMethods(links, calls)
        self._receives = np.flatnonzero(by_event & (links.method_name == _RECEIVE))
        self._receives = self._receives[np.argsort(links.method_class[self._receives], kind="stable")]
        self._at_once: list[list[tuple[int, int, int]]] = []
        self._by_action: dict[str, set[int]] = {}
        for index, file in enumerate(links.files):
            self._at_once.append([])
            if len(self._receives):
                self._find(index, file)

    def told(self, index: int) -> tuple[Indices, Indices, NDArray[np.int64]]:
        """What tells receivers something in a file.

        Returns:
            Parallel arrays: methods, methods `onReceive` that they lead to, and the instructions that do.
        """
        rows = set(self._at_once[index])
        if self._by_action:
            for method, (actions, places) in self._named(index, _SENDS, _INTENT, _NAMING).items():
                receivers = set().union(*(self._by_action.get(action, ()) for action in actions))
                rows |= {(method, receiver, place) for receiver in receivers for place in places}
        found = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3)
        return found[:, 0].astype(np.int32), found[:, 1].astype(np.int32), found[:, 2]

    def _find(self, index: int, file: FileLinks) -> None:
        self._find_answers(index, file)
        registering = self._named(index, np.array([_REGISTER]), _FILTER, _FILTERING)
        if not registering:
            return
        makers, receivers = self._made(file)
        for method, (actions, places) in registering.items():
            in_method = receivers[makers == method]
            of_class = receivers[self._links.method_class[makers] == self._links.method_class[method]]
            for receiver in (in_method if len(in_method) else of_class).tolist():
                if actions & STICKY:
                    self._at_once[index] += [(method, receiver, place) for place in places]
                for action in actions:
                    if not action.startswith(_OF_SYSTEM):
                        self._by_action.setdefault(action, set()).add(receiver)

    def _find_answers(self, index: int, file: FileLinks) -> None:
        """Receivers that a method hands over with what it sends, to be told when all others were."""
        dex = file.code.dex
        handed = {
            method: position
            for method in np.flatnonzero(file.method_name == _SENDS_IN_ORDER).tolist()
            if (position := _position_of(dex.prototype(int(dex.method_ids["proto"][method])), _RECEIVER)) > 0
        }
        if not handed:
            return
        makers, receivers = self._made(file)
        is_wanted = np.zeros(len(dex.method_ids), dtype=bool)
        is_wanted[list(handed)] = True
        for body, at in self._calling.of(index, is_wanted):
            registers, position = body.sources(at), handed[body.target(at)]
            method = int(file.item_method[body.code_item])
            origins = body.origins(at, registers[position]) if position < len(registers) else ()
            opcodes = {int(body.opcodes[definition]) for definition, _ in origins if definition >= 0}
            if NEW_INSTANCE in opcodes:
                known = receivers[makers == method]
            elif opcodes & FIELD_READS:
                known = receivers[self._links.method_class[makers] == self._links.method_class[method]]
            else:
                continue
            self._at_once[index] += [(method, receiver, body.first + at) for receiver in known.tolist()]

    def _made(self, file: FileLinks) -> tuple[Indices, Indices]:
        """The methods of a file that make receivers, and the method of each that runs when it is told something."""
        classes = self._links.method_class[self._receives]
        made = new_instances(file.code.instructions)
        own = np.flatnonzero(is_among(file.type_class[made.target], classes))
        at = np.searchsorted(classes, file.type_class[made.target[own]])
        return file.item_method[made.code_item[own]], self._receives[at].astype(np.int32)

    def _named(
        self, index: int, names: NDArray[np.uint64], kind: np.uint64, naming: NDArray[np.uint64]
    ) -> dict[int, tuple[set[str], list[int]]]:
        """The methods of a file that call by one of some names, and in which an object of a kind is told an action.

        Returns:
            The actions by method, and the instructions of those calls.
        """
        file, calls = self._links.files[index], self._calls[index]
        is_wanted = is_among(file.method_name, names)
        wanted = calls.to_any(is_wanted)
        is_naming = (
            is_among(file.method_name, naming) & (file.type_hash == kind)[file.code.dex.method_ids["class_type"]]
        )
        if not len(wanted) or not is_naming.any():
            return {}
        items = set(calls.code_item[wanted].tolist())
        found: dict[int, tuple[set[str], list[int]]] = {}
        for body, at in self._calling.of(index, is_wanted | is_naming):
            if body.code_item not in items:
                continue
            actions, places = found.setdefault(int(file.item_method[body.code_item]), (set(), []))
            if is_wanted[body.target(at)]:
                places.append(body.first + at)
            else:
                actions |= _action(file, body, at)
        return found


def _position_of(prototype: str, kind: str) -> int:
    """The register of a call that takes the first object of a class, the receiver being 0; -1 where none does."""
    before, found, _ = prototype[1:].partition(kind)
    return 1 + len(_KIND.findall(before)) if found else -1


def _action(file: FileLinks, body: MethodBody, call: int) -> set[str]:
    """The texts that the first argument of a call may be, as far as they are constants."""
    registers = body.sources(call)
    definitions = body.definitions(call, registers[1]) if len(registers) > 1 else ()
    return {
        file.code.dex.string(body.target(each))
        for each in definitions
        if each >= 0 and body.opcodes[each] in STRING_LITERALS
    }

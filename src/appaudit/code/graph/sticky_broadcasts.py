"""Receivers that are told something as soon as they are registered: the system keeps the last broadcast of some kinds.

Most broadcasts come when something happens outside of the app, so that to register for one at launch says nothing about
when. The state of the battery, of the network, of Wi-Fi and of a few others is kept, and handed at once to whoever
registers for it.

`Context.registerReceiver` and the constants of `Intent`, `ConnectivityManager` and `WifiManager` in
https://developer.android.com/reference, checked 2026-11-29, not opened; which of them the system sends as sticky is
what its published code does.
"""

from __future__ import annotations

from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.links import FileLinks, Flags, Indices, Links
from appaudit.dex import References, new_instances, string_constants
from appaudit.dex.hashes import hash_text

STICKY: Final = (
    "android.intent.action.BATTERY_CHANGED",
    "android.net.conn.CONNECTIVITY_CHANGE",
    "android.net.wifi.STATE_CHANGE",
    "android.net.wifi.WIFI_STATE_CHANGED",
    "android.intent.action.HEADSET_PLUG",
    "android.intent.action.SIM_STATE_CHANGED",
    "android.intent.action.SERVICE_STATE",
    "android.hardware.usb.action.USB_STATE",
)
_REGISTER: Final = hash_text("registerReceiver")
_RECEIVE: Final = hash_text("onReceive")


def told_at_once(
    links: Links, file: FileLinks, calls: References, by_event: Flags
) -> tuple[Indices, Indices, NDArray[np.int64]]:
    """The methods of a file that register receivers for what the system keeps, those receivers, and where.

    The receiver is one that the method makes, or else one that another method of its class does: a class keeps its
    receiver in a field.

    Args:
        links: All classes.
        file: The file.
        calls: Its calls.
        by_event: The methods that run when something happens outside of the app, `onReceive` among them.

    Returns:
        Parallel arrays: methods, methods `onReceive`, and instructions of the file.
    """
    registered = calls.to_any(file.method_name == _REGISTER)
    kept = [string for action in STICKY if (string := file.code.dex.find_string(action)) >= 0]
    texts = string_constants(file.code.instructions)
    naming = np.unique(texts.code_item[np.isin(texts.target, kept)])
    places = registered[np.isin(calls.code_item[registered], naming)]
    if not len(places):
        return np.empty(0, np.int32), np.empty(0, np.int32), np.empty(0, np.int64)
    makers, receivers = _made(links, file, by_event)
    rows = set()
    for place in places.tolist():
        method = int(file.item_method[calls.code_item[place]])
        in_method = receivers[makers == method]
        of_class = receivers[links.method_class[makers] == links.method_class[method]]
        for receiver in (in_method if len(in_method) else of_class).tolist():
            rows.add((method, receiver, int(calls.instruction[place])))
    found = np.array(sorted(rows), dtype=np.int64).reshape(-1, 3)
    return found[:, 0].astype(np.int32), found[:, 1].astype(np.int32), found[:, 2]


def _made(links: Links, file: FileLinks, by_event: Flags) -> tuple[Indices, Indices]:
    """The methods of a file that make receivers, and the method of each that runs when it is told something."""
    receives = np.flatnonzero(by_event & (links.method_name == _RECEIVE))
    made = new_instances(file.code.instructions)
    classes = file.type_class[made.target]
    own = np.flatnonzero(np.isin(classes, links.method_class[receives]))
    order = np.argsort(links.method_class[receives], kind="stable")
    by_class = receives[order]
    at = np.searchsorted(links.method_class[by_class], classes[own])
    return file.item_method[made.code_item[own]], by_class[at].astype(np.int32)

"""Addresses of content that a method puts into an intent: another app shows it, and the user picks or adds one.

`new Intent(ACTION_PICK, Contacts.CONTENT_URI)` reads no contact and needs no permission; what comes back is the one
that the user chose. https://developer.android.com/guide/components/intents-common, checked 2026-11-24.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from appaudit.code.values.constants import Constants
from appaudit.code.values.text_calls import COMPARING
from appaudit.dex.opcodes import INVOKES

_PROVIDERS = "Landroid/provider/"
_INTENT = "Landroid/content/Intent;"
_URI = "Landroid/net/Uri;"
_INTENT_CALLS = frozenset(("<init>", "setData", "setDataAndType", "setDataAndNormalize", "setDataAndTypeAndNormalize"))
_WATCHING = "registerContentObserver"
#: Calls of a resolver, of what wraps one and of classes that inherit them, by name alone: in doubt it is a reading.
_ASKING = frozenset(
    (
        "query",
        "insert",
        "update",
        "delete",
        "bulkInsert",
        "call",
        "applyBatch",
        "startQuery",
        "managedQuery",
        "openInputStream",
        "openFileDescriptor",
        "openAssetFileDescriptor",
        _WATCHING,
        "acquireContentProviderClient",
        "acquireUnstableContentProviderClient",
        "setUri",
    )
)
_LOADERS = "CursorLoader;"
_OBSERVER = "Landroid/database/ContentObserver;"
_FILTER = "Landroid/content/IntentFilter;"
_BROADCAST = re.compile(r"android\.(?:provider\.Telephony|intent\.action)\.[A-Z_]+")
_COMPARING = frozenset((*COMPARING, "hashCode"))
_NAMING = frozenset(("<init>", "setAction"))
#: What keeps a text under a key, or as one: lists are left out, which filters may be made of.
_COLLECTIONS = tuple(f"Ljava/util/{each};" for each in ("Map", "HashMap", "LinkedHashMap", "TreeMap", "EnumMap"))
_KEEPING = (_INTENT, "Landroid/os/Bundle;", "Landroid/os/BaseBundle;", "Landroid/os/PersistableBundle;")


def is_address(owner: str, field: str) -> bool:
    """Whether a field of this class descriptor holds an address of content that the platform keeps."""
    return owner.startswith(_PROVIDERS) and field.endswith("_URI")


def is_only_watched(calls: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a method with these calls (class descriptor, name, descriptor) is told of changes and asks for nothing.

    It needs the permission all the same: https://developer.android.com/reference/android/content/ContentResolver,
    checked 2026-11-29, not opened.
    """
    asked = [name for owner, name, _ in calls if name in _ASKING or owner.endswith(_LOADERS)]
    return bool(asked) and all(name == _WATCHING for name in asked)


def is_only_kept(method: str, calls: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a method of this name with these calls keeps an address while its class is loaded, and asks nobody.

    Who asks is another method; it stands for itself where the address can be followed there.
    """
    asks = any(name in _ASKING or owner.endswith(_LOADERS) for owner, name, _ in calls)
    return method == "<clinit>" and not asks


def is_told_observer(constants: Constants, instruction: int, above: Callable[[str], Iterator[str]]) -> bool:
    """Whether an instruction loads an address that an observer of changes alone is handed when it is made.

    Args:
        constants: The file.
        instruction: The instruction, by its position in the file.
        above: Gives the classes above a class.
    """
    handed = _handed_to(constants, instruction)
    return bool(handed) and all(
        name == "<init>" and (owner == _OBSERVER or _OBSERVER in above(owner)) for owner, name in handed
    )


def is_filtered_by(constants: Constants, instruction: int) -> bool:
    """Whether an instruction loads an action that only filters of intents are handed: nothing is read until it comes.

    https://developer.android.com/reference/android/content/IntentFilter, checked 2026-11-30, not opened.
    """
    handed = _handed_to(constants, instruction)
    return bool(handed) and all(owner == _FILTER for owner, _ in handed)


def is_broadcast(action: str) -> bool:
    """Whether a text is the name of a broadcast of the platform that tells of messages or calls."""
    return bool(_BROADCAST.fullmatch(action))


def is_only_named(constants: Constants, instruction: int) -> bool:
    """Whether an instruction loads an action that is asked about, compared or kept as a key: none of it registers.

    An intent with the name of a broadcast starts nothing that reads: who asks the system by it which apps take the
    broadcast, as for the one that shows messages, reads none. https://developer.android.com/reference/android/content/
    (Intent, pm.PackageManager), checked 2026-11-30, not opened.
    """
    handed = _handed_to(constants, instruction)
    return bool(handed) and all(
        name in _COMPARING or (owner == _INTENT and name in _NAMING) or owner.startswith(_COLLECTIONS)
        for owner, name in handed
    )


def is_only_written(constants: Constants, instruction: int) -> bool:
    """Whether an instruction loads a text that only calls are handed which put something under it, or put it itself.

    https://developer.android.com/reference/android/os/BaseBundle, checked 2026-11-30, not opened.
    """
    handed = _handed_to(constants, instruction)
    return bool(handed) and all(owner in _KEEPING and name.startswith("put") for owner, name in handed)


def _handed_to(constants: Constants, instruction: int) -> list[tuple[str, str]]:
    """Class and name of the calls that are handed what an instruction loads; none where something else is done."""
    body, index = constants.at(instruction)
    uses = body.uses(index) if 0 <= index < len(body) else []
    called = [constants.callee(body, at) if body.opcodes[at] in INVOKES else -1 for at in uses]
    dex = constants.code.dex
    return [] if -1 in called else [(dex.method_class(method), dex.method_name(method)) for method in called]


def is_handed_on(calls: Iterable[tuple[str, str, str]]) -> bool:
    """Whether a method with these calls (class descriptor, name, descriptor) fills an intent and asks no provider."""
    fills_intent = False
    for owner, name, descriptor in calls:
        if name in _ASKING or owner.endswith(_LOADERS):
            return False
        fills_intent = fills_intent or (owner == _INTENT and name in _INTENT_CALLS and _URI in descriptor)
    return fills_intent

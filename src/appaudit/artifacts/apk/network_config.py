"""What the network security configuration, the manifest and the system say about traffic without encryption.

Since Android 7 (API level 24) the file decides where there is one, and `usesCleartextTraffic` of the manifest is
ignored; Android 6 (23) knows the attribute alone, and older systems know neither. Where nothing is declared, Android 9
(28) and later forbid it to apps that target them, and older systems allow it to all.
https://developer.android.com/privacy-and-security/security-config#CleartextTrafficPermitted and
https://developer.android.com/guide/topics/manifest/application-element#usesCleartextTraffic, checked 2026-11-24; for
systems before Android 9, `NetworkSecurityConfig.getDefaultBuilder` of AOSP, not opened.
"""

from __future__ import annotations

from typing import Final

from appaudit.artifacts.apk.axml import Element
from appaudit.model.record import record

_ATTRIBUTE = "cleartextTrafficPermitted"
#: The levels of Android 6, 7 and 9.
_KNOWS_ATTRIBUTE, _KNOWS_FILE, _FORBIDS_BY_DEFAULT = 23, 24, 28
_NONE: Final = 0
_TRUE, _FALSE = ("true", "1"), ("false", "0")


def permits_cleartext(root: Element) -> bool | None:
    """Whether the configuration lets an app send to any host in clear; None where it leaves that to the platform."""
    for element in root.children:
        value = element.attributes.get(_ATTRIBUTE) if element.name == "base-config" else None
        if value is not None:
            if value.text:
                return True if value.text in _TRUE else False if value.text in _FALSE else None
            return value.data != 0
    return None


@record(kw_only=False)
class Cleartext:
    """What systems let an app do: see `AppFact.uses_cleartext` and `AppFact.cleartext_below`."""

    permitted: bool | None
    below: int = _NONE


def cleartext(
    declared: bool | None,
    min_sdk: int,
    target_sdk: int,
    *,
    configured: bool | None = None,
    has_file: bool = False,
) -> Cleartext:
    """Whether systems let an app send in clear.

    Args:
        declared: The attribute of the manifest, None where there is none.
        min_sdk: The lowest level on which the app installs, negative where none is declared.
        target_sdk: The level that it is written for, negative where none is declared.
        configured: What the network security configuration says, None where it says nothing or was not read.
        has_file: Whether there is such a file.
    """
    says = configured if has_file else declared
    if says is None and target_sdk < 0:
        return Cleartext(None)
    permitted = target_sdk < _FORBIDS_BY_DEFAULT if says is None else says
    if permitted:
        return Cleartext(True)
    lowest = max(min_sdk, 1)
    if says is None:
        oldest_that_forbids = _FORBIDS_BY_DEFAULT
    elif has_file and declared is not False:
        oldest_that_forbids = _KNOWS_FILE
    else:
        oldest_that_forbids = _KNOWS_ATTRIBUTE
    return Cleartext(False, oldest_that_forbids if lowest < oldest_that_forbids else _NONE)

"""What a network security configuration says about traffic without encryption.

Since Android 7 the file decides where there is one, and `usesCleartextTraffic` of the manifest is ignored.
https://developer.android.com/privacy-and-security/security-config#CleartextTrafficPermitted and
https://developer.android.com/guide/topics/manifest/application-element#usesCleartextTraffic, checked 2026-11-24.
"""

from __future__ import annotations

from appaudit.artifacts.apk.axml import Element

_ATTRIBUTE = "cleartextTrafficPermitted"
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

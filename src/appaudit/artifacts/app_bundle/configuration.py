"""The configuration of a resource as a protocol buffer (`aapt.pb.Configuration`).

Field numbers: Configuration.proto of aapt2 (AOSP). What ranks configurations reads the layout of the binary form
(`ResTable_config` in ResourceTypes.h), so the fields are put where that has them.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from appaudit.artifacts.app_bundle.wire import Message

_LOCALE: Final = 3
#: Bytes up to the script, which is part of the locale.
_SIZE: Final = 36
#: For each field: where it stands in the binary form, how many bytes it has, and how many bits it is moved up.
_PLACES: Final = {
    1: (4, 2, 0),  # mcc
    2: (6, 2, 0),  # mnc
    4: (28, 1, 6),  # layout direction
    5: (20, 2, 0),  # width of the screen
    6: (22, 2, 0),
    7: (32, 2, 0),  # the same in dp
    8: (34, 2, 0),
    9: (30, 2, 0),  # smallest width in dp
    10: (28, 1, 0),  # size of the screen
    11: (28, 1, 4),  # a long screen
    15: (12, 1, 0),  # orientation
    16: (29, 1, 0),  # kind of device
    17: (29, 1, 4),  # night mode
    18: (14, 2, 0),  # density
    19: (13, 1, 0),  # touch screen
    20: (18, 1, 0),  # keys hidden
    21: (16, 1, 0),  # keyboard
    22: (18, 1, 2),  # navigation hidden
    23: (17, 1, 0),  # navigation
    24: (24, 2, 0),  # version of the platform
}
#: A BCP 47 tag as aapt2 writes it: language, script, region; variants and extensions are not told apart here either.
_TAG: Final = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{4}))?(?:-([A-Za-z]{2}|\d{3}))?(?:-|$)")


class Configuration(NamedTuple):
    """A configuration: its locale as folder names write it, and its other fields as in the binary form."""

    locale: str
    packed: bytes


def read_configuration(message: Message) -> Configuration:
    """The configuration in a message.

    Raises:
        ExtractionError: It is damaged.
    """
    packed = bytearray(_SIZE)
    for tag, (offset, size, shift) in _PLACES.items():
        number = message.number(tag) << shift & (1 << 8 * size) - 1
        if number:
            known = int.from_bytes(packed[offset : offset + size], "little")
            packed[offset : offset + size] = (known | number).to_bytes(size, "little")
    return Configuration(folder_locale(message.text(_LOCALE)), bytes(packed))


def folder_locale(tag: str) -> str:
    """The locale as folder names write it: `zh`, `zh-rCN`, `b+sr+Latn`; what is no tag as it is."""
    found = _TAG.match(tag)
    if found is None:
        return tag
    language, script, region = found.groups(default="")
    if script:
        return "+".join(part for part in ("b", language, script, region) if part)
    return f"{language}-r{region}" if region else language

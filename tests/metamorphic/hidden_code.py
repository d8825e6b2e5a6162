"""A small app that reads an identifier at launch, its code put where no table of the package leads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import App, members
from tests.support.apk_builder import Member, zip_bytes

_MANIFEST, _READING = members(App(body=READ_ID))
_IDLE = members(App())[1]
CODE: Final = _READING.data


def beside(*more: Member, block: bytes = b"", after: bytes = b"") -> bytes:
    """The package of an app that does nothing, with more entries, a block before the directory, bytes at its end."""
    return zip_bytes([_MANIFEST, _IDLE, *more], block=block, after=after)


#: What is loaded defines the same classes, whose methods do nothing.
DOUBLED: Final[dict[str, Callable[[], bytes]]] = {
    "a number that the system does not load": lambda: beside(Member("classes1.dex", CODE)),
    "a file of capital letters": lambda: beside(Member("CLASSES.DEX", CODE)),
    "an entry that ends like a folder": lambda: beside(Member("assets/x/", CODE)),
    "the same name once more": lambda: beside(Member("classes.dex", CODE)),
}

"""What bytecode means: the facts that are read from DEX files that are damaged."""

from __future__ import annotations

from tests.fuzz.seeds import entries_of
from tests.fuzz.some_knowledge import some_knowledge
from tests.support.shipped import shipped_catalog

from appaudit.code import read_code_facts
from appaudit.model.artifact import DexImage
from appaudit.model.coverage import CODE_KINDS
from appaudit.stages import Stages

DICTIONARY = (b"Landroid/", b"Ljava/lang/", b"<init>", b"<clinit>", b"onCreate", b"\xff\xff\xff\xff", b"\xff\xff")
#: Where the header says how many classes the image defines.
_CLASSES = slice(96, 100)


def seeds() -> list[bytes]:
    return [entries_of(name, ".dex")[0] for name in ("clean-shop", "pre-consent-guarded", "shake-ways", "reach-ways")]


def fuzz(data: bytes) -> None:
    image = DexImage(place="classes.dex", data=memoryview(data))
    found = read_code_facts((image,), some_knowledge(), shipped_catalog().lexicons, Stages())
    # Of an image without classes there is nothing to say; an audit says that those of the manifest have no code.
    is_empty = int.from_bytes(data[_CLASSES], "little") == 0
    assert is_empty or found.facts or {gap.kind for gap in found.gaps} >= set(CODE_KINDS)

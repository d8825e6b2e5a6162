"""Mapping files of ProGuard and R8."""

from __future__ import annotations

import contextlib

from tests.fuzz.files import as_file
from tests.fuzz.text_mutations import text_mutation

from appaudit.errors import ConfigError
from appaudit.pipeline.mapping import read_mapping_file

DICTIONARY = (
    b" -> ", b":", b"()", b"[]", b"1:1:", b"    ", b"# ", b'{"id":"sourceFile","fileName":"A.kt"}', b"<init>", b"void ",
    b"int[][]", b":0:0", b"99999999999999999999", b"\xc2\xa0", b"\x1c",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)
_MAPPING = b"""# compiler: R8
com.example.Device -> a.b:
# {"id":"sourceFile","fileName":"Device.kt"}
    java.lang.String cached -> a
    1:3:void <init>():10:12 -> <init>
    1:1:java.lang.String read(android.content.Context):20:20 -> a
    2:2:java.lang.String com.example.Inner.trim(java.lang.String):7:7 -> a
    2:2:java.lang.String read(android.content.Context):21 -> a
    com.example.Other[] all() -> b
com.example.Other -> a.c:
"""


def seeds() -> list[bytes]:
    return [_MAPPING]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ConfigError):
        renaming = read_mapping_file(as_file(data, "mapping.txt"))
        renaming.as_shipped()
        for name in ("a.b", "a.c", ""):
            renaming.class_name(name)

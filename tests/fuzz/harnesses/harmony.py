"""Parts of HarmonyOS packages: tables of resources, configurations, archives of libraries, bytecode.

The first byte chooses which of them the rest is read as.
"""

from __future__ import annotations

import contextlib
import json
import random

from tests.fuzz.files import as_file
from tests.hostile.mutations import mutate as mutate_bytes
from tests.support.abc_builder import abc
from tests.support.harmony_builder import first_layout, har, module, second_layout
from tests.unit.abc.test_file import LAYOUTS, filled

from appaudit.abc import AbcFile, CutCodeError, decode, literal_array, module_of, record_names
from appaudit.artifacts import open_artifact
from appaudit.artifacts.base import Limits
from appaudit.artifacts.harmony.dependencies import packages_in_code
from appaudit.artifacts.harmony.json_values import json_object
from appaudit.artifacts.harmony.library_archive import GZIP
from appaudit.artifacts.harmony.module_file import read_module
from appaudit.artifacts.harmony.resource_index import ResourceIndex
from appaudit.errors import ExtractionError, ReaderFaultError, UnreadableArtifactError

TABLE, CONFIGURATION, LIBRARY, BYTECODE = b"\0", b"\1", b"\2", b"\3"
RECORDS = ["L&@x/y/src/main/ets/Index&1.0.0;", "L&entry/src/main/ets/A&;", "L长;"]
LIMITS = Limits(strings=5_000, texts_bytes=1 << 18, entry_bytes=1 << 18, total_bytes=1 << 20)
TEXTS = {"app_name": {"": "轻荷", "en_US": "Qinghe"}, "why": {"": "用于扫码", "zh_Hant_TW": "用於掃碼"}}
DICTIONARY = (
    b"KEYS", b"IDSS", b"DATA", b"RestoolV2", b"\xff\xff\xff\xff", b"\x09\0\0\0", b"\x0a\0\0\0", b'"reasonId": 16777217',
    b'"requestPermissions"', b'"$string:why"', b'"when": "always"', b"null", b"package/oh-package.json5", b"ustar",
)  # fmt: skip


def seeds() -> list[bytes]:
    camera = {"name": "ohos.permission.CAMERA", "reason": "$string:why", "usedScene": {"when": "always"}}
    files = {"oh-package.json5": b'{"name": "@x/y", "version": "1.0.0"}', "ets/modules.abc": abc(RECORDS)}
    return [
        TABLE + first_layout(TEXTS),
        TABLE + second_layout(TEXTS),
        CONFIGURATION + json.dumps(module(camera)).encode(),
        BYTECODE + abc(RECORDS),
        *(BYTECODE + filled(layout) for layout in LAYOUTS.values()),
        LIBRARY + har(files | {"harlib/z.har": har(files)}),
    ]


def mutate(data: bytes, chance: random.Random) -> bytes:
    """Damage behind the byte that chooses."""
    return data[:1] + mutate_bytes(data[1:], chance)


def fuzz(data: bytes) -> None:
    content = data[1:]
    if data[:1] == LIBRARY:
        read_library(content)
        return
    with contextlib.suppress(ExtractionError):
        if data[:1] == BYTECODE:
            for fact in packages_in_code(record_names(content, "x.abc"), "x.abc", frozenset()):
                assert fact.name
            read_code(AbcFile(content, "x.abc"))
        elif data[:1] == CONFIGURATION:
            index = ResourceIndex(second_layout(TEXTS), "resources.index", LIMITS)
            for fact in read_module(json_object(content, "module.json"), index, "module.json").facts:
                assert fact.key()
        else:
            for name, text in ResourceIndex(content, "resources.index", LIMITS).all_texts():
                assert isinstance(name + text.locale + text.text, str)


def read_code(file: AbcFile) -> None:
    for record in file.records:
        with contextlib.suppress(ExtractionError):
            assert len(module_of(file, record.fields.get("moduleRecordIdx", 0)).imports) <= len(file.bytes.data)
        for method in record.methods:
            with contextlib.suppress(CutCodeError, ExtractionError):
                for step in decode(file.code(method)):
                    if "l" in step.encoding.kinds:
                        literal_array(file, file.item(method.region, int(step.operands[1])))


def read_library(content: bytes) -> None:
    if content[:2] != GZIP:
        return
    try:
        reading = open_artifact(as_file(content, "x.har"), limits=LIMITS)
    except ReaderFaultError:
        raise  # what the reader did not foresee
    except UnreadableArtifactError:
        return
    assert reading.facts or reading.gaps

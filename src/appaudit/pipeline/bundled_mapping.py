"""The mapping that an app bundle brings along, as far as it can be taken at its word.

Whoever is audited wrote it. It may give names to classes that have none; it must not take a name away by which a class,
a call or an entry of the system is known. What a shrinker changes is never one of these, so nothing honest is lost:
of 12,150 methods that the mappings of three real bundles name, 11,682 got names of one or two letters; the other 468
kept theirs, and stand there for what was inlined into them (2026-11-27).
"""

from __future__ import annotations

import hashlib
import io
from typing import Final

from appaudit.artifacts.base import ArtifactReading
from appaudit.dex import MappingError, Renaming, read_mapping
from appaudit.model.artifact import MappingFile
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.report import Input
from appaudit.pipeline.mapping import defined_classes

#: Letters of the longest name of a member that a mapping may replace.
_LONGEST_RENAMED: Final = 2
_BROUGHT: Final = Bilingual(
    "由 App Bundle 自带；平台接口与已知SDK的名称、两个字母以上的方法名不按其替换",
    "brought by the bundle itself; names of the platform and of known SDKs and method names of three letters up stay",
)


def bundled_mapping(reading: ArtifactReading, knowledge: Knowledge) -> tuple[Renaming | None, tuple[Input, ...]]:
    """The names that the mapping of a bundle gives back, and how the report names it; nothing where there is none."""
    file = reading.contents.mapping
    if file is None:
        return None, ()
    try:
        with io.TextIOWrapper(io.BytesIO(file.data), encoding="utf-8") as lines:
            stated = read_mapping(lines)
    except (UnicodeDecodeError, MappingError) as error:
        line = error.line if isinstance(error, MappingError) else 0
        return None, (_input(file, line),)
    return credible(stated, defined_classes(reading.contents.dex_images), _known_prefixes(knowledge)), (
        _input(file, None),
    )


def credible(stated: Renaming, defined: frozenset[str], known: frozenset[str]) -> Renaming:
    """What of a mapping can be taken at its word.

    Args:
        stated: The mapping.
        defined: Descriptors of the classes that the app defines; of others a shrinker changes no name.
        known: Packages and classes by which SDKs are recognised, in Java notation.
    """
    classes = {name for name in stated.types if name in defined and not _is_known(name, known)}
    return Renaming(
        types={name: original for name, original in stated.types.items() if name in classes},
        methods={key: names for key, names in stated.methods.items() if key[0] in classes and _is_short(key[1])},
        fields={key: name for key, name in stated.fields.items() if key[0] in classes and _is_short(key[1])},
        lines={key: ranges for key, ranges in stated.lines.items() if key[0] in classes},
        files=stated.files,
    )


def _is_short(name: str) -> bool:
    return len(name) <= _LONGEST_RENAMED


def _is_known(descriptor: str, known: frozenset[str]) -> bool:
    name = descriptor[1:-1].replace("/", ".")
    while name:
        if name in known:
            return True
        name = name.rpartition(".")[0]
    return False


def _known_prefixes(knowledge: Knowledge) -> frozenset[str]:
    return frozenset(prefix for sdk in knowledge.sdks.values() for prefix in sdk.signals.classes)


def _input(file: MappingFile, bad_line: int | None) -> Input:
    detail = _BROUGHT
    if bad_line is not None:
        detail = Bilingual(
            f"不是 ProGuard 或 R8 的映射文件（第 {bad_line} 行）" if bad_line else "不是 ProGuard 或 R8 的映射文件",
            f"it is no mapping of ProGuard or R8 (line {bad_line})"
            if bad_line
            else "it is no mapping of ProGuard or R8",
        )
    return Input(
        role="mapping",
        name=file.place,
        sha256=hashlib.sha256(file.data).hexdigest(),
        size=len(file.data),
        status="read" if bad_line is None else "unreadable",
        detail=detail,
    )

"""A package whose classes were renamed, read under the names that a mapping file gives back."""

from __future__ import annotations

import io
import os
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from typing import Final

from appaudit.dex import DexError, MappingError, Renaming, read_dexes, read_mapping
from appaudit.errors import ConfigError
from appaudit.judge.findings import fingerprint
from appaudit.model.artifact import DexImage
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact
from appaudit.model.finding import Finding, short_id
from appaudit.whole_files import open_regular

#: More than the mapping of the largest apps, which have some hundred megabytes.
MAX_BYTES = 1 << 30
#: Beginnings of the names that classes of the platform have.
_PLATFORM: Final = tuple(
    f"L{name}/" for name in ("android", "com/android", "dalvik", "java", "javax", "libcore", "org/apache/http", "sun")
)


def read_mapping_file(path: Path) -> Renaming:
    """The names that the file gives back.

    Raises:
        ConfigError: It cannot be read, or is no mapping; the message has the line.
    """
    try:
        with open_regular(path) as file:
            if os.fstat(file.fileno()).st_size > MAX_BYTES:
                raise _refused(path, f"it has more than {MAX_BYTES} bytes", f"超过 {MAX_BYTES} 字节")
            with io.TextIOWrapper(file, encoding="utf-8") as lines:
                return read_mapping(lines)
    except (OSError, UnicodeDecodeError) as error:
        raise _refused(path, str(error), str(error)) from error
    except MappingError as error:
        where, where_zh = (f" (line {error.line})", f"（第 {error.line} 行）") if error.line else ("", "")
        raise _refused(
            path, f"it is no mapping of ProGuard or R8{where}", f"不是 ProGuard 或 R8 的映射文件{where_zh}"
        ) from error


def _refused(path: Path, why: str, why_zh: str) -> ConfigError:
    return ConfigError(
        f"{path} cannot be used as a mapping (--mapping): {why}",
        hint="Give the mapping.txt that the build of this package wrote.",
        zh=f"{path} 不能用作映射文件（--mapping）：{why_zh}",
        hint_zh="请提供构建该安装包时生成的 mapping.txt。",
    )


def of_app(stated: Renaming, images: Iterable[DexImage]) -> Renaming:
    """The mapping without names of the platform, which no shrinker changes, but those that the app itself defines.

    Whoever is audited may have handed it in: by another name no call of the platform is known.
    """
    foreign = {name for name in stated.types if name.startswith(_PLATFORM)}
    foreign |= {owner for owner, _ in stated.methods if owner.startswith(_PLATFORM)}
    foreign -= defined_classes(images) if foreign else set()
    if not foreign:
        return stated
    return Renaming(
        types={name: original for name, original in stated.types.items() if name not in foreign},
        methods={key: names for key, names in stated.methods.items() if key[0] not in foreign},
        fields={key: name for key, name in stated.fields.items() if key[0] not in foreign},
        lines={key: ranges for key, ranges in stated.lines.items() if key[0] not in foreign},
        files=stated.files,
    )


def defined_classes(images: Iterable[DexImage]) -> frozenset[str]:
    """Descriptors of the classes that the app defines, as they are in the package."""
    found: set[str] = set()
    for image in images:
        try:
            for dex in read_dexes(image.data, image.place):
                found.update(dex.defined_classes())
        except DexError:
            continue  # said where code is read
    return frozenset(found)


def restored(facts: Iterable[Fact], renaming: Renaming) -> list[Fact]:
    """The manifest's facts with the classes that they name under their names before renaming."""
    found: list[Fact] = []
    for fact in facts:
        if isinstance(fact, AppFact):
            fact = replace(
                fact,
                application_class=renaming.class_name(fact.application_class),
                more_launchers=tuple(map(renaming.class_name, fact.more_launchers)),
                made_first=tuple(map(renaming.class_name, fact.made_first)),
                made_later=tuple(map(renaming.class_name, fact.made_later)),
                launcher=renaming.class_name(fact.launcher),
            )
        elif isinstance(fact, (ComponentFact, MetaDataFact)):
            fact = replace(fact, name=renaming.class_name(fact.name))
        found.append(fact)
    return found


def identified_as_shipped(findings: Iterable[Finding], renaming: Renaming) -> list[Finding]:
    """The findings, those about a renamed class with the fingerprint that they have without the mapping."""
    shipped = renaming.as_shipped()
    found = []
    for finding in findings:
        name = shipped.get(finding.subject)
        if name is not None:
            identity = fingerprint(finding.rule_id, name)
            finding = replace(finding, fingerprint=identity, id=short_id(identity))
        found.append(finding)
    return found

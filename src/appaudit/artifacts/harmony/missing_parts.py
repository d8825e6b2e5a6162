"""What a HarmonyOS package names or holds and nobody reads: absent modules, packages in odd places, other code.

`pack.info` lists the modules of an app and lies in each of them; `dependencies` in `module.json` names the shared
modules that one needs at run time (OpenHarmony, application-dev/quick-start/module-configuration-file.md,
packing-tool.md).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Final

from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Failure
from appaudit.artifacts.harmony.json_values import json_object, object_at, objects_at, text_at
from appaudit.errors import ExtractionError
from appaudit.model.bilingual import Bilingual

#: Lists the modules of an app; it is written when an app is packed, and into each module.
PACK_NAME: Final = "pack.info"
_MOST_SHOWN: Final = 8
#: Packages of HarmonyOS: modules, apps of them, and patches of their code.
_PACKAGES: Final = (".hap", ".hsp", ".app", ".hqf")
#: Scripts that an engine of the app itself runs: uni-app, Cordova, React Native, and bytecode of Hermes.
_FRAMEWORK_CODE: Final = re.compile(
    r"resources/(?:rawfile|resfile)/(?:.*/)?"
    r"(?:app-service\.js|cordova\.js|[^/]*(?:bundle|\.harmony)\.js|[^/]*\.(?:hbc|jsbundle|harmony\.bundle))"
)


def listed_modules(content: bytes) -> tuple[str, ...]:
    """The modules of the app, as a `pack.info` lists them; one that cannot be read names none."""
    try:
        values = json_object(content, PACK_NAME)
    except ExtractionError:
        return ()
    modules = objects_at(object_at(values, "summary"), "modules")
    names = (text_at(object_at(module, "distro"), "moduleName") for module in modules)
    return tuple(name for name in names if name)


def needed_modules(module: Mapping[str, Any]) -> tuple[str, ...]:
    """The shared modules that the configuration of a module says it needs at run time."""
    return tuple(text_at(each, "moduleName") for each in objects_at(module, "dependencies"))


def missing_modules(wanted: Iterable[str], known: Iterable[str]) -> list[Failure]:
    """One failure for all modules that are named and not among those that were read."""
    missing = sorted(set(wanted) - set(known) - {""})
    if not missing:
        return []
    shown = missing[:_MOST_SHOWN]
    detail = Bilingual(
        f"应用的{len(missing)}个模块不在其中，未读取：{'、'.join(shown)}",
        f"{len(missing)} modules of the app are not supplied and were not read: {', '.join(shown)}",
    )
    return [Failure("missing_part", PACK_NAME, detail)]


def doubled_entries(archive: SafeArchive, place: str) -> list[Failure]:
    """A failure for each name that an archive has more than once: devices may take the other."""
    return [
        Failure("two_readings", place or each.entry, Bilingual(f"{name} 异常：{each.detail}", f"{name}: {each.detail}"))
        for each in archive.anomalies
        if each.code == "duplicate_name"
        for name in [f"{place}!{each.entry}" if place else each.entry]
    ]


def unread_packages(names: Iterable[str], read: Sequence[str], prefix: str = "") -> Iterator[Failure]:
    """A failure for each entry that is a package by its name and was not read."""
    for name in names:
        if name.lower().endswith(_PACKAGES) and name not in read:
            detail = Bilingual(f"其中的安装包 {name} 未读取", f"{name} is a package in it that was not read")
            yield Failure("not_read", f"{prefix}{name}", detail)


def framework_code(names: Iterable[str], prefix: str = "") -> Iterator[Failure]:
    """A failure for each script that an engine of the app runs, whose calls nobody follows."""
    for name in names:
        if _FRAMEWORK_CODE.fullmatch(name):
            detail = Bilingual("跨平台框架的脚本未读取", "scripts that a framework of the app runs are not read")
            yield Failure("not_read", f"{prefix}{name}", detail)

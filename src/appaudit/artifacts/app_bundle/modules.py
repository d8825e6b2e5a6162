"""The modules of an app bundle, and how each of them reaches a device.

https://developer.android.com/guide/app-bundle/app-bundle-format and
https://developer.android.com/guide/playcore/feature-delivery, checked 2026-11-27.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Final

from appaudit.artifacts.apk.axml import Element
from appaudit.artifacts.apk.entry_names import MANIFEST_NAME
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Failure
from appaudit.artifacts.zip_directory import Entry
from appaudit.model.artifact import Module
from appaudit.model.bilingual import Bilingual
from appaudit.model.words import ModuleDelivery

BASE: Final = "base"
#: What every module has.
MANIFEST_PLACE: Final = f"manifest/{MANIFEST_NAME}"
#: Folders of a bundle that are no modules.
_NO_MODULES: Final = ("META-INF", "BUNDLE-METADATA")
#: Folders of a module whose files a package has at its root, and those that a package has too.
_TO_ROOT: Final = ("manifest", "dex", "root")
_KEPT: Final = ("res", "assets", "lib")
_RESOURCES: Final = "resources.pb"
#: SDKs that a store installs beside the app (bundletool, `runtime_enabled_sdk_config.proto`).
_SDK_LIST: Final = "runtime_enabled_sdk_config.pb"
_CODE: Final = re.compile(r"dex/[^/]+\.dex")
_DISTRIBUTION: Final = "http://schemas.android.com/apk/distribution"
_TYPE, _ON_DEMAND = f"{{{_DISTRIBUTION}}}type", f"{{{_DISTRIBUTION}}}onDemand"
_ASSET_PACK: Final = "asset-pack"
#: The children of `<dist:delivery>`, the one that makes a module available latest first.
_DELIVERIES: Final[dict[str, ModuleDelivery]] = {
    "on-demand": "on_demand",
    "fast-follow": "fast_follow",
    "install-time": "install_time",
}
_TRUE: Final = re.compile(r"true|1", re.IGNORECASE)


def module_entries(archive: SafeArchive) -> dict[str, list[Entry]]:
    """The records of each module under the names that they have in a package, the base first.

    A record that no package would get is left out: what is not in one of the folders of a module reaches no device.

    Raises:
        ExtractionError: The archive has more entries than allowed.
    """
    records = (*archive.entries(), *archive.duplicates())
    names = {entry.name.partition("/")[0] for entry in records if entry.name.endswith(f"/{MANIFEST_PLACE}")}
    names = {name for name in names if archive.has(f"{name}/{MANIFEST_PLACE}") and name not in _NO_MODULES}
    found: dict[str, list[Entry]] = {name: [] for name in sorted(names, key=lambda name: (name != BASE, name))}
    for entry in records:
        module, _, inside = entry.name.partition("/")
        if module in found and (name := _in_package(inside)):
            found[module].append(entry._replace(name=name, stored_name=entry.name))
    return found


def outside_of_modules(archive: SafeArchive, modules: Sequence[str]) -> list[Failure]:
    """What a store adds to the app that is not in its modules, and code in folders that are none."""
    found = []
    for name in archive.names():
        module, _, inside = name.partition("/")
        if module in modules and inside == _SDK_LIST and archive.size(name):
            detail = Bilingual(
                "应用商店在安装时加入的SDK不在其中", "SDKs that the store adds as it installs are not in it"
            )
            found.append(Failure("missing_part", name, detail))
        elif module not in (*modules, *_NO_MODULES) and _CODE.fullmatch(inside):
            detail = Bilingual(
                f"{module} 没有清单，其中的代码未读取", f"{module} has no manifest: its code was not read"
            )
            found.append(Failure("unreadable", name, detail))
    return found


def module_of(name: str, manifest: Element | None) -> Module:
    """A module with what its manifest says of its delivery; nothing is known without one."""
    if manifest is None:
        return Module(name=name)
    wanted = next(_named(manifest, "module"), None)
    kind = wanted.attributes.get(_TYPE) if wanted is not None else None
    is_asset_pack = kind is not None and kind.text == _ASSET_PACK
    return Module(name=name, has_assets_only=is_asset_pack, delivery=_delivery(name, wanted))


def _delivery(name: str, wanted: Element | None) -> ModuleDelivery:
    if name == BASE:
        return "install_time"
    if wanted is None:
        return "unknown"
    deliveries = [child for delivery in _named(wanted, "delivery") for child in delivery.children]
    for child, word in _DELIVERIES.items():
        stated = next((each for each in deliveries if each.name == child), None)
        if stated is not None:
            return "conditional" if any(_named(stated, "conditions")) else word
    on_demand = wanted.attributes.get(_ON_DEMAND)  # as bundles said it before 2019
    if on_demand is not None:
        return "on_demand" if on_demand.data or _TRUE.fullmatch(on_demand.text) else "install_time"
    return "install_time"


def _in_package(inside: str) -> str:
    folder, _, rest = inside.partition("/")
    if folder in _TO_ROOT:
        return rest
    return inside if folder in _KEPT or inside == _RESOURCES else ""


def _named(element: Element, name: str) -> Iterator[Element]:
    return (child for child in element.children if child.name == name)

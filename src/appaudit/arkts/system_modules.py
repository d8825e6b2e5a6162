"""Modules of the system: how they are asked for, and how they are called."""

from __future__ import annotations

from typing import Final

#: Functions of the engine that give a module of the system by its name, as the code of the system itself asks for it.
GIVES_MODULE: Final = frozenset(
    f"{world}{name}"
    for world in ("", "globalThis.")
    for name in ("requireNapi", "requireNapiPreview", "requireNativeModule", "loadNativeModule")
)
#: Functions of the language that give what they are handed, itself or as something that has all of its members.
GIVES_ALL: Final = frozenset((
    "Object", "Object.assign", "Object.create", "Object.freeze", "Object.preventExtensions", "Object.seal", "Proxy",
))  # fmt: skip
#: What gives a property of what it is handed first, under the name that it is handed next.
GIVES_PROPERTY: Final = "Reflect.get"
#: What gives all that something holds, whatever its name.
LISTS_ALL: Final = frozenset(("Object.entries", "Object.values"))
#: How requests for kits begin.
KIT: Final = "@kit."
#: How requests for libraries begin that are a part of the system.
_OF_KITS: Final = "@bundle:com.huawei.hms."


def is_kit(interface: str) -> bool:
    """Whether the name of something of the system is that of a kit, which holds modules: `@kit.AdsKit`."""
    return interface.startswith(KIT) and "." not in interface[len(KIT) :]


def asked_name(name: str) -> str:
    """A module by the name that an engine is asked for: `@ohos.sensor` for `sensor`, `@system.app` for `system.app`."""
    if name.startswith("@"):
        return name
    return f"@{name}" if name.startswith("system.") else f"@ohos.{name}"


def system_name(request: str) -> str:
    """A module of the system as people write it: `@ohos.sensor` for `@ohos:sensor`.

    Kits that the system keeps as libraries of its own (`@bundle:com.huawei.hms.mapservice.kit/mapLibrary/ets/map`) have
    the name of the service and of the module: `@hms.mapservice.map`.
    """
    if request.startswith(_OF_KITS):
        service, _, module = request.removeprefix(_OF_KITS).partition("/")
        return f"@hms.{service.removesuffix('.kit')}.{module.rpartition('/')[2]}"
    prefix, _, rest = request.partition(":")
    return f"{prefix}.{rest}" if rest else request

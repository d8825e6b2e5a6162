"""Modules of the system: how they are asked for, and how they are called."""

from __future__ import annotations

from typing import Final

#: Functions of the engine that give a module of the system by its name, as the code of the system itself asks for it.
GIVES_MODULE: Final = frozenset(
    f"{world}{name}" for world in ("", "globalThis.") for name in ("requireNapi", "requireNapiPreview")
)
#: How requests for libraries begin that are a part of the system.
_OF_KITS: Final = "@bundle:com.huawei.hms."


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

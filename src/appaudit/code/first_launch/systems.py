"""The versions of the system that an app may run on, and what of a method runs on one."""

from __future__ import annotations

from collections.abc import Collection

from appaudit.code.values.control_flow import MethodCode, NothingKnown, follow
from appaudit.code.values.marked_values import Value
from appaudit.dex import DexFile

#: The newest system that code is taken to know of, and one that stands for all later ones.
_NEWEST, _LATER = 37, 99


def systems_from(lowest: int) -> tuple[int, ...]:
    """The versions from one on, by `Build.VERSION.SDK_INT`."""
    return (*range(min(lowest, _NEWEST), _NEWEST + 1), _LATER)


def version_field(dex: DexFile) -> int:
    """The field identifier of `Build.VERSION.SDK_INT` in a file, -1 where it reads it nowhere."""
    owner = dex.find_type("Landroid/os/Build$VERSION;")
    fields = dex.fields_of_type(owner) if owner >= 0 else ()
    return next((field for field in fields if dex.field_name(field) == "SDK_INT"), -1)


def runs_on_some(code: MethodCode, instructions: Collection[int], lowest: int) -> bool:
    """Whether any of these instructions, counted in the method, runs on any system from the lowest on."""
    field = version_field(code.code.dex)
    for system in systems_from(lowest):
        outcome = follow(code, _OneSystem(field, system))
        if outcome is None or any(outcome.runs[instruction] for instruction in instructions):
            return True
    return False


class _OneSystem(NothingKnown):
    def __init__(self, field: int, system: int) -> None:
        self._field = field
        self._system = system

    def read(self, field_index: int) -> Value:
        """The version, for the field that holds it."""
        return self._system if field_index == self._field else None

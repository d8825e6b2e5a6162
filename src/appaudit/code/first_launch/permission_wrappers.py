"""What a branch asks that takes the answer of an app's own check of permissions, whatever that is called.

`if (Tool.a("android.permission.ACCESS_WIFI_STATE"))` asks for that permission: the method is followed with all
permissions granted. What comes with the installation decides nothing then; what a person grants is told by its name. A
method whose answer depends on more than permissions is left as it is.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from appaudit.code.first_launch.permission_guards import OF_CALLER, PermissionGuards
from appaudit.code.values.constants import Constants
from appaudit.code.values.marked_values import EachOf
from appaudit.code.values.registers import MethodBody
from appaudit.code.values.text_arrays import TextArrays
from appaudit.dex.opcodes import IF_EQZ, IF_NEZ, MOVE_RESULTS
from appaudit.model.record import record

#: What names of permissions have in common.
_PERMISSION = ".permission."


@record(kw_only=False)
class Asked:
    """The permissions that a branch asks for, and whether it takes its jump where all of them are granted.

    None where the code does not name them; `are_all` says whether it names all of them.

    `OF_CALLER` among them stands for those of whoever calls through a binder: nobody does.
    """

    permissions: tuple[str, ...]
    jumps: bool
    are_all: bool = True


class PermissionWrappers:
    """Answers for the branches of one app.

    Args:
        guards: The checks of the app.
    """

    def __init__(self, guards: PermissionGuards) -> None:
        self._guards = guards

    def asked(self, file: int, constants: Constants, body: MethodBody, index: int) -> Asked | None:
        """What a branch asks for; None where it asks anything else, or more than that.

        Args:
            file: The file, by its place among the graph's.
            constants: What is known of it.
            body: The method of the branch.
            index: The branch.
        """
        if body.opcodes[index] not in (IF_EQZ, IF_NEZ):
            return None
        made = body.definitions(index, body.sources(index)[0])
        if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
            return None
        call = made[0] - 1
        method = constants.callee(body, call)
        if method in self._guards.file(file).of_caller:
            return Asked((OF_CALLER,), body.opcodes[index] == IF_NEZ)
        of_library = method in self._guards.file(file).of_all
        resolved = int(self._guards.file(file).resolved[method]) if method >= 0 else -1
        if not of_library and (resolved < 0 or not self._guards.is_wrapper(resolved)):
            return None
        passed = tuple(_told(constants, body, call, register) for register in body.sources(call))
        goes = body.opcodes[index] == IF_NEZ
        if of_library:
            return _asked(_names(passed), jumps=goes)
        answer = self._guards.when_granted(resolved, passed) or self._guards.decided_by_grants(resolved, passed)
        if answer is None:
            return None
        return _asked(answer.asked, jumps=(answer.value != 0) == goes)


def _asked(names: Collection[str], *, jumps: bool) -> Asked:
    """What a branch asks for, the empty name among it for what is not known."""
    return Asked(tuple(sorted(filter(None, names))), jumps, bool(names) and "" not in names)


def _told(constants: Constants, body: MethodBody, call: int, register: int) -> str | None:
    """The one text that a call passes, or the texts of the one array; None where it passes anything else."""
    values = constants.in_body(body, call, register)
    if values:
        value = next(iter(values)) if len(values) == 1 else None
        return value if type(value) is str else None
    arrays = TextArrays(constants).arrays_of(body.first + call, register)
    texts = arrays[0].texts if len(arrays) == 1 else ()
    if not texts or not all(_PERMISSION in text for text in texts):
        return None
    return EachOf("\n".join(texts if arrays[0].is_complete else (*texts, "")))


def _names(passed: Sequence[str | None]) -> set[str]:
    """The names of permissions among what a call passes, and the empty one where others may be."""
    texts = (each.texts() if isinstance(each, EachOf) else [each] for each in passed if each)
    return {name for each in texts for name in each if not name or _PERMISSION in name}

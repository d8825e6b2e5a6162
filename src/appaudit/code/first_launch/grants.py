"""Which permissions an app cannot have: never, or not before somebody was asked, as its manifest decides.

Runtime permissions: https://developer.android.com/guide/topics/permissions/overview, checked 2026-11-27. From Android 6
on an app that targets it is granted a dangerous permission by its user alone; before, installing it was enough, and it
still is for apps that target less.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, PermissionFact
from appaudit.model.knowledge import PermissionInfo
from appaudit.model.record import record

#: The first system that asks the user.
RUNTIME_PERMISSIONS = 23
_NOT_GIVEN_OUT = ("signature",)
#: Those of makers' systems are asked for at run time whatever their protection.
_GIVEN, _OF_PLATFORM = ("normal", "privacy"), "android.permission."


#: Whoever runs as this user is granted every permission; an app does that its maker of systems has signed.
#: https://android.googlesource.com/platform/frameworks/base/+/refs/heads/main/services/core/java/com/android/server/am/
#: (`checkComponentPermission`), checked 2026-11-30, not opened.
_SYSTEM_USER = "android.uid.system"


@record(kw_only=False)
class Grants:
    """Names of permissions, by what a check of the app's own permissions says when it starts first.

    `never` are those that the app does not declare. `asked` are dangerous ones for which the user has to be asked
    first, those among them that the system may add to what the manifest declares. `given` come with the installation.
    """

    never: frozenset[str] = frozenset()
    asked: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.never or self.asked)


def grants_of(facts: Iterable[Fact], permissions: Mapping[str, PermissionInfo]) -> Grants:
    """What the manifest among the facts of an artifact decides; nothing where there is none.

    Args:
        facts: The facts of the artifact.
        permissions: The platform's permissions by name. Those without data behind them are left alone: what an app does
            without them is nothing that anybody would be accused of.
    """
    known = list(facts)
    app = next((fact for fact in known if isinstance(fact, AppFact)), None)
    if app is None:
        return Grants()
    declared = {fact.name for fact in known if isinstance(fact, PermissionFact)}
    groups = {permissions[name].group for name in declared if name in permissions} - {""}
    never, asked = set(), set()
    for name, info in permissions.items():
        if not info.data or info.platform != "android" or info.protection in _NOT_GIVEN_OUT:
            continue
        if info.protection == "dangerous" and (name in declared or info.group in groups):
            # One of a group that is declared may come with another of it: precise positions with approximate ones.
            asked.add(name)
        elif name not in declared:
            never.add(name)
    is_asked = app.target_sdk >= RUNTIME_PERMISSIONS
    of_platform = {name for name in declared if name.startswith(_OF_PLATFORM) and name in permissions}
    given = {name for name in of_platform if permissions[name].protection in _GIVEN}
    if app.target_sdk >= 0 and not is_asked:
        given |= {name for name in of_platform if permissions[name].protection == "dangerous"}
    if app.shared_user == _SYSTEM_USER:
        return Grants(given=frozenset(name for name, info in permissions.items() if info.platform == "android"))
    if app.shared_user:  # another app of the same user may declare and hold what this one does not
        return Grants(given=frozenset(given))
    return Grants(frozenset(never), frozenset(asked if is_asked else ()), frozenset(given))

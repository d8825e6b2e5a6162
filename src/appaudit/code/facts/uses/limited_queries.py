"""Questions that are limited to what is the app's own, and those that are about one thing unless they ask for all.

A question to the package manager that names one package is no list of what is installed; an app looks for its own first
page so. One that counts through user ids, or asks for the providers of no process in particular, gets a list.
`Intent.setPackage`: https://developer.android.com/reference/android/content/Intent. Accounts of a type that only the
app itself adds are its own: https://developer.android.com/reference/android/accounts/AccountManager. Both checked
2026-11-29, not opened.
"""

from __future__ import annotations

from typing import Final

from appaudit.code.values.call_search import calls_to
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import read_method
from appaudit.code.values.dependence import decisions
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import CALCULATIONS, INT_LITERALS, MOVE_RESULTS, MOVES

_MANAGER, _QUERY = "Landroid/content/pm/PackageManager;", "queryIntent"
#: Asks for accounts of one type, as facts name it.
BY_TYPE: Final = "android.accounts.AccountManager.getAccountsByType"
_ACCOUNTS: Final = "Landroid/accounts/AccountManager;"
_ACCOUNT: Final = "Landroid/accounts/Account;"
#: Accounts of these types are the system's, whoever makes such an object.
_OF_SYSTEM: Final = ("com.google", "com.android", "com.xiaomi", "com.huawei", "com.osp.app.signin")
#: Gives a text of the app's resources by its number.
_RESOURCE: Final = "->getString(I)Ljava/lang/String;"
#: Questions about one process or user id, with what `queryContentProviders` is not limited by.
OF_ONE: Final = frozenset(
    f"android.content.pm.PackageManager.{name}"
    for name in ("queryContentProviders", "getPackagesForUid", "getNameForUid")
)
_INTENT: Final = "Landroid/content/Intent;"
#: Each takes the text that names the package first.
_LIMITING: Final = ("setPackage", "setClassName")
#: Calls and moves that an intent is followed back through.
_MOST_STEPS: Final = 9


def asks_for_own_accounts(constants: Constants, instruction: int) -> bool:
    """Whether a call of `BY_TYPE` asks for accounts of a type of which the app itself makes accounts, and adds some."""
    asked = _kinds(constants, instruction, 1)
    if not asked or not any(True for _ in calls_to(constants, {_ACCOUNTS: ("addAccountExplicitly",)})):
        return False
    made: set[str] = set()
    for call in calls_to(constants, {_ACCOUNT: ("<init>",)}):
        made |= _kinds(constants, call.instruction, 2)
    return made.issuperset(asked) and not any(kind.startswith(_OF_SYSTEM) for kind in asked)


def _kinds(constants: Constants, instruction: int, argument: int) -> set[str]:
    """The types that a call passes: texts, or the numbers of texts among the resources."""
    known = constants.argument_values(instruction, argument)
    if known:
        return set(map(str, known))
    body, call = constants.at(instruction)
    registers = body.sources(call) if call < len(body) else ()
    definitions = body.definitions(call, registers[argument]) if argument < len(registers) else ()
    if len(definitions) != 1 or definitions[0] <= 0 or body.opcodes[definitions[0]] not in MOVE_RESULTS:
        return set()
    gives = definitions[0] - 1
    method, dex = constants.callee(body, gives), constants.code.dex
    if method < 0 or not dex.method_descriptor(method).endswith(_RESOURCE) or len(body.sources(gives)) != 2:
        return set()
    return {f"@{number}" for number in constants.in_body(body, gives, body.sources(gives)[1])}


def asks_for_all(constants: Constants, instruction: int) -> bool:
    """Whether a question of `OF_ONE` is asked for no process at all, or for user ids that are counted."""
    body, call = constants.at(instruction)
    method = constants.callee(body, call)
    passed = body.sources(call)
    if method < 0 or len(passed) < 2:
        return False
    if constants.code.dex.method_name(method) == "queryContentProviders":
        return constants.argument_values(instruction, 1) == frozenset((0,))
    return any(each >= 0 and body.opcodes[each] in CALCULATIONS for each in body.definitions(call, passed[1]))


def names_one_package(constants: Constants, instruction: int) -> bool:
    """Whether a call of the package manager asks about an intent that its method has limited to one package."""
    dex = constants.code.dex
    body, query = constants.at(instruction)
    method = constants.callee(body, query)
    if method < 0 or dex.method_class(method) != _MANAGER or not dex.method_name(method).startswith(_QUERY):
        return False
    passed = body.sources(query)
    if len(passed) < 2:
        return False
    asked = _made(body, query, passed[1], constants)
    limits = [
        call
        for call in range(query)
        if _limits(constants, body, call) and asked & _made(body, call, body.sources(call)[0], constants)
    ]
    return any(_comes_before(constants, body, call, query) for call in limits)


def _comes_before(constants: Constants, body: MethodBody, call: int, query: int) -> bool:
    """Whether a call is made whenever a later one is: nothing decides about it that does not decide about that."""
    code = read_method(constants.code, body.code_item)
    first, later = (decisions(code, {place}) for place in (call, query)) if code else (None, None)
    return first is not None and later is not None and {each.index for each in first} <= {each.index for each in later}


def _limits(constants: Constants, body: MethodBody, call: int) -> bool:
    """Whether a call names the package of an intent; one that names none takes the limit away."""
    dex, method = constants.code.dex, constants.callee(body, call)
    if method < 0 or dex.method_class(method) != _INTENT or dex.method_name(method) not in _LIMITING:
        return False
    passed = body.sources(call)
    named = body.definitions(call, passed[1]) if len(passed) > 1 else ()
    return bool(named) and not any(each >= 0 and body.opcodes[each] in INT_LITERALS for each in named)


def _made(body: MethodBody, index: int, register: int, constants: Constants, depth: int = 0) -> set[int]:
    """Where the intent in a register was made, seen through calls that give back the intent that they are called on.

    Nothing is said of one that the method was handed.
    """
    found: set[int] = set()
    for definition in body.definitions(index, register):
        method = constants.callee(body, definition - 1) if definition > 0 else -1
        is_given = definition > 0 and body.opcodes[definition] in MOVE_RESULTS and method >= 0
        is_same = is_given and constants.code.dex.method_class(method) == _INTENT
        at = definition - is_same
        if depth < _MOST_STEPS and (is_same or (definition >= 0 and body.opcodes[definition] in MOVES)):
            found |= _made(body, at, body.sources(at)[0], constants, depth + 1) if body.sources(at) else set()
        elif definition >= 0:
            found.add(definition)
    return found

"""Branches that ask an app's own method who is signed in: nobody is at a first launch."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Final

from appaudit.code.graph.program.links import Indices
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS, NEW_INSTANCE, STRING_LITERALS

#: Calls that say whether somebody is signed in, or give who is. The names are all that is known of them: an app may
#: make a user of its own for everybody, so that this is for a person to judge.
_SIGNED_IN: Final = re.compile(
    r"(?i)^(?:"
    r"(?:is|has|have|was|check|user|already|_)*(?:logg?ed_?in|signed_?in|log_?in|sign_?in)(?:ed|state|status|valid)?"
    r"|(?:get|load|read|restore|find|_)*(?:access|auth|user|login)_?token"
    r"|(?:get|load|read|restore|find|_)*(?:log_?in|logged_?in)_?(?:user|info|data)"
    r"|(?:get|load|read|restore|find|_)*(?:current|logged|login|signed|saved|local|cached)_?(?:user|account|member)"
    r"|(?:get|load|read|restore|find|_)*user(?:_?(?:info|bean|model|entity))?"
    r")$"
)
#: Classes of those who use an app, in descriptors: what is kept keeps its name where a shrinker took all others.
_USERS: Final = re.compile(
    r"L(?!java|android/)(?:[^;]*[/$])?(?:Login|Logged(?:In)?|Signed(?:In)?|Current|Local|Session|My|App)?"
    r"(?:User|Member|Account|Profile)"
    r"(?:Info|Bean|Model|Entity|Data|Detail|Profile|Session)?;"
)

CodeCalled = Callable[[Constants, int], tuple[Constants, MethodBody] | None]
"""Gives the file and the code of what a method identifier of a file stands for, None where that is not known."""


def asked_sign_in(
    constants: Constants, resolved: Indices, body: MethodBody, index: int, code_called: CodeCalled = lambda *_: None
) -> str:
    """The method of the app that a branch asks who is signed in, or whether anybody is; empty for any other branch.

    Args:
        constants: The file of the branch.
        resolved: The method of the app that each of the file's method identifiers stands for, -1 for none.
        body: The method with the branch.
        index: The number of the branch in it.
        code_called: Gives the code of methods of the app; none is known by default.
    """
    made = [each for register in body.sources(index) for each in body.definitions(index, register)]
    if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
        return ""
    method, dex = constants.callee(body, made[0] - 1), constants.code.dex
    if method < 0 or int(resolved[method]) < 0:
        return ""
    if not _SIGNED_IN.match(dex.method_name(method)) and not _gives_user(constants, method, code_called):
        return ""
    return f"{class_name(dex.method_class(method))}.{dex.method_name(method)}"


def _gives_user(constants: Constants, method: int, code_called: CodeCalled) -> bool:
    """Whether a method that is told nothing gives who uses the app: one that is kept by a name, and that none makes."""
    dex = constants.code.dex
    told, _, given = dex.prototype(int(dex.method_ids["proto"][method])).partition(")")
    if told not in ("(", "(Landroid/content/Context;") or dex.method_class(method) == given or not _USERS.match(given):
        return False
    called = code_called(constants, method)
    if called is None:
        return False
    own, code = called[0].code.dex, called[1]
    made = [code.target(at) for at, opcode in enumerate(code.opcodes) if opcode == NEW_INSTANCE]
    return given not in map(own.type_descriptor, made) and not STRING_LITERALS.isdisjoint(code.opcodes)

"""Branches that ask an app's own method who is signed in: nobody is at a first launch."""

from __future__ import annotations

import re
from typing import Final

from appaudit.code.graph.links import Indices
from appaudit.code.values.constants import Constants
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import MOVE_RESULTS

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


def asked_sign_in(constants: Constants, resolved: Indices, body: MethodBody, index: int) -> str:
    """The method of the app that a branch asks who is signed in, or whether anybody is; empty for any other branch.

    Args:
        constants: The file of the branch.
        resolved: The method of the app that each of the file's method identifiers stands for, -1 for none.
        body: The method with the branch.
        index: The number of the branch in it.
    """
    made = [each for register in body.sources(index) for each in body.definitions(index, register)]
    if len(made) != 1 or made[0] <= 0 or body.opcodes[made[0]] not in MOVE_RESULTS:
        return ""
    method, dex = constants.callee(body, made[0] - 1), constants.code.dex
    if method < 0 or int(resolved[method]) < 0 or not _SIGNED_IN.match(dex.method_name(method)):
        return ""
    return f"{class_name(dex.method_class(method))}.{dex.method_name(method)}"

"""What promises come to that a program makes."""

from __future__ import annotations

from appaudit.arkts.expressions import Expression
from appaudit.arkts.program import Program


def given_to_parameter(program: Program, number: int) -> list[Expression]:
    """What a function and those in it call its first parameter with."""
    resolve: Expression = ("parameter", number, 0)
    variables = {
        (program.environment(environment), slot)
        for environment, slot, value in program.functions[number].variables
        if value == resolve
    }
    found: list[Expression] = []
    for other in _inside(program, number):
        for site in program.functions[other].sites:
            callee = site.callee
            if callee is None or not site.arguments:
                continue
            is_it = callee == resolve or (
                callee[0] == "variable" and (program.environment(callee[1]), callee[2]) in variables
            )
            if is_it:
                found.append(site.arguments[0])
    return found


def _inside(program: Program, number: int) -> list[int]:
    found: list[int] = []
    pending = [number]
    while pending and len(found) < 40:
        each = pending.pop()
        found.append(each)
        pending += [made for made, _ in program.functions[each].made if program.functions[made].owner == each]
    return found

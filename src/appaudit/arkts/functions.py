"""One function at a time: what it calls, stores, gives back and asks, as expressions over what others hold."""

from __future__ import annotations

from collections.abc import Callable
from heapq import heappush
from typing import Final

from appaudit.abc import AbcFile, CutCodeError, Instruction
from appaudit.arkts.branches import branches_of
from appaudit.arkts.expressions import NOTHING, Environment, Expression, bounded, keyed
from appaudit.arkts.function_parts import Function, Site, State
from appaudit.arkts.instruction_loop import Texts, TooManyKeptError, plain_instructions, quick_instructions
from appaudit.arkts.quick_steps import QuickSteps
from appaudit.arkts.steps import INSTRUCTIONS

_FIRST_PARAMETER: Final = 3
_MOST_REGISTERS: Final = 1 << 16
#: Registers that are kept for jumps or joined, in a file and for each byte of its code: real code, which has few
#: registers or few jumps, comes to less than one for a byte (nine modules of 990 kB, 2026-11-28: 0.21).
_MOST_KEPT: Final = 1 << 24
_KEPT_A_BYTE: Final = 64
#: Registers that code names at most, for each of its bytes: a range of 256 takes three.
_A_BYTE: Final = 128


class FunctionReader(QuickSteps):
    """Reads the functions of a file.

    Args:
        file: The file.
        numbers: Numbers of functions by where the file describes them.
        first_site: The number of the next call.
        common: Whether common instructions are done in the loop over all; they may be left to their handlers.
    """

    def __init__(self, file: AbcFile, numbers: dict[int, int], first_site: int = 0, *, common: bool = True) -> None:
        self._file = file
        self._numbers = numbers
        self._common = common
        self._regions: dict[int, Texts] = {}
        self._left = _MOST_KEPT
        self.next_site = first_site
        self._steps: dict[str, Callable[[Instruction], None]] = {}
        for name in dir(self):
            if name.startswith("_on_"):
                for alias in INSTRUCTIONS.get(name[4:], (name[4:],)):
                    self._steps[alias] = getattr(self, name)
        self._plain = plain_instructions(frozenset(self._steps))
        self._quick = quick_instructions(self.quick_ways())

    def read(self, function: Function) -> None:
        """Fill in what a function does; where its code cannot be read on, `damage` says so."""
        method = function.method
        self._function = function
        self._waiting: Expression = None
        count = method.registers + method.arguments
        if count > min(_MOST_REGISTERS, _FIRST_PARAMETER + 256 + _A_BYTE * method.code_size):
            function.damage = f"{count} registers"
            return
        registers: list[Expression] = [None] * count
        first = method.registers
        for index in range(method.arguments):
            if index >= _FIRST_PARAMETER:
                registers[first + index] = ("parameter", function.number, index - _FIRST_PARAMETER)
        if method.arguments >= _FIRST_PARAMETER:
            registers[first] = ("function", function.number)
            registers[first + 2] = ("this", function.number)
        self._texts = self._regions.setdefault(method.region, Texts(self._file, method.region))
        self._state = State(registers, None, ())
        self._pending: dict[int, State] = {}
        self._stops: list[int] = []
        self._open: list[tuple[int, int, Expression, bool]] = []
        self._left += _KEPT_A_BYTE * method.code_size
        jumps: list[tuple[int, int, bool]] = []
        try:
            self._run(self._file.code(method), jumps)
        except (CutCodeError, TooManyKeptError, IndexError) as error:
            function.damage = str(error) or "a register that is not there"
        function.branches = branches_of(self._open, jumps, method.code_size)

    # Jumps

    def _jump(self, step: Instruction, jumps: list[tuple[int, int, bool]]) -> None:
        name = step.encoding.name
        target = step.place + int(step.operands[-1])
        state = self._now
        jumps.append((step.place, target, name == "jmp"))
        if target > step.place:
            self._keep(state)
            known = self._pending.get(target)
            if known is None:
                self._pending[target] = state.copy()
                heappush(self._stops, target)
            else:
                known.join(state)
        if name == "jmp":
            return
        value = state.accumulator
        jumps_if = True
        if name in ("jeqz", "jnez"):
            jumps_if = name == "jnez"
        elif name.startswith(("jstricteqz", "jnstricteqz")):
            value, jumps_if = ("equal", value, ("number", 0), True), name[1] != "n"
        elif "null" in name or "undefined" in name:
            value, jumps_if = ("equal", value, NOTHING, True), "eq" in name
        else:
            value = ("equal", value, state.registers[int(step.operands[0])], True)
            jumps_if = "eq" in name
        self._open.append((step.place + step.encoding.size, target, value, not jumps_if))

    # Moving values

    def _on_lda(self, step: Instruction) -> None:
        self._now.accumulator = self._now.registers[step.operands[0]]  # type: ignore[index]

    def _on_sta(self, step: Instruction) -> None:
        self._now.registers[step.operands[0]] = self._now.accumulator  # type: ignore[index]

    def _on_mov(self, step: Instruction) -> None:
        registers = self._now.registers
        registers[step.operands[0]] = registers[step.operands[1]]  # type: ignore[index]

    def _on_text(self, step: Instruction) -> None:
        text = self._text(step.operands[0])
        self._now.accumulator = ("text", text)
        self._function.texts.append((step.place, text))

    def _on_number(self, step: Instruction) -> None:
        self._now.accumulator = ("number", step.operands[0])

    def _on_truth(self, step: Instruction) -> None:
        self._now.accumulator = ("truth", step.encoding.name == "ldtrue")

    def _on_nothing(self, step: Instruction) -> None:
        self._now.accumulator = NOTHING

    def _on_this(self, step: Instruction) -> None:
        self._now.accumulator = ("this", self._function.number)

    def _on_itself(self, step: Instruction) -> None:
        self._now.accumulator = ("function", self._function.number)

    # Names of modules and of the world

    def _on_imported(self, step: Instruction) -> None:
        self._now.accumulator = ("import", self._function.record, step.operands[0])
        self._function.imports.append(int(step.operands[0]))

    def _on_namespace(self, step: Instruction) -> None:
        self._now.accumulator = ("namespace", self._function.record, step.operands[0])

    def _on_own(self, step: Instruction) -> None:
        self._now.accumulator = ("local", self._function.record, step.operands[0])

    def _on_give(self, step: Instruction) -> None:
        self._function.locals.append((int(step.operands[0]), self._now.accumulator))

    def _on_global(self, step: Instruction) -> None:
        self._now.accumulator = ("global", self._text(step.operands[-1]))

    def _on_world(self, step: Instruction) -> None:
        self._now.accumulator = ("global", "globalThis")

    def _on_set_global(self, step: Instruction) -> None:
        self._function.globals.append((self._text(step.operands[-1]), self._now.accumulator))

    def _on_load_module(self, step: Instruction) -> None:
        self._now.accumulator = bounded(("module", self._now.accumulator))

    # Properties

    def _property(self, place: int, base: Expression, name: str) -> Expression:
        if base is None:
            return None
        found = bounded(("property", base, name))
        if found is not None:
            self._function.reads.append((place, found))
        return found

    def _on_get(self, step: Instruction) -> None:
        state = self._now
        state.accumulator = self._property(step.place, state.accumulator, self._text(step.operands[1]))

    def _on_get_own(self, step: Instruction) -> None:
        this = ("this", self._function.number)
        self._now.accumulator = self._property(step.place, this, self._text(step.operands[1]))

    def _on_get_super(self, step: Instruction) -> None:
        this = ("parent", self._function.number)
        self._now.accumulator = self._property(step.place, this, self._text(step.operands[1]))

    def _on_get_by_value(self, step: Instruction) -> None:
        state = self._now
        base, key = state.registers[int(step.operands[1])], state.accumulator
        if key is not None and key[0] == "text":
            state.accumulator = self._property(step.place, base, key[1])
        else:
            state.accumulator = keyed(base, key)

    def _on_get_by_index(self, step: Instruction) -> None:
        state = self._now
        base = state.accumulator
        state.accumulator = self._property(step.place, base, str(step.operands[-1]))

    def _on_set(self, step: Instruction) -> None:
        base = self._now.registers[int(step.operands[-1])]
        self._write(base, self._text(step.operands[1]), self._now.accumulator)

    def _on_set_own(self, step: Instruction) -> None:
        self._write(("this", self._function.number), self._text(step.operands[1]), self._now.accumulator)

    def _on_set_by_value(self, step: Instruction) -> None:
        base, key = (self._now.registers[int(operand)] for operand in step.operands[1:3])
        name = key[1] if key is not None and key[0] == "text" else "*"
        self._write(base, name, self._now.accumulator)

    def _on_set_by_index(self, step: Instruction) -> None:
        registers = self._now.registers
        kinds = step.encoding.kinds
        base = registers[int(step.operands[kinds.index("v")])]
        index = step.operands[kinds.rindex("i")]
        self._write(base, str(index), self._now.accumulator)

    def _on_copy_all(self, step: Instruction) -> None:
        base = self._now.registers[int(step.operands[0])]
        self._write(base, "*all", self._now.accumulator)
        self._now.accumulator = base

    def _on_getter_setter(self, step: Instruction) -> None:
        base, key, getter, _ = (self._now.registers[int(operand)] for operand in step.operands)
        if key is not None and key[0] == "text":
            self._write(base, f"get {key[1]}", getter)
        self._now.accumulator = base

    def _write(self, base: Expression, name: str, value: Expression) -> None:
        if base is not None and value is not None and value != NOTHING:
            self._function.writes.append((base, name, value))

    # Variables of functions around

    def _environment(self, depth: int) -> Environment:
        own = self._now.environments
        if depth < len(own):
            return own[-1 - depth]
        return ("above", self._function.number, depth - len(own))

    def _on_enter(self, step: Instruction) -> None:
        made = ("made", self._function.number, step.place)
        self._now.environments = (*self._now.environments, made)

    def _on_leave(self, step: Instruction) -> None:
        self._now.environments = self._now.environments[:-1]

    def _on_get_variable(self, step: Instruction) -> None:
        depth, slot = step.operands
        self._now.accumulator = ("variable", self._environment(int(depth)), slot)

    def _on_set_variable(self, step: Instruction) -> None:
        depth, slot = step.operands
        value = self._now.accumulator
        if value is not None and value != NOTHING:
            self._function.variables.append((self._environment(int(depth)), int(slot), value))

    # What is made

    def _on_function(self, step: Instruction) -> None:
        number = self._numbers.get(self._file.item(self._function.method.region, int(step.operands[1])))
        home = self._now.accumulator
        self._now.accumulator = None if number is None else ("function", number)
        if number is not None:
            self._function.made.append((number, self._now.environments))
            if step.encoding.name == "definemethod" and home is not None:
                self._function.homes.append((number, home))

    def _on_class(self, step: Instruction) -> None:
        operands = step.operands
        region = self._function.method.region
        number = self._numbers.get(self._file.item(region, int(operands[1])))
        literal = self._file.item(region, int(operands[2]))
        above = self._now.registers[int(operands[-1])]
        self._now.accumulator = None if number is None else ("class", number)
        if number is not None:
            self._function.made.append((number, self._now.environments))
            self._function.classes.append((number, literal, above))

    def _on_object(self, step: Instruction) -> None:
        made = ("object", self._function.number, step.place)
        self._now.accumulator = made
        if "l" in step.encoding.kinds:
            self._function.literals.append((made, self._literal(step)))

    def _on_array(self, step: Instruction) -> None:
        made = ("array", self._function.number, step.place)
        self._now.accumulator = made
        if "l" in step.encoding.kinds:
            self._function.literals.append((made, self._literal(step)))

    def _literal(self, step: Instruction) -> int:
        index = step.operands[step.encoding.kinds.index("l")]
        return self._file.item(self._function.method.region, int(index))

    def _on_spread(self, step: Instruction) -> None:
        base = self._now.registers[int(step.operands[0])]
        self._write(base, "*", ("element", self._now.accumulator) if self._now.accumulator is not None else None)
        self._now.accumulator = base

    # Calls

    def _call(
        self, step: Instruction, callee: Expression, this: Expression, arguments: list[Expression], kind: str = "call"
    ) -> None:
        self._now.accumulator = self._called(step.place, callee, this, arguments, kind)

    def _called(
        self, place: int, callee: Expression, this: Expression, arguments: list[Expression], kind: str = "call"
    ) -> Expression:
        site = Site(self.next_site, self._function.number, place, callee, this, tuple(arguments), kind)
        self.next_site += 1
        self._function.sites.append(site)
        return ("result", site.number)

    def _on_call(self, step: Instruction) -> None:
        """Without `this`: the function is in the accumulator, arguments in registers."""
        arguments = [self._now.registers[int(operand)] for operand in step.operands[1:]]
        self._call(step, self._now.accumulator, None, arguments)

    def _on_call_range(self, step: Instruction) -> None:
        *_, count, first = step.operands
        registers = self._now.registers
        self._call(step, self._now.accumulator, None, registers[int(first) : int(first) + int(count)])

    def _on_call_of(self, step: Instruction) -> None:
        """With `this` in the first register."""
        kinds = step.encoding.kinds
        used = [self._now.registers[int(each)] for kind, each in zip(kinds, step.operands, strict=True) if kind == "v"]
        self._call(step, self._callee(step, used[0]), used[0], used[1:])

    def _on_call_of_range(self, step: Instruction) -> None:
        first = int(step.operands[-1])
        kinds = step.encoding.kinds
        count = int([each for kind, each in zip(kinds, step.operands, strict=True) if kind == "i"][-1])
        registers = self._now.registers
        this = registers[first]
        self._call(step, self._callee(step, this), this, registers[first + 1 : first + 1 + count])

    def _callee(self, step: Instruction, this: Expression) -> Expression:
        callee = self._now.accumulator
        if callee is None and "s" in step.encoding.kinds:
            name = self._text(step.operands[step.encoding.kinds.index("s")])
            return None if this is None else ("property", this, name)
        return callee

    def _on_apply(self, step: Instruction) -> None:
        this, arguments = (self._now.registers[int(operand)] for operand in step.operands[1:3])
        self._call(step, self._now.accumulator, this, [("element", arguments)] if arguments is not None else [])

    def _on_new(self, step: Instruction) -> None:
        *_, count, first = step.operands
        registers = self._now.registers
        used = registers[int(first) : int(first) + int(count)]
        self._call(step, used[0] if used else None, None, used[1:], "new")

    def _on_new_apply(self, step: Instruction) -> None:
        self._call(step, self._now.registers[int(step.operands[-1])], None, [], "new")

    def _on_super(self, step: Instruction) -> None:
        arguments: list[Expression] = []
        if step.encoding.name.endswith("range"):
            *_, count, first = step.operands
            arguments = self._now.registers[int(first) : int(first) + int(count)]
        this = ("this", self._function.number)
        self._call(step, ("parent", self._function.number), this, arguments, "super")
        self._now.accumulator = this

    def _on_start(self, step: Instruction) -> None:
        this = self._now.registers[int(step.operands[-1])]
        self._call(step, self._now.accumulator, this, [], "start")

    # Waiting, and what comes one after the other

    def _on_wait(self, step: Instruction) -> None:
        self._waiting = self._now.accumulator
        self._function.waits.append((step.place, self._waiting))

    def _on_resume(self, step: Instruction) -> None:
        self._now.accumulator, self._waiting = self._waiting, None

    def _on_iterate(self, step: Instruction) -> None:
        value = self._now.accumulator
        self._now.accumulator = bounded(("iterator", value)) if value is not None else None

    def _on_keep(self, step: Instruction) -> None:
        """The accumulator stays as it is, for what is asked here."""

    def _on_give_back(self, step: Instruction) -> None:
        if self._now.accumulator is not None:
            self._function.returns.append(self._now.accumulator)

    # Questions

    def _on_not(self, step: Instruction) -> None:
        value = self._now.accumulator
        self._now.accumulator = bounded(("not", value)) if value is not None else None

    def _on_equal(self, step: Instruction) -> None:
        other = self._now.registers[int(step.operands[-1])]
        value = self._now.accumulator
        equal = "not" not in step.encoding.name
        known = value is not None and other is not None
        self._now.accumulator = bounded(("equal", other, value, equal)) if known else None

    def _on_add(self, step: Instruction) -> None:
        first, second = self._now.registers[int(step.operands[-1])], self._now.accumulator
        if first is not None and second is not None and first[0] == second[0] == "text":
            joined = first[1] + second[1]
            self._now.accumulator = ("text", joined) if len(joined) < 1 << 12 else None
        else:
            self._on_computed(step)

    def _on_computed(self, step: Instruction) -> None:
        first, second = self._now.registers[int(step.operands[-1])], self._now.accumulator
        known = first is not None or second is not None
        self._now.accumulator = bounded(("computed", step.encoding.name, first, second)) if known else None

    def _on_compared(self, step: Instruction) -> None:
        first, second = self._now.registers[int(step.operands[-1])], self._now.accumulator
        if first is not None and second is not None:
            self._function.compared.append((first, second))
        self._now.accumulator = None

    def _text(self, index: int | float) -> str:
        return self._texts[int(index)]

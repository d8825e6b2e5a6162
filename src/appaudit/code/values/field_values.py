"""Where the fields of one DEX file are written, and the values that static ones begin with."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from appaudit.dex import DexCode, FieldAccesses, field_accesses
from appaudit.dex.ordered_values import in_order
from appaudit.dex.static_values import static_values

#: A field that is written in more places holds whatever comes along.
MAX_WRITES = 12


class FieldValues:
    """Answers questions about the fields of one file.

    Args:
        code: The file.
    """

    def __init__(self, code: DexCode) -> None:
        self._code = code
        self._static_values: dict[int, list[str | int | float | None]] = {}

    @cached_property
    def accesses(self) -> FieldAccesses:
        """All reads and writes."""
        return field_accesses(self._code.instructions)

    @cached_property
    def _written(self) -> tuple[memoryview, NDArray[np.int32]]:
        """The fields that are written, ascending, and where."""
        accesses = self.accesses
        writes = np.flatnonzero(accesses.is_write)
        order = writes[in_order(accesses.target[writes])]
        fields = memoryview(accesses.target[order])  # type: ignore[arg-type]  # as in `dex.strings`: it is faster
        return fields, accesses.instruction[order]

    @cached_property
    def _static_definitions(self) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
        """The static fields that the file defines, ascending, and where each stands in the class data."""
        data = self._code.class_data
        positions = np.flatnonzero(data.field_is_static)
        order = positions[in_order(data.field_index[positions])]
        return data.field_index[order], order

    def defines(self, field: int) -> bool:
        """Whether the file defines the field of an identifier."""
        return bool(self._is_defined[field])

    @cached_property
    def _is_defined(self) -> NDArray[np.bool_]:
        found = np.zeros(len(self._code.dex.field_ids), dtype=bool)
        found[self._code.class_data.field_index] = True
        return found

    def all_writes(self, field: int) -> list[int]:
        """The instructions that write a field, ascending."""
        fields, instructions = self._written
        found: list[int] = instructions[bisect_left(fields, field) : bisect_right(fields, field)].tolist()
        return found

    def writes(self, field: int) -> list[int]:
        """The instructions that write a field, ascending; none where they are too many to say what it holds."""
        found = self.all_writes(field)
        return found if len(found) <= MAX_WRITES else []

    def first_value(self, field: int) -> str | int | float | None:
        """The value that the file states for a static field of a class it defines; None where it states none.

        A field without a stated value begins as zero, which is said only where nothing writes the field.
        """
        data = self._code.class_data
        fields, positions = self._static_definitions
        start, end = (int(bound) for bound in np.searchsorted(fields, np.array((field, field + 1), dtype=fields.dtype)))
        if end - start != 1:
            return None
        defined = int(positions[start])
        class_def = int(data.field_class_def[defined])
        values = self._static_values.get(class_def)
        if values is None:
            values = self._static_values[class_def] = static_values(self._code.dex, class_def)
        first = int(np.searchsorted(data.field_class_def, np.int32(class_def)))
        position = defined - first
        return values[position] if position < len(values) else None

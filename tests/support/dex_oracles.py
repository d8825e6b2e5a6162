"""What other readers see in a DEX file, in the form in which the engine's result can be compared with theirs.

Two independent oracles: androguard's reader, and `dexdump` of the Android build tools where it is installed.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from appaudit.dex import DexCode, invoke_edges

DEXDUMP = shutil.which("dexdump")

_LINE = re.compile(r"^([0-9a-f]{6,}): ([0-9a-f]{4})[0-9a-f. ]* *\|[0-9a-f]{4}: ([^ ]+)(.*)$")
_METHOD_INDEX = re.compile(r"// method@([0-9a-f]+)")
_PAYLOADS = {"packed-switch-data": 0x100, "sparse-switch-data": 0x200, "array-data": 0x300}


@dataclass
class Listing:
    """Methods with code as (method index, byte offset of its code item); instructions as
    (byte offset, opcode or payload identifier); calls as (byte offset, method index)."""

    methods: set[tuple[int, int]] = field(default_factory=set)
    instructions: set[tuple[int, int]] = field(default_factory=set)
    invokes: set[tuple[int, int]] = field(default_factory=set)
    descriptors: dict[int, str] = field(default_factory=dict)
    """Called methods by index; only where the oracle writes them in full."""


def by_engine(code: DexCode) -> Listing:
    """What this project's engine sees."""
    items, found = code.items, code.instructions
    data = code.class_data
    with_code = np.flatnonzero(data.method_code_offset)
    units = code.dex.units[found.offset]
    payload = (found.opcode == 0) & np.isin(units, list(_PAYLOADS.values()))
    opcode = np.where(payload, units, found.opcode)
    edges = invoke_edges(found)
    assert set(items.code_offset.tolist()) == set(data.method_code_offset[with_code].tolist())
    return Listing(
        methods=_pairs(data.method_index[with_code], data.method_code_offset[with_code]),
        instructions=_pairs(2 * found.offset.astype(np.int64), opcode),
        invokes=_pairs(2 * edges.offset.astype(np.int64), edges.target),
        descriptors={index: code.dex.method_descriptor(index) for index in set(edges.target.tolist())},
    )


def _pairs(first: NDArray[Any], second: NDArray[Any]) -> set[tuple[int, int]]:
    return set(zip(first.tolist(), second.tolist(), strict=True))


def by_androguard(data: bytes) -> Listing:
    """What androguard sees."""
    from androguard.core.dex import DEX
    from loguru import logger

    logger.disable("androguard")
    listing = Listing()
    dex = DEX(data)
    for method in dex.get_encoded_methods():
        offset = method.get_code_off()
        if not offset:
            continue
        listing.methods.add((method.get_method_idx(), offset))
        for index, instruction in method.get_instructions_idx():
            position = offset + 16 + index
            opcode = instruction.get_op_value()
            listing.instructions.add((position, opcode))
            if 0x6E <= opcode <= 0x72 or 0x74 <= opcode <= 0x78 or opcode in (0xFA, 0xFB):
                listing.invokes.add((position, instruction.BBBB))
                if instruction.BBBB not in listing.descriptors:
                    owner, name, prototype = dex.get_cm_method(instruction.BBBB)
                    # androguard separates parameters by spaces; no descriptor has one below version 040.
                    listing.descriptors[instruction.BBBB] = f"{owner}->{name}{''.join(prototype).replace(' ', '')}"
    return listing


def by_dexdump(data: bytes) -> Listing | None:
    """What dexdump sees, None where it refuses the file; `methods` stays empty, it does not print method indices."""
    assert DEXDUMP is not None
    listing = Listing()
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "classes.dex"
        path.write_bytes(data)
        with subprocess.Popen([DEXDUMP, "-d", str(path)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL) as process:
            assert process.stdout is not None
            for raw in process.stdout:
                parts = _LINE.match(raw.decode("utf-8", "replace"))
                if not parts:
                    continue
                offset, mnemonic = int(parts[1], 16), parts[3]
                # The hexadecimal dump prints bytes in file order.
                opcode = _PAYLOADS.get(mnemonic, int(parts[2][:2], 16))
                listing.instructions.add((offset, opcode))
                if mnemonic.startswith("invoke-") and (index := _METHOD_INDEX.search(parts[4])):
                    listing.invokes.add((offset, int(index[1], 16)))
    return listing if process.returncode == 0 else None

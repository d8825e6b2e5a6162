"""Java class files: constant pool, methods and instructions.

A class file in, tables out; what they mean is said elsewhere. The Java Virtual Machine Specification, Java SE 17
Edition, chapters 4 and 6: https://docs.oracle.com/javase/specs/jvms/se17/html/, checked 2026-11-24.
"""

from __future__ import annotations

from appaudit.class_file.constant_pool import ConstantPool, Member, decoded
from appaudit.class_file.errors import ClassFileError
from appaudit.class_file.instructions import Instruction, Opcode, instructions
from appaudit.class_file.reader import MAGIC, ClassFile, Method, read_class

__all__ = [
    "MAGIC",
    "ClassFile",
    "ClassFileError",
    "ConstantPool",
    "Instruction",
    "Member",
    "Method",
    "Opcode",
    "decoded",
    "instructions",
    "read_class",
]

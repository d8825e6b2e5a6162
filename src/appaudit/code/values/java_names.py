"""Names as people write them: `Lcom/example/Main$1;` is `com.example.Main$1`."""

from __future__ import annotations

from appaudit.dex import DexFile


def class_name(descriptor: str) -> str:
    """A class descriptor in Java notation; other descriptors stay as they are."""
    if descriptor.startswith("L") and descriptor.endswith(";"):
        return descriptor[1:-1].replace("/", ".")
    return descriptor


def descriptor(name: str) -> str:
    """The descriptor of a class in Java notation."""
    return f"L{name.replace('.', '/')};"


def method_name(dex: DexFile, method: int) -> tuple[str, str]:
    """A method as `(class, class.method(parameters)type)`: Java notation with the descriptor that tells overloads."""
    owner = class_name(dex.method_class(method))
    return owner, f"{owner}.{dex.method_name(method)}{dex.prototype(int(dex.method_ids['proto'][method]))}"


#: How compilers call the methods by which classes reach private fields of others: javac's and D8's.
_ACCESSORS = ("access$", "-$$Nest$fget", "-$$Nest$sfget")


def is_accessor(method: str) -> bool:
    """Whether a method by its bare name is one that a compiler wrote, of which the source code has no line."""
    return method.startswith(_ACCESSORS)

"""Small apps that read an identifier in what Java calls of an object, and near twins in which it calls nothing."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.code_evasions import CLASS, STRING
from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import HIDDEN, App, hidden
from tests.support.program_assembly import OBJECT, Instruction, call, code, const_class, const_string, defined, new

_BUILDER, _MAP, _LIST = "Ljava/lang/StringBuilder;", "Ljava/util/Map;", "Ljava/util/List;"
_TEXT, _HASH, _COMPARED = f"toString(){STRING}", "hashCode()I", f"compareTo({OBJECT})I"
_PUT: Final = f"{_MAP}->put({OBJECT}{OBJECT}){OBJECT}"
_INTENT: Final = "Landroid/content/Intent;"
_SENT, _EXTRA = "writeToParcel(Landroid/os/Parcel;I)V", f"{_INTENT}->putExtra({STRING}"
_SORT: Final = call("static", f"Ljava/util/Collections;->sort({_LIST})V", 2)


def _carried(name: str, *use: Instruction, interface: str = "") -> App:
    """An app that makes an object of its class in register 1, and uses it."""
    takes = name.partition("(")[2].partition(")")[0]
    body = code(*READ_ID, registers=16, incoming=1 + takes.count(";") + takes.endswith("I"))
    return App(
        body=[new(1, HIDDEN), const_string(3, "a"), *use],
        classes=[hidden(name, interfaces=(interface,) if interface else (), body=body)],
    )


def _enum(use: Instruction) -> App:
    """An app whose class of constants reads when it is made ready."""
    constants = defined(HIDDEN, {"<clinit>()V": code(*READ_ID, registers=16)}, superclass="Ljava/lang/Enum;")
    return App(body=[const_class(1, HIDDEN), const_string(3, "A"), use], classes=[constants])


_ADDED: Final = call("interface", f"{_LIST}->add({OBJECT})Z", 2, 1)
CARRIED: Final = {
    "text that is appended": _carried(_TEXT, call("virtual", f"{_BUILDER}->append({OBJECT}){_BUILDER}", 2, 1)),
    "text of a value": _carried(_TEXT, call("static", f"{STRING}->valueOf({OBJECT}){STRING}", 1)),
    "key of a map": _carried(_HASH, call("interface", _PUT, 2, 1, 3)),
    "member of a set": _carried(_HASH, call("interface", f"Ljava/util/Set;->add({OBJECT})Z", 2, 1)),
    "member of a list that is sorted": _carried(_COMPARED, _ADDED, _SORT, interface="Ljava/lang/Comparable;"),
    "collection that is copied": _carried(
        "size()I",
        call("virtual", "Ljava/util/ArrayList;->addAll(Ljava/util/Collection;)Z", 2, 1),
        interface="Ljava/util/Collection;",
    ),
    "end of an object": _carried("finalize()V"),
    "object in a message": _carried(_SENT, call("virtual", f"{_EXTRA}Landroid/os/Parcelable;){_INTENT}", 2, 3, 1)),
    "object in a stream": _carried(
        "writeObject(Ljava/io/ObjectOutputStream;)V",
        call("virtual", f"Ljava/io/ObjectOutputStream;->writeObject({OBJECT})V", 2, 1),
    ),
    "constant by its name": _enum(call("static", f"Ljava/lang/Enum;->valueOf({CLASS}{STRING})Ljava/lang/Enum;", 1, 3)),
    "all constants": _enum(call("static", f"Ljava/util/EnumSet;->allOf({CLASS})Ljava/util/EnumSet;", 1)),
}
NOT_CALLED: Final = {
    "text that nobody asks for": _carried(_TEXT, call("virtual", f"{OBJECT}->getClass(){CLASS}", 1)),
    "another text that is appended": _carried(_TEXT, call("virtual", f"{_BUILDER}->append({STRING}){_BUILDER}", 2, 3)),
    "text in a message": _carried(_SENT, call("virtual", f"{_EXTRA}{STRING}){_INTENT}", 2, 3, 3)),
    "value of a map": _carried(_HASH, call("interface", _PUT, 2, 3, 1)),
    "member of a list": _carried(_HASH, _ADDED),
    "member of a list, and another that is sorted": _carried(_COMPARED, _SORT, interface="Ljava/lang/Comparable;"),
    "method of the app's own of the name": _carried(_TEXT, call("static", f"Lm/Own;->valueOf({OBJECT})V", 1)),
    "class of constants that is only named": _enum(call("virtual", f"{CLASS}->getName(){STRING}", 1)),
}

"""Compiled values (`aapt.pb.Item`) as the binary form would hold them.

Message and field numbers: Resources.proto of aapt2 (frameworks/base/tools/aapt2, AOSP); types: `Res_value` in
ResourceTypes.h. Both as the messages of real bundles and the conversions of aapt2 2.19 have them, checked 2026-11-27.
"""

from __future__ import annotations

from typing import Final

from appaudit.artifacts.apk.axml import TYPE_BOOLEAN, TYPE_FLOAT, TYPE_HEX, TYPE_INT, TYPE_REFERENCE, TYPE_STRING, Value
from appaudit.artifacts.app_bundle.wire import Message

#: The field of a plain string, by far the most frequent.
STRING: Final = 2
_REFERENCE, _RAW_STRING, _STYLED_STRING, _FILE, _ID, _PRIMITIVE = 1, 3, 4, 5, 6, 7
#: Fields of `Reference`.
_KIND, _RESOURCE_ID = 1, 2
#: A theme's attribute (`?attr/x`), not a resource.
_TYPE_ATTRIBUTE: Final = 0x02
_TYPE_NULL, _TYPE_DIMENSION, _TYPE_FRACTION = 0x00, 0x05, 0x06
#: The kinds of `Primitive` that are numbers written as varints, by field, with their type in the binary form.
_NUMBERS: Final = {
    6: TYPE_INT,
    7: TYPE_HEX,
    8: TYPE_BOOLEAN,
    9: 0x1C,  # colours, from #aarrggbb to #rgb
    10: 0x1D,
    11: 0x1E,
    12: 0x1F,
    13: _TYPE_DIMENSION,
    14: _TYPE_FRACTION,
}
_NULL, _EMPTY, _FLOAT = 1, 2, 3
_TRUE: Final = 0xFFFFFFFF


def value_of(item: Message) -> Value | None:
    """The value of an item; None where it holds none.

    Raises:
        ExtractionError: It is damaged.
    """
    if (string := item.message(STRING) or item.message(_RAW_STRING) or item.message(_STYLED_STRING)) is not None:
        return Value(TYPE_STRING, 0, string.text(1))  # styled ones too: the spans do not change the words
    if (reference := item.message(_REFERENCE)) is not None:
        kind = _TYPE_ATTRIBUTE if reference.number(_KIND) else TYPE_REFERENCE
        return Value(kind, reference.number(_RESOURCE_ID) & 0xFFFFFFFF, "")
    if (file := item.message(_FILE)) is not None:
        return Value(TYPE_STRING, 0, file.text(1))  # a path is a string of the binary table
    if item.has(_ID):
        return Value(TYPE_BOOLEAN, 0, "")
    primitive = item.message(_PRIMITIVE)
    return None if primitive is None else _primitive(primitive)


def _primitive(primitive: Message) -> Value | None:
    for field, kind in _NUMBERS.items():
        if primitive.has(field):
            number = primitive.number(field) & 0xFFFFFFFF
            return Value(kind, _TRUE if kind == TYPE_BOOLEAN and number else number, "")
    if primitive.has(_FLOAT):
        return Value(TYPE_FLOAT, primitive.bits(_FLOAT), "")
    if primitive.has(_NULL) or primitive.has(_EMPTY):
        return Value(_TYPE_NULL, int(primitive.has(_EMPTY)), "")
    return None

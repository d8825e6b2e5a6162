"""Classes that code makes by showing a layout, a menu, a preference screen or a navigation graph that names them.

The number of the document stands in the method that shows it, or in a field of a class `R$layout`.
https://developer.android.com/reference/android/view/LayoutInflater, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges import Edges
from appaudit.code.graph.links import FileLinks, Links
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, field_accesses
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import CONST, CONST_HIGH16
from appaudit.dex.tables import distinct, is_among

_SHOWS: Final = (
    "setContentView", "inflate", "bind", "addPreferencesFromResource", "setPreferencesFromResource", "setGraph",
    "inflateMenu", "setLayoutResource", "addContentView", "setView",
)  # fmt: skip
_TABLES: Final = ("/R$layout;", "/R$menu;", "/R$navigation;", "/R$xml;")


class ShownDocuments:
    """The documents of one app, and what names them.

    Args:
        links: All classes.
        classes: The names of classes in documents, by number of the resource.
    """

    def __init__(self, links: Links, classes: Mapping[int, Sequence[str]]) -> None:
        renaming = links.files[0].code.dex.renaming if links.files else None
        names = dict.fromkeys(name for each in classes.values() for name in each)
        restored = [name if renaming is None else renaming.class_name(name) for name in names]
        found = links.find_classes(hash_texts([descriptor(name) for name in restored])) if names else ()
        defined = {name: int(at) for name, at in zip(names, found, strict=True) if at >= 0}
        self._links = links
        self._classes = {
            number: own
            for number, each in classes.items()
            if (own := [defined[name] for name in each if name in defined])
        }
        self._fields = dict(self._in_fields()) if self._classes else {}

    def add(self, edges: Edges, index: int, calls: References, base: int) -> None:
        """Add what the methods of a file make by showing documents.

        Args:
            edges: Where it is added.
            index: The file, by its place among all.
            calls: Its calls.
            base: Its first instruction in the count over all files.
        """
        if not self._classes:
            return
        links, file = self._links, self._links.files[index]
        exists, runs = links.method_count, links.method_count + links.class_count
        shows = np.zeros(len(file.code.items), dtype=bool)
        shows[calls.code_item[calls.to_any(is_among(file.method_name, hash_texts(_SHOWS)))]] = True
        # Pages and their parts are told the number of their layout when they are made.
        shows |= links.method_name[file.item_method] == hash_text("<init>")
        for place, number in self._named(file):
            item = int(file.code.instructions.code_item[place])
            if not shows[item]:
                continue
            for class_index in self._classes[number]:
                made = [
                    each for each in links.methods_of(class_index) if links.method_name[each] == hash_text("<init>")
                ]
                targets = np.array([class_index + exists, class_index + runs, *made], dtype=np.int64)
                source = np.full(len(targets), file.item_method[item])
                edges.add(source, targets, instruction=np.full(len(targets), place + base))

    def _named(self, file: FileLinks) -> Iterator[tuple[int, int]]:
        """The instructions of a file that give the number of a document with classes of the app, and the number."""
        instructions, units = file.code.instructions, file.code.dex.units
        for opcode, upper, lower in ((CONST, 2, 1), (CONST_HIGH16, 1, 0)):
            places = np.flatnonzero(instructions.opcode == opcode)
            offset = instructions.offset[places].astype(np.int64)
            values = units[offset + upper].astype(np.int64) << 16
            values |= units[offset + lower] if lower else 0
            chosen = is_among(values, _numbers(self._classes))
            yield from zip(places[chosen].tolist(), values[chosen].tolist(), strict=True)
        if self._fields:
            accesses, identities = field_accesses(instructions), file.field_identities()
            read = np.flatnonzero(~accesses.is_write)
            known = np.array(sorted(self._fields), dtype=np.uint64)
            read = read[is_among(identities[accesses.target[read]], known)]
            for at in read.tolist():
                yield int(accesses.instruction[at]), self._fields[int(identities[accesses.target[at]])]

    def _in_fields(self) -> Iterator[tuple[int, int]]:
        """The fields of tables of resources that hold the number of such a document, by what they are known by."""
        for file in self._links.files:
            dex, data = file.code.dex, file.code.class_data
            owners = distinct(data.field_class_def[data.field_is_static].astype(np.int64))
            types = dex.class_defs["class_type"][owners]
            tables = [each for each, text in zip(owners.tolist(), dex.type_descriptors(types), strict=True)
                      if text.endswith(_TABLES)]  # fmt: skip
            if not tables:
                continue
            values = FieldValues(file.code)
            fields = data.field_index[data.field_is_static & is_among(data.field_class_def, tables)].astype(np.int64)
            identities = file.field_identities(fields)
            for field, identity in zip(fields.tolist(), identities.tolist(), strict=True):
                number = values.first_value(field)
                if isinstance(number, int) and number in self._classes:
                    yield identity, number


def _numbers(classes: Mapping[int, Sequence[int]]) -> NDArray[np.int64]:
    return np.array(sorted(classes), dtype=np.int64)

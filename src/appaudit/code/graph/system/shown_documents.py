"""Classes that code makes by showing a layout, a menu, a preference screen or a navigation graph that names them.

The number of the document stands in the method that shows it, or in a field of a class `R$layout`. Of a navigation
graph that is its first page; a person goes to the others, or code that names the action or the page.
https://developer.android.com/reference/android/view/LayoutInflater, checked 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges, Stage
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.field_values import FieldValues
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, field_accesses
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.opcodes import CONST, CONST_HIGH16
from appaudit.dex.tables import distinct, is_among
from appaudit.model.shown_classes import ShownClasses

_SHOWS: Final = (
    "setContentView", "inflate", "bind", "addPreferencesFromResource", "setPreferencesFromResource", "setGraph",
    "inflateMenu", "setLayoutResource", "addContentView", "setView",
)  # fmt: skip
_TABLES: Final = ("/R$layout;", "/R$menu;", "/R$navigation;", "/R$xml;")
#: What goes to a page of a navigation graph by its number; and the numbers of pages and of actions, which stand nowhere
#: but where code goes to one. https://developer.android.com/reference/androidx/navigation/NavController, checked
#: 2026-11-30, not opened.
_GOES: Final = ("navigate", "setStartDestination")
_TABLE_OF_IDS: Final = "/R$id;"


class ShownDocuments:
    """The documents of one app, and what names them.

    Args:
        links: All classes.
        classes: The names of classes in documents, by number of the resource.
    """

    def __init__(self, links: Links, classes: ShownClasses) -> None:
        renaming = links.files[0].code.dex.renaming if links.files else None
        named = (classes.at_once, classes.later, classes.by_action, classes.by_page)
        names = dict.fromkeys(name for numbers in named for each in numbers.values() for name in each)
        restored = [name if renaming is None else renaming.class_name(name) for name in names]
        found = links.find_classes(hash_texts([descriptor(name) for name in restored])) if names else ()
        defined = {name: int(at) for name, at in zip(names, found, strict=True) if at >= 0}
        self._links = links
        self._at_once, self._later, self._by_action, self._by_page = (
            {number: own for number, each in numbers.items() if (own := [defined[at] for at in each if at in defined])}
            for numbers in named
        )
        self._numbers = {*self._at_once, *self._later, *self._by_action, *self._by_page}
        self._fields = dict(self._in_fields()) if self._numbers else {}

    def add(self, edges: Edges, index: int, calls: References, base: int) -> None:
        """Add what the methods of a file make by showing documents.

        Args:
            edges: Where it is added.
            index: The file, by its place among all.
            calls: Its calls.
            base: Its first instruction in the count over all files.
        """
        if not self._numbers:
            return
        links, file = self._links, self._links.files[index]
        shows = _items_calling(file, calls, _SHOWS)
        # Pages and their parts are told the number of their layout when they are made.
        shows |= links.method_name[file.item_method] == hash_text("<init>")
        goes = _items_calling(file, calls, _GOES) if self._by_page else shows
        for place, number in self._named(file):
            item = int(file.code.instructions.code_item[place])
            at_once = (*self._at_once.get(number, ()),) if shows[item] else ()
            at_once += (*self._by_action.get(number, ()), *(self._by_page.get(number, ()) if goes[item] else ()))
            later = self._later.get(number, ()) if shows[item] else ()
            for made, stage in ((at_once, Stage.ALWAYS), (later, Stage.USER)):
                for class_index in made:
                    self._add_made(edges, int(file.item_method[item]), place + base, class_index, stage)

    def _add_made(self, edges: Edges, source: int, place: int, class_index: int, stage: Stage) -> None:
        links = self._links
        exists, runs = links.method_count, links.method_count + links.class_count
        made = [each for each in links.methods_of(class_index) if links.method_name[each] == hash_text("<init>")]
        targets = np.array([class_index + exists, class_index + runs, *made], dtype=np.int64)
        edges.add(np.full(len(targets), source), targets, instruction=np.full(len(targets), place), stage=stage)

    def _named(self, file: FileLinks) -> Iterator[tuple[int, int]]:
        """The instructions of a file that give a number by which classes of the app are named, and the number."""
        known_numbers = np.array(sorted(self._numbers), dtype=np.int64)
        instructions, units = file.code.instructions, file.code.dex.units
        for opcode, upper, lower in ((CONST, 2, 1), (CONST_HIGH16, 1, 0)):
            places = np.flatnonzero(instructions.opcode == opcode)
            offset = instructions.offset[places].astype(np.int64)
            values = units[offset + upper].astype(np.int64) << 16
            values |= units[offset + lower] if lower else 0
            chosen = is_among(values, known_numbers)
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
        tables_named = (*_TABLES, _TABLE_OF_IDS) if self._by_action or self._by_page else _TABLES
        for file in self._links.files:
            dex, data = file.code.dex, file.code.class_data
            owners = distinct(data.field_class_def[data.field_is_static].astype(np.int64))
            types = dex.class_defs["class_type"][owners]
            tables = [each for each, text in zip(owners.tolist(), dex.type_descriptors(types), strict=True)
                      if text.endswith(tables_named)]  # fmt: skip
            if not tables:
                continue
            values = FieldValues(file.code)
            fields = data.field_index[data.field_is_static & is_among(data.field_class_def, tables)].astype(np.int64)
            identities = file.field_identities(fields)
            for field, identity in zip(fields.tolist(), identities.tolist(), strict=True):
                number = values.first_value(field)
                if isinstance(number, int) and number in self._numbers:
                    yield identity, number


def _items_calling(file: FileLinks, calls: References, names: Sequence[str]) -> Flags:
    """The code items of a file that call any method of some names."""
    found = np.zeros(len(file.code.items), dtype=bool)
    found[calls.code_item[calls.to_any(is_among(file.method_name, hash_texts(names)))]] = True
    return found

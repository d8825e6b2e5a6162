"""Content providers of the app that its own code asks, by the authority that the manifest states for them.

https://developer.android.com/reference/android/content/ContentResolver, 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import MAX_DEPTH, FileLinks, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, field_accesses, string_constants
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.tables import distinct, is_among
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import ComponentFact

_ASKED: Final = ("android.content.ContentResolver", "android.content.ContentProviderClient")
_INITIALISER: Final = hash_text("<clinit>")
_OF_ADDRESSES: Final = hash_texts(["Landroid/net/Uri;", "Ljava/lang/String;"])
#: What runs of a provider that opens something.
_OPENED: Final = ("openTypedAssetFile", "openAssetFile", "openFile")
#: What is asked of a provider, and what runs of it.
#: The platform's own answer to some is to ask the provider for another: a batch for what its operations are.
_QUESTIONS: Final = {
    "query": ("query",),
    "call": ("call",),
    "insert": ("insert",),
    "update": ("update",),
    "delete": ("delete",),
    "getType": ("getType",),
    "getStreamTypes": ("getStreamTypes",),
    "canonicalize": ("canonicalize",),
    "refresh": ("refresh",),
    "bulkInsert": ("bulkInsert", "insert"),
    "applyBatch": ("applyBatch", "insert", "update", "delete", "call"),
    "openInputStream": _OPENED,
    "openOutputStream": _OPENED,
    "openFileDescriptor": _OPENED,
    "openAssetFileDescriptor": _OPENED,
    "openTypedAssetFileDescriptor": _OPENED,
}


def providers_by_authority(facts: Iterable[Fact]) -> dict[str, list[str]]:
    """The class names of the providers that the manifest states for each authority."""
    found: dict[str, list[str]] = {}
    for fact in facts:
        if isinstance(fact, ComponentFact) and fact.enabled:
            for authority in fact.authorities:
                found.setdefault(authority, []).append(fact.name)
    return found


class AskedProviders:
    """The providers of an app, as its own code asks them.

    An address stands where it is asked, or as a constant field of a class, which the initialiser of that class fills.

    Args:
        links: All classes.
        providers: The class names of providers by authority.
    """

    def __init__(self, links: Links, providers: Mapping[str, Sequence[str]]) -> None:
        self._links = links
        self._providers = providers
        self._kept: dict[str, set[int]] = {}
        for file in links.files if providers else ():
            texts = string_constants(file.code.instructions)
            for authority in providers:
                named = np.flatnonzero(is_among(texts.target, _addresses(file, authority)))
                methods = file.item_method[texts.code_item[named]]
                filling = methods[links.method_name[methods] == _INITIALISER]
                self._kept.setdefault(authority, set()).update(links.method_class[filling].tolist())

    def add(self, edges: Edges, file: FileLinks, calls: References, base: int) -> None:
        """Add what leads from methods that ask a provider of the app, and name it, to what runs of the provider.

        Args:
            edges: Where they are added.
            file: The file.
            calls: Its calls.
            base: Its first instruction in the count over all files.
        """
        dex, links = file.code.dex, self._links
        of_resolver = is_among(file.type_hash, hash_texts([descriptor(name) for name in _ASKED]))
        owners = of_resolver[dex.method_ids["class_type"]]
        asked = {
            name: distinct(calls.code_item[calls.to_any(owners & (file.method_name == hash_text(name)))])
            for name in _QUESTIONS
        }
        if not any(len(items) for items in asked.values()):
            return
        for authority, names in self._providers.items():
            for item, instruction in self._naming(file, authority):
                wanted = sorted({each for name, runs in _QUESTIONS.items() if item in asked[name] for each in runs})
                for class_index in map(links.find_class, map(descriptor, names)) if wanted else ():
                    methods = np.array(_answering(links, class_index, wanted), dtype=np.int64)
                    edges.add(
                        np.full(len(methods), file.item_method[item]),
                        methods,
                        instruction=np.full(len(methods), instruction + base),
                    )

    def _naming(self, file: FileLinks, authority: str) -> Iterator[tuple[int, int]]:
        """Code items and instructions that name a provider: by a text, or by a field of a class with its address."""
        named = [*_addresses(file, authority), file.code.dex.find_string(authority)]
        texts = string_constants(file.code.instructions)
        for at in np.flatnonzero(is_among(texts.target, [each for each in named if each >= 0])).tolist():
            yield int(texts.code_item[at]), int(texts.instruction[at])
        kept = sorted(self._kept.get(authority, ()))
        if kept:
            fields = field_accesses(file.code.instructions)
            table = file.code.dex.field_ids
            is_address = is_among(file.type_hash[table["type"][fields.target]], _OF_ADDRESSES) & ~fields.is_write
            owner = file.type_class[table["class_type"][fields.target]]
            for at in np.flatnonzero(is_among(owner, kept) & is_address).tolist():
                yield int(fields.code_item[at]), int(fields.instruction[at])


def _answering(links: Links, class_index: int, names: Sequence[str]) -> list[int]:
    """The methods of these names that a provider has, its own or inherited: of each name those of the lowest class."""
    missing, found = set(hash_texts(names).tolist()), list[int]()
    for _ in range(MAX_DEPTH):
        if class_index < 0 or not missing:
            break
        methods = links.methods_of(class_index)
        found += [each for each in methods if int(links.method_name[each]) in missing]
        missing -= {int(links.method_name[each]) for each in methods}
        class_index = int(links.class_super[class_index])
    return found


def _addresses(file: FileLinks, authority: str) -> list[int]:
    """The texts of a file that are addresses of an authority."""
    dex, beginning = file.code.dex, f"content://{authority}"
    found = list(dex.strings_with_prefix(beginning))
    return [each for each in found if dex.string(each)[len(beginning) :][:1] in ("", "/", "?")]

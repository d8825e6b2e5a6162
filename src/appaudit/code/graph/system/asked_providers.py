"""Content providers of the app that its own code asks, by the authority that the manifest states for them.

https://developer.android.com/reference/android/content/ContentResolver, 2026-11-30, not opened.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

import numpy as np

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.program.links import MAX_DEPTH, FileLinks, Links
from appaudit.code.values.java_names import descriptor
from appaudit.dex import References, string_constants
from appaudit.dex.hashes import hash_text, hash_texts
from appaudit.dex.tables import distinct, is_among
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import ComponentFact

_ASKED: Final = ("android.content.ContentResolver", "android.content.ContentProviderClient")
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


def add_asked_providers(
    edges: Edges, links: Links, file: FileLinks, calls: References, base: int, providers: Mapping[str, Sequence[str]]
) -> None:
    """Add what leads from methods that ask a provider of the app, and name it, to what runs of the provider.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
        providers: The class names of providers by authority.
    """
    dex = file.code.dex
    owners = is_among(file.type_hash, hash_texts([descriptor(name) for name in _ASKED]))[dex.method_ids["class_type"]]
    asked = {
        name: distinct(calls.code_item[calls.to_any(owners & (file.method_name == hash_text(name)))])
        for name in _QUESTIONS
    }
    if not any(len(items) for items in asked.values()):
        return
    texts = string_constants(file.code.instructions)
    for authority, names in providers.items():
        named = [*_addresses(file, authority), dex.find_string(authority)]
        for at in np.flatnonzero(is_among(texts.target, [each for each in named if each >= 0] or [-1])).tolist():
            item = int(texts.code_item[at])
            wanted = sorted({each for name, runs in _QUESTIONS.items() if item in asked[name] for each in runs})
            for class_index in map(links.find_class, map(descriptor, names)) if wanted else ():
                methods = np.array(_answering(links, class_index, wanted), dtype=np.int64)
                edges.add(
                    np.full(len(methods), file.item_method[item]),
                    methods,
                    instruction=np.full(len(methods), int(texts.instruction[at]) + base),
                )


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

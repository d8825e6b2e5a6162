"""What the rest of a package tells of its code."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import field
from typing import Final

from appaudit.model.facts.base import Fact
from appaudit.model.record import record
from appaudit.model.shown_classes import NO_CLASSES, ShownClasses


@record
class Surroundings:
    """What the rest of a package tells of its code; of what is not given nothing is known.

    Without the facts of the `manifest` nobody knows where the app is entered, and when its code runs stays unknown.
    What it does not declare cannot be started as far as the package `is_whole`: no part of it is missing or unread.
    `meta_data` are the names of those that the manifest states of the application, None where nobody knows all;
    `stated` those of the whole package by kind, as components of SDKs need them (`string`, `bool`, `meta-data`), None
    where not all are known; `seen` those that were read, whether or not these are all. `shipped` are settings in files
    of the package, by key; `document_classes` the names of classes in layouts and other documents, by number of the
    resource; `keys` texts without blanks by that of theirs, which may be keys of SDKs; `box_texts` the texts on and
    beside boxes of layouts, by number of the box; `listing` the texts of resources that may name a class, or mark one
    in the manifest; `needed_libraries` the file names of native libraries that others name.
    """

    manifest: Sequence[Fact] = ()
    is_whole: bool = False
    meta_data: frozenset[str] | None = None
    stated: Mapping[str, frozenset[str] | None] = field(default_factory=dict)
    seen: Mapping[str, frozenset[str]] = field(default_factory=dict)
    shipped: Mapping[str, str] = field(default_factory=dict)
    document_classes: ShownClasses = NO_CLASSES
    keys: Mapping[int, str] = field(default_factory=dict)
    box_texts: Mapping[int, Sequence[str]] = field(default_factory=dict)
    listing: Collection[str] = ()
    needed_libraries: Collection[str] = ()


#: Of code by itself, as in a fuzzer.
NOTHING_KNOWN: Final = Surroundings()

"""Classes of which objects are made when a layout, a menu or another document is shown that names them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import field

from appaudit.model.record import record


@record
class ShownClasses:
    """Names of classes by number of the resource.

    `at_once` are those that a document makes when it is shown. Of a navigation graph that are its first page; `later`
    are the other pages of such a graph, by the document that shows it, `by_action` those to which an action of a graph
    leads, and `by_page` those which a destination is, by its number.
    """

    at_once: Mapping[int, Sequence[str]] = field(default_factory=dict)
    later: Mapping[int, Sequence[str]] = field(default_factory=dict)
    by_action: Mapping[int, Sequence[str]] = field(default_factory=dict)
    by_page: Mapping[int, Sequence[str]] = field(default_factory=dict)


#: Where no document names any.
NO_CLASSES = ShownClasses()

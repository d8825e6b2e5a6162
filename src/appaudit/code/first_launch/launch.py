"""What all rounds of following a first launch have in common: when methods run, who calls them, what is stored."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache, cached_property
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.first_launch.condition_sources import Called, is_shipped
from appaudit.code.first_launch.first_enums import FirstEnums
from appaudit.code.first_launch.first_run import FirstRun
from appaudit.code.first_launch.implementations import implementations
from appaudit.code.first_launch.intents import Intent
from appaudit.code.first_launch.launch_fields import FOLLOWED, FieldTables, Times
from appaudit.code.first_launch.observed_values import observed_values
from appaudit.code.first_launch.stored_keys import OPENS, Keeping, storing_places
from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.edges.found import Stage
from appaudit.code.graph.program.links import Flags
from appaudit.code.graph.system.watched_settings import TOLD
from appaudit.code.values.constants import Constants
from appaudit.code.values.control_flow import MethodCode
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex.hashes import hash_text
from appaudit.dex.opcodes import INVOKES, THROW

#: Stands for the settings of a file, the name of which follows, as `getSharedPreferences` opens it.
OPENED: Final = "\0settings/"
#: Stands for the intent of a page, the descriptor of which follows, and what gives it.
STARTED_WITH: Final = "\0intent/"
_GIVES_INTENT: Final = "getIntent"
#: Calls of a method that are looked at for what they pass.
_MOST_CALLS: Final = 6
#: Types that methods return which are followed for that, whatever their length.
_RETURNED: Final = frozenset((*FOLLOWED, "Ljava/lang/Long;", "Ljava/lang/Object;", "J"))
#: Types of what may stand for something stored, which short methods give: they open it and hand it on.
_STORES: Final = frozenset(
    ("Landroid/content/SharedPreferences;", "Landroid/database/Cursor;", "Lorg/json/JSONObject;",
     "Lorg/json/JSONArray;", "Landroid/database/sqlite/SQLiteDatabase;", "Ljava/io/File;", "Ljava/util/Map;",
     "Ljava/util/HashMap;", "Ljava/util/List;", "Ljava/util/ArrayList;", "Ljava/util/Set;", "Ljava/util/Properties;",
     "Ljava/util/Iterator;")
)  # fmt: skip
_TOLD: Final = int(hash_text(TOLD))
#: Types of all else but the app's own objects.
_NOT_OWN: Final = ("Ljava/", "Landroid/", "Lkotlin/", "[", *"ZBCSIJFDV")
#: Gives nothing, but may throw.
_NOTHING: Final = "V"
#: Instructions of a method that is followed for what it may throw, and for an object that it gives.
_MAX_SHORT: Final = 40


class Launch:
    """What all rounds have in common: when methods run, who calls them, where fields are set and settings stored.

    Args:
        graph: The methods.
        files: What is known of the constants of each file, in the order of the graph's files.
        times: When methods run.
        entered: Nodes that the system enters by itself.
        stated: The names of the application's meta-data; None where not all of them are known.
        shipped: Settings in files of the package, by key, and what these make methods of a framework give, by name.
        texts: The names of the texts among the resources; None where not all of them are known.
        intents: What the intents of pages hold that the launcher starts, by descriptor; nothing is known by default.
    """

    def __init__(
        self,
        graph: CallGraph,
        files: Sequence[Constants],
        times: Times,
        entered: Iterable[int],
        stated: frozenset[str] | None = None,
        shipped: Mapping[str, str] | None = None,
        texts: frozenset[str] | None = None,
        intents: Mapping[str, Intent] | None = None,
    ) -> None:
        self.graph = graph
        self.intents = intents or {}
        self.shipped = shipped or {}
        self.stated = stated
        self.texts = texts
        self.files = files
        self.times = times
        self.fields = FieldTables(graph, [each.field_values for each in files], times)
        self.enums = FirstEnums(graph, files)
        self.is_overridden = graph.overridden.has
        self.called = cache(self._called)
        self.method_code: Callable[[int, int], MethodCode | None] = lambda file, item: files[file].method_code(item)
        self.calls_of = cache(self._calls_of)
        self.seen_calls_of = cache(lambda method: self._calls_of(method, only_seen=True))
        self.stored = cache(self._stored)
        self.is_stored_later = cache(self._is_stored_later)
        self._keeping = Keeping(graph, files, times.early)
        self.observed = observed_values(graph, files)
        self._entered = frozenset(entered)
        first_run = FirstRun(graph, files, self._entered, self.calls_of, self.method_code)
        self.held_before = cache(lambda file, item: first_run.fields(file, item, self.fields))

    @cached_property
    def places(self) -> dict[str, list[tuple[int, int]]]:
        """Where code at launch may store settings, by key."""
        return storing_places(self.graph, self.files, self.times.early)

    def _stored(self, key: str, opened: str = "") -> list[tuple[int, int]]:
        """Where code at launch may store a setting under a key, in the file of this name where it is known."""
        return [place for place in self.places.get(key, ()) if self._keeping.may_keep(*place, opened)]

    def _is_stored_later(self, key: str) -> bool:
        """Whether code is seen to store a setting under a key, and all of that runs only once a person acts.

        What nothing in the package stores may be stored by what was not read.
        """
        times, loads = self.times, np.zeros(self.graph.links.method_count, dtype=bool)
        for file, constants in zip(self.graph.links.files, self.files, strict=True):
            text, texts = constants.code.dex.find_string(key), constants.texts
            if text >= 0:
                loads[file.item_method[texts.code_item[texts.target == text]]] = True
        places = storing_places(self.graph, self.files, loads).get(key, ())
        methods = [self._method_at(*place) for place in places if self._keeping.may_keep(*place)]
        if times.seen is None or not all(times.later[method] for method in methods):
            return False
        return any(times.seen[method] for method in methods)

    def _method_at(self, file: int, place: int) -> int:
        links = self.graph.links.files[file]
        return int(links.item_method[links.code.instructions.code_item[place]])

    def is_guarded(self, file: int, place: int) -> bool:
        """Whether an instruction of a file waits for a stored consent."""
        guards = self.times.guards
        counted = place + int(self.graph.first_instruction[file])
        at = int(np.searchsorted(guards, counted))
        return at < len(guards) and int(guards[at]) == counted

    def _called(self, file: int, method: int) -> Called:
        """What a method identifier of a file, one in its table, stands for."""
        dex, resolved = self.files[file].code.dex, int(self.graph.resolved[file][method])
        prototype = dex.prototype(int(dex.method_ids["proto"][method]))
        runs = implementations(self.graph, resolved) if resolved >= 0 and self._is_followed(prototype, resolved) else ()
        name = dex.method_name(method)
        owner = dex.method_class(method)
        gives = STARTED_WITH + owner if resolved < 0 and name == _GIVES_INTENT and owner in self.intents else ""
        opens = resolved < 0 and name == OPENS
        run = runs[0] if len(runs) == 1 else -1
        gives_flag = resolved >= 0 and prototype.endswith(")Z")
        told = self.shipped.get(f"{class_name(owner)}.{name}") if gives_flag else None
        answer = None if told is None else int(told == "true")
        return Called(owner, name, prototype, is_shipped(dex, method), opens, gives, resolved >= 0, run, answer)

    def _is_followed(self, prototype: str, method: int) -> bool:
        """Whether what a method of the app gives is looked for, or whether it ends at all."""
        returned = prototype.rpartition(")")[2]
        if returned in _RETURNED:
            return True
        if returned != _NOTHING and returned not in _STORES and returned.startswith(_NOT_OWN):
            return False
        file, item = self.graph.item_of(method)
        body = self.files[file].body(item) if item >= 0 else None
        return body is not None and len(body) <= _MAX_SHORT and (returned != _NOTHING or THROW in body.opcodes)

    def is_call_of(self, file: int, body: MethodBody, index: int, method: int) -> bool:
        """Whether an instruction hands its registers to a method, as reflection and opened pages do not."""
        links = self.graph.links
        if body.opcodes[index] not in INVOKES:
            return False
        return bool(links.files[file].method_signature[body.target(index)] == links.method_signature[method])

    def tells(self, file: int, body: MethodBody, index: int, method: int) -> bool:
        """Whether an instruction stores a setting of which it tells a listener by this method."""
        is_told = int(self.graph.links.method_name[method]) == _TOLD and body.opcodes[index] in INVOKES
        return is_told and not self.is_call_of(file, body, index, method)

    def _calls_of(self, method: int, *, only_seen: bool = False) -> list[int] | None:
        """The instructions at launch that call a method, counted over all files; None where others may call it."""
        graph, methods = self.graph, self.graph.links.method_count
        first_event = methods + 2 * graph.links.class_count
        if method in self._entered:
            return None
        found, pending = list[int](), [method]
        for node in pending:
            for edge in self._edges_to(node).tolist():
                source = int(graph.source[edge])
                if methods <= source < first_event:
                    return None
                if source >= first_event:
                    pending.append(source)
                elif only_seen and not self.times.early[source]:
                    continue  # nothing is seen to lead there
                elif graph.instruction[edge] < 0 or graph.stage[edge] == Stage.ASSUMED or not self.times.early[source]:
                    return None
                else:
                    found.append(int(graph.instruction[edge]))
                if len(found) > _MOST_CALLS or len(pending) > _MOST_CALLS:
                    return None
        return found or None

    def _edges_to(self, node: int) -> NDArray[np.int32]:
        edges = self.graph.by_target.of(node)
        return edges[self._counts.take(edges)]

    @cached_property
    def _counts(self) -> Flags:
        """The edges that may be taken at launch, but for those to classes; what runs later takes none."""
        graph = self.graph
        is_later = np.zeros(graph.node_count, dtype=bool)
        is_later[: graph.links.method_count] = self.times.later
        is_class = np.zeros(graph.node_count, dtype=bool)
        is_class[graph.exists(0) : graph.runs(0) + graph.links.class_count] = True
        found: Flags = ~is_later[graph.source] & ~is_class[graph.target] & (graph.stage <= Stage.ASSUMED)
        return found

"""Where Android enters the app, by what makes it enter: the start of the app, the system later on, another component.

Order of a start: https://developer.android.com/reference/android/app/Application and
https://developer.android.com/reference/android/content/ContentProvider#onCreate(), checked 2026-11-24: providers are
created before `Application.onCreate`, after `attachBaseContext`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from typing import Final

import numpy as np

from appaudit.code.graph.call_graph import CallGraph
from appaudit.code.graph.program.callbacks import (
    ACTIVITY,
    APPLICATION,
    FACTORY,
    INITIALIZER,
    MADE_LATER,
    PROVIDER,
    RECEIVER,
    SERVICE,
)
from appaudit.code.graph.program.finished_pages import never_shown
from appaudit.code.graph.program.links import MAX_DEPTH, Links
from appaudit.code.graph.reflection.named_targets import StartedByAction
from appaudit.code.values.java_names import class_name, descriptor
from appaudit.dex.annotations import classes_named_on
from appaudit.dex.hashes import hash_texts, mix
from appaudit.dex.tables import is_among
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import AppFact, ComponentFact, MetaDataFact
from appaudit.model.record import record

_CREATION = ("<clinit>", "<init>")
#: The value of the meta-data elements that name an initializer, and the owner's class name is free.
#: https://developer.android.com/topic/libraries/app-startup, checked 2026-11-24
_STARTUP_VALUE = "androidx.startup"
_FRAGMENTS = ("android.app.Fragment", "androidx.fragment.app.Fragment", "android.support.v4.app.Fragment")
#: https://developer.android.com/reference/android/graphics/drawable/Drawable, 2026-11-30, not opened.
_DRAWABLE = "android.graphics.drawable.Drawable"
_APPLICATION = "android.app.Application"
_BACKGROUND = {"service": SERVICE, "receiver": RECEIVER}
_METHODS = {**_BACKGROUND, "provider": PROVIDER, "activity": ACTIVITY}
#: What switches a component on: https://developer.android.com/reference/android/content/pm/PackageManager
_SWITCH = "setComponentEnabledSetting"


#: Components that are opened by actions of the app's own, and the beginning of those that the platform names.
_STARTED_BY_ACTION: Final = ("service", "activity", "receiver")
_OF_PLATFORM: Final = ("android.", "com.android.", "com.google.android.")


@record(kw_only=False, frozen=False)
class EntryPoints:
    """Nodes of the graph that the system enters.

    `launch` at every start of the app before a person can do anything; `background` when the system delivers
    something; `other` when another part of the app or the system asks for it; `doubtful` is entered only once code
    switches a component on that the manifest has switched off, or makes an object of a class that the manifest hands to
    whoever asks for its meta-data. `missing` names classes that the manifest enters at
    launch and no file defines. Of the methods of `launch`, `pages` are those of the first page, `before_pages` those
    that have returned before any page is made. Those of `launch` that a class above the component's own defines have
    the component in `inherited`, the one of them that the system makes first.
    """

    launch: list[int] = field(default_factory=list)
    background: list[int] = field(default_factory=list)
    other: list[int] = field(default_factory=list)
    doubtful: list[int] = field(default_factory=list)
    missing: list[str] = field(default_factory=list)
    pages: list[int] = field(default_factory=list)
    before_pages: list[int] = field(default_factory=list)
    inherited: dict[int, str] = field(default_factory=dict)

    def made_at_launch(self, graph: CallGraph) -> list[int]:
        """The classes of which the system makes an object at launch."""
        first, end = graph.exists(0), graph.runs(0)
        return sorted({node - first for node in self.launch if first <= node < end})


def find_entry_points(graph: CallGraph, facts: Iterable[Fact]) -> EntryPoints | None:
    """The entry points that the manifest's facts name, None where there is no manifest."""
    known = list(facts)
    app = next((fact for fact in known if isinstance(fact, AppFact)), None)
    if app is None:
        return None
    found, unshown = EntryPoints(), never_shown(graph.links)
    for name, methods in _started_first(app, known, graph.links):
        nodes = _nodes(graph, name, methods)
        found.launch += [node for node in nodes if node >= len(unshown) or not unshown[node]]
        own = graph.links.find_class(descriptor(name))
        above = [node for node in nodes if node < len(unshown) and graph.links.method_class[node] != own]
        found.inherited = dict.fromkeys(above, name) | found.inherited
        if methods is not FACTORY:  # which makes pages as well
            entered = found.pages if methods is ACTIVITY else found.before_pages
            entered += [node for node in nodes if node < len(unshown) and not unshown[node]]
        if not nodes:
            found.missing.append(name)
    for name in app.made_later:
        found.other += _nodes(graph, name, MADE_LATER)
    launched = (app.launcher, *app.more_launchers)
    for component in known:
        if not isinstance(component, ComponentFact):
            continue
        if not component.enabled:
            found.doubtful += _nodes(graph, component.name, _METHODS.get(component.type, ()))
        elif component.type in _BACKGROUND:
            found.background += _nodes(graph, component.name, _BACKGROUND[component.type])
        elif component.type == "provider" and component.process:
            found.background += _nodes(graph, component.name, PROVIDER)
        elif component.type == "activity" and component.name not in launched:
            found.other += _nodes(graph, component.name, ACTIVITY)
    if not any(file.code.dex.find_string(_SWITCH) >= 0 for file in graph.links.files):
        found.doubtful.clear()
    found.doubtful += _handed_on(graph, known)
    found.other += _from_layouts(graph)
    found.other += _named_in_resources(graph)
    return found


def _started_first(app: AppFact, facts: Iterable[Fact], links: Links) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Class names and the methods that run at launch, in the order in which Android runs them."""
    for name in app.made_first:
        yield name, FACTORY
    if app.application_class:
        yield app.application_class, APPLICATION
        for name in _stood_in_for(links, app.application_class):
            yield name, APPLICATION
    for fact in facts:
        if isinstance(fact, ComponentFact) and fact.type == "provider" and fact.enabled and not fact.process:
            yield fact.name, PROVIDER
        elif isinstance(fact, MetaDataFact) and fact.value == _STARTUP_VALUE:
            yield fact.name, INITIALIZER
    for name in (app.launcher, *app.more_launchers):
        if name:
            yield name, ACTIVITY


def _stood_in_for(links: Links, name: str) -> list[str]:
    """The applications that an annotation on the manifest's application, or on a class within it, names.

    A library that replaces code at start stands in the manifest, and makes the application by this name: so does
    Sophix, as seen in a package on 2026-11-30.
    """
    named = list(dict.fromkeys(_annotated_with(links, descriptor(name))))
    if not named:
        return []
    is_one = links.marks_below(np.ones(1, dtype=np.uint64), hash_texts([descriptor(_APPLICATION)])) > 0
    return [class_name(each) for each in named if (found := links.find_class(each)) >= 0 and is_one[found]]


def _annotated_with(links: Links, own: str) -> Iterator[str]:
    """The classes that annotations on a class, or on one within it, name, it itself left out."""
    for file in links.files:
        dex = file.code.dex
        written = [dex.string(index) for index in dex.strings_with_prefix(own[:-1])]
        types = dex.find_types([text for text in written if text == own or text.startswith(f"{own[:-1]}$")])
        for class_def in np.flatnonzero(is_among(dex.class_defs["class_type"], types)).tolist():
            named = (dex.type_descriptor(kind) for kind in classes_named_on(dex, class_def))
            yield from (each for each in named if each != own)


def _nodes(graph: CallGraph, name: str, methods: tuple[str, ...]) -> list[int]:
    """The nodes of a class that the system creates: its methods of these names first, own or inherited."""
    class_index = graph.links.find_class(descriptor(name))
    if class_index < 0:
        return []
    entered = _nearest(graph.links, class_index, methods)
    return [*entered, graph.exists(class_index), graph.runs(class_index)]


def _nearest(links: Links, class_index: int, names: tuple[str, ...]) -> list[int]:
    """The methods of these names that an object of the class has: of each name those of the lowest class."""
    own = hash_texts(_CREATION)
    missing = {int(value) for value in hash_texts(names)}
    found: list[int] = []
    for depth in range(MAX_DEPTH):
        methods = np.array(links.methods_of(class_index), dtype=np.int64)
        hashes = links.method_name[methods]
        wanted = np.array(sorted(missing), dtype=np.uint64)
        hit = is_among(hashes, wanted) | (is_among(hashes, own) if depth == 0 else False)
        found += methods[hit & links.method_has_code[methods]].tolist()
        missing -= set(hashes[hit].tolist())
        class_index = int(links.class_super[class_index])
        if class_index < 0 or not missing:
            break
    return found


def _handed_on(graph: CallGraph, facts: Iterable[Fact]) -> list[int]:
    """Classes that meta-data name, by their value or their name: what asks for it may make objects of them.

    Visual builders of apps start their first page so, libraries find their parts (`com.google.firebase.components:…`).
    """
    data = [fact for fact in facts if isinstance(fact, MetaDataFact)]
    names = dict.fromkeys(text.rpartition(":")[2] for fact in data for text in (fact.name, fact.value) if "." in text)
    found: list[int] = []
    for class_index in map(graph.links.find_class, map(descriptor, names)):
        if class_index >= 0:
            found += [*_nearest(graph.links, class_index, ()), graph.exists(class_index)]
    return found


def _from_layouts(graph: CallGraph) -> list[int]:
    """Views that layouts may name: classes with the constructor that inflating a layout calls, and that constructor."""
    links = graph.links
    parameters = hash_texts([descriptor("android.content.Context"), descriptor("android.util.AttributeSet")])
    terms = mix(parameters, np.arange(len(parameters), dtype=np.uint64))
    prototype = mix(hash_texts(["V"]), terms.sum(keepdims=True, dtype=np.uint64))
    signature = mix(hash_texts(["<init>"]), prototype)
    constructors = np.flatnonzero((links.method_signature == signature) & links.method_has_code)
    return [*constructors.tolist(), *(links.method_class[constructors] + graph.exists(0)).tolist()]


def _named_in_resources(graph: CallGraph) -> list[int]:
    """Fragments and drawables that resources and saved state may name, with the constructor that is called then."""
    links, kinds = graph.links, (*_FRAGMENTS, _DRAWABLE)
    marks = links.marks_below(np.ones(len(kinds), dtype=np.uint64), hash_texts([descriptor(name) for name in kinds]))
    found: list[int] = []
    for class_index in np.flatnonzero(marks > 0).tolist():
        found += [*_nearest(links, class_index, ()), graph.exists(class_index), graph.runs(class_index)]
    return found


def declared_by_action(facts: Iterable[Fact]) -> dict[str, list[StartedByAction]]:
    """Components by the actions of their own that the manifest states; the platform's actions open other apps."""
    found: dict[str, list[StartedByAction]] = {}
    for fact in facts:
        if isinstance(fact, ComponentFact) and fact.type in _STARTED_BY_ACTION:
            for action in fact.actions:
                if not action.startswith(_OF_PLATFORM):
                    found.setdefault(action, []).append(StartedByAction(fact.name, fact.type == "receiver"))
    return found


def launchers(graph: CallGraph, facts: Iterable[Fact]) -> list[int]:
    """The classes that the launcher starts."""
    names = [name for fact in facts if isinstance(fact, AppFact) for name in (fact.launcher, *fact.more_launchers)]
    return [found for name in names if name and (found := graph.links.find_class(descriptor(name))) >= 0]

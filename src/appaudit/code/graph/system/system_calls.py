"""What runs without a call in the code: callbacks of the system, and what a person's action or an event brings."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from appaudit.code.graph.edges.dispatch import Dispatch
from appaudit.code.graph.edges.found import Edges, Stage
from appaudit.code.graph.libraries.renamed_coroutines import coroutine_bodies
from appaudit.code.graph.program.callbacks import ASYNCHRONOUS, EVENTS, NOT_OF_PLATFORM
from appaudit.code.graph.program.called_by_system import called_by_system, classes_with
from appaudit.code.graph.program.finished_pages import never_shown
from appaudit.code.graph.program.foreign_types import unknown_types
from appaudit.code.graph.program.links import Flags, Indices, Links
from appaudit.code.graph.system.user_actions import called_by_person, user_actions
from appaudit.dex import References
from appaudit.dex.hashes import hash_texts
from appaudit.dex.tables import is_among
from appaudit.model.record import record


@record(kw_only=False, eq=False)
class SystemCalls:
    """Marks of the methods of a program that run without a call, by what runs them, and of their classes."""

    callbacks: Flags
    """What the system calls once an object exists, `by_event` among them."""
    by_event: Flags
    by_user: Flags
    """What a person's action runs."""
    assumed: Flags
    """What is called through types so general that nobody can say by whom."""
    runs: Flags
    """For each class whether any of the callbacks or assumed methods are its own or inherited."""


def system_calls(
    links: Links, calls: Sequence[References], dispatch: Dispatch, receiving: Sequence[Indices], made_by_system: Flags
) -> SystemCalls:
    """What runs without a call.

    Args:
        links: The program.
        calls: The calls of each file.
        dispatch: What calls through a receiver may reach.
        receiving: For each file and method identifier the node of its calls.
        made_by_system: The classes whose objects the system makes.
    """
    by_event, by_user = called_by_system(links, EVENTS), user_actions(links)
    callbacks = called_by_system(links, ASYNCHRONOUS) | coroutine_bodies(links) | by_event
    assumed = dispatch.general & ~callbacks & ~made_by_system[links.method_class]
    told = assumed & called_by_person(links, calls, by_user, receiving, (dispatch.source, dispatch.target))
    assumed, by_user = assumed & ~told, by_user | told
    return SystemCalls(callbacks, by_event, by_user, assumed, classes_with(links, callbacks | assumed))


def add_class_edges(edges: Edges, links: Links, system: SystemCalls, initialisers: Indices) -> None:
    """Add what follows from the existence of an object, and from the system calling the callbacks of its class.

    Args:
        edges: Where they are added.
        links: The program.
        system: What runs without a call.
        initialisers: For each class its static initialiser, -1 where it has none.
    """
    callbacks, by_event, by_user = system.callbacks & ~never_shown(links), system.by_event, system.by_user
    runs, assumed = system.runs, system.assumed
    classes = np.arange(links.class_count)
    exists, running = links.method_count, links.method_count + links.class_count
    child = np.repeat(classes, np.diff(links.parent_bounds))
    edges.add(child + exists, links.parents + exists)
    inherits = np.flatnonzero(runs[links.parents])
    edges.add(child[inherits] + running, links.parents[inherits] + running)
    with_initialiser = np.flatnonzero(initialisers >= 0)
    edges.add(with_initialiser + exists, initialisers[with_initialiser])
    by_itself = ((callbacks & ~by_event, Stage.ALWAYS), (by_event, Stage.EVENT), (assumed, Stage.ASSUMED))
    for chosen, stage in by_itself:
        called = np.flatnonzero(chosen)
        edges.add(links.method_class[called] + running, called, stage=stage)
    runnable = np.flatnonzero(runs)
    edges.add(runnable + exists, runnable + running, stage=Stage.USER)
    acted = np.flatnonzero(by_user)
    edges.add(links.method_class[acted] + exists, acted, stage=Stage.USER)
    framework, foreign = unknown_types(links)
    open_methods = links.method_is_virtual & links.method_has_code & framework[links.method_class]
    open_methods &= foreign[links.method_class] | ~is_among(links.method_name, hash_texts(NOT_OF_PLATFORM))
    entered = np.flatnonzero(open_methods & ~callbacks & ~assumed & ~by_user)
    edges.add(links.method_class[entered] + exists, entered, stage=Stage.ANY)

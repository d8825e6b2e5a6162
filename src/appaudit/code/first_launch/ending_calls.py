"""Calls that never come back at a first launch: what throws unless somebody has agreed ends whoever calls it."""

from __future__ import annotations

from collections.abc import Collection

from appaudit.code.first_launch.first_launch import FirstLaunch
from appaudit.code.values.java_names import class_name
from appaudit.code.values.registers import MethodBody
from appaudit.dex.opcodes import INVOKES


def ends_before(launch: FirstLaunch, file: int, body: MethodBody, places: Collection[int]) -> str:
    """The method of the app that never comes back to one that launch runs, so that none of its places run.

    Args:
        launch: What launch runs.
        file: The file, by its place among the graph's.
        body: The method that calls.
        places: Instructions by their number in it.

    Returns:
        Its class and name; empty where some place may run, or something else keeps them from it.
    """
    followed = launch.followed(file, body.code_item)
    if followed is None or not any(followed.runs) or any(followed.runs[place] for place in places):
        return ""
    last = max(at for at in range(min(places) + 1) if followed.runs[at])
    if body.opcodes[last] not in INVOKES:
        return ""
    dex, method = launch.files[file].code.dex, body.target(last)
    return f"{class_name(dex.method_class(method))}.{dex.method_name(method)}"

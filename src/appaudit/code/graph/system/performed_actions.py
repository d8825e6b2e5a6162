"""What code does in place of a person: it presses a button, ticks a box, moves a bar, and the listener runs.

A listener is a person's action (`appaudit.code.graph.system.user_actions`) until code performs that action itself on
the object that it was given to: the same value of one method, or the same field.
https://developer.android.com/reference/android/view/View, CompoundButton, TextView, Dialog, SeekBar, RadioGroup and
ViewStub, 2026-12-01, not opened.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

import numpy as np
from numpy.typing import NDArray

from appaudit.code.graph.edges.found import Edges
from appaudit.code.graph.objects.handed_values import HandedValues, Value
from appaudit.code.graph.program.links import FileLinks, Flags, Links
from appaudit.code.values.registers import UNKNOWN, MethodBody
from appaudit.dex import References
from appaudit.dex.hashes import Hashes, hash_texts
from appaudit.dex.opcodes import MOVE_RESULTS
from appaudit.dex.tables import distinct, is_among
from appaudit.model.record import record

#: Calls that hand over a listener, what runs of it, and the calls that perform its action.
_LISTENERS: Final = (
    (("setOnClickListener",), ("onClick",), ("performClick", "callOnClick")),
    (("setOnLongClickListener",), ("onLongClick",), ("performLongClick",)),
    (("setOnItemClickListener",), ("onItemClick",), ("performItemClick",)),
    (("setOnTouchListener",), ("onTouch",), ("dispatchTouchEvent",)),
    (("setOnKeyListener",), ("onKey",), ("dispatchKeyEvent",)),
    (("setOnFocusChangeListener",), ("onFocusChange",), ("requestFocus",)),
    (("setOnCheckedChangeListener",), ("onCheckedChanged",), ("setChecked", "toggle", "check", "clearCheck")),
    (("setOnSeekBarChangeListener",), ("onProgressChanged",), ("setProgress", "incrementProgressBy")),
    (("setOnRatingBarChangeListener",), ("onRatingChanged",), ("setRating",)),
    (("setOnQueryTextListener",), ("onQueryTextSubmit", "onQueryTextChange"), ("setQuery",)),
    (("setOnTabChangedListener",), ("onTabChanged",), ("setCurrentTab", "setCurrentTabByTag")),
    (
        ("addOnPageChangeListener", "setOnPageChangeListener"),
        ("onPageSelected", "onPageScrolled", "onPageScrollStateChanged"),
        ("setCurrentItem",),
    ),
    (("setOnInflateListener",), ("onInflate",), ("inflate",)),
    (
        ("addTextChangedListener",),
        ("beforeTextChanged", "onTextChanged", "afterTextChanged"),
        ("setText", "append"),
    ),
    (("setOnDismissListener",), ("onDismiss",), ("dismiss", "cancel")),
    (("setOnCancelListener",), ("onCancel",), ("cancel",)),
    (("setOnShowListener",), ("onShow",), ("show",)),
    (("setPositiveButton", "setNegativeButton", "setNeutralButton"), ("onClick",), ("performClick", "callOnClick")),
)  # fmt: skip
#: The same names as hashes, and all of them together.
_CALLED: Final = tuple((hash_texts(handing), hash_texts(performing)) for handing, _, performing in _LISTENERS)
_NAMES: Final = hash_texts(sorted({name for handing, _, performing in _LISTENERS for name in (*handing, *performing)}))
#: What a dialog gives its buttons, and the listeners that these have.
_BUTTON: Final = "getButton"
_OF_BUTTONS: Final = len(_LISTENERS) - 1


def add_performed_actions(edges: Edges, links: Links, file: FileLinks, calls: References, base: int) -> None:
    """Add what leads from the calls that perform an action to the listeners that run then.

    Args:
        edges: Where they are added.
        links: All classes.
        file: The file.
        calls: Its calls.
        base: Its first instruction in the count over all files.
    """
    known = is_among(file.method_name, _NAMES)
    names, places = file.method_name[known], np.flatnonzero(known)
    values = _Listeners(links, file, calls)
    owners = links.method_class[file.item_method[calls.code_item]]
    for kind, (handing, performing) in enumerate(_CALLED):
        handed, performed = (_calls_of(calls, names, places, each, len(known)) for each in (handing, performing))
        if not len(handed) or not len(performed):
            continue
        # Of a listener that another class is given nobody can tell whose it is.
        handed_here = handed[is_among(owners[handed], distinct(owners[performed]))]
        performed_here = performed[is_among(owners[performed], distinct(owners[handed]))]
        found = [values.given(at, kind == _OF_BUTTONS) for at in handed_here.tolist()]
        given = [each for each in found if each is not None]
        for at in performed_here.tolist() if given else ():
            item, place = int(calls.code_item[at]), int(calls.instruction[at])
            for listener in values.performed(at, given, kind == _OF_BUTTONS):
                methods = np.array(values.methods_of(listener, _LISTENERS[kind][1]), dtype=np.int64)
                edges.add(
                    np.full(len(methods), file.item_method[item]),
                    methods,
                    instruction=np.full(len(methods), place + base),
                    requires=np.full(len(methods), listener + links.method_count),
                )


def _calls_of(
    calls: References, names: Hashes, places: NDArray[np.int64], wanted: Hashes, count: int
) -> NDArray[np.int64]:
    """Positions of the calls of methods of some names; `names` are those at `places` among all `count` methods."""
    found = places[is_among(names, wanted)] if len(places) else places
    if not len(found):
        return found
    targets: Flags = np.zeros(count, dtype=bool)
    targets[found] = True
    return calls.to_any(targets)


@record(kw_only=False)
class _Given:
    """A listener that a call hands over: the object it is given to, where that is, and the listener's class."""

    owner: Value
    item: int
    index: int
    listener: int


class _Listeners(HandedValues):
    """The listeners that calls of one file hand over, and those that others run."""

    def given(self, at: int, is_of_buttons: bool) -> _Given | None:
        """The listener that a call hands over, given by its number; None where it is not known."""
        item, body, index = self.place(at)
        registers = body.sources(index) if body.is_read else ()
        if len(registers) < 2:
            return None
        listener = self.class_of(item, body, index, registers[-1])
        owner = (item, UNKNOWN) if is_of_buttons else self.value(item, body, index, registers[0])
        return None if owner is None or listener < 0 else _Given(owner, item, index, listener)

    def performed(self, at: int, given: Sequence[_Given], is_of_buttons: bool) -> list[int]:
        """The classes of the listeners that a call runs: those given to its object before."""
        item, body, index = self.place(at)
        if not body.is_read or not (registers := body.sources(index)):
            return []
        owner = self.value(item, body, index, registers[0])
        if is_of_buttons:
            owner = (item, UNKNOWN) if owner is not None and self._is_button(body, owner) else None
        fits = (each for each in given if each.owner == owner and (each.item != item or each.index < index))
        return list(dict.fromkeys(each.listener for each in fits))

    def _is_button(self, body: MethodBody, owner: Value) -> bool:
        """Whether a value is what a dialog gave for one of its buttons."""
        before = owner[1] - body.registers - 1
        if owner[0] < 0 or before < 0 or body.opcodes[before + 1] not in MOVE_RESULTS:
            return False
        return self._file.code.dex.method_name(body.target(before)) == _BUTTON

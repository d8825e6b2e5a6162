"""Small apps that read an identifier as the platform asks them something, and near twins that it does not ask."""

from __future__ import annotations

from typing import Final

from tests.metamorphic.code_evasions import STRING
from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import HIDDEN, App, hidden
from tests.support.axml_builder import Tag
from tests.support.dex_builder import method
from tests.support.program_assembly import (
    ACTIVITY,
    OBJECT,
    Instruction,
    call,
    code,
    const,
    const_string,
    defined,
    move_result,
    new,
    static_field,
)

_CONTEXT, _RECEIVER = "Landroid/content/Context;", "Landroid/content/BroadcastReceiver;"
_INTENT, _RESOLVER, _PROVIDER = (
    "Landroid/content/Intent;",
    "Landroid/content/ContentResolver;",
    "Landroid/content/ContentProvider;",
)
_SELECTED: Final = "Landroid/widget/AdapterView$OnItemSelectedListener;"
_ANSWERED: Final = (
    f"{_CONTEXT}->sendOrderedBroadcast({_INTENT}{STRING}{_RECEIVER}Landroid/os/Handler;I{STRING}Landroid/os/Bundle;)V"
)
_INSERTS: Final = "insert(Landroid/net/Uri;Landroid/content/ContentValues;)Landroid/net/Uri;"
_BATCH: Final = f"{_RESOLVER}->applyBatch({STRING}Ljava/util/ArrayList;)[Landroid/content/ContentProviderResult;"


def _sent(*sending: Instruction) -> App:
    """An app that makes a receiver, and sends a broadcast."""
    body = code(READ_ID, registers=16, incoming=3)
    return App(
        body=[*new(2, HIDDEN), *sending], classes=[hidden(f"onReceive({_CONTEXT}{_INTENT})V", _RECEIVER, body=body)]
    )


def _batch(authority: str, *, inherits: bool = False) -> App:
    """An app whose provider inserts as one of the operations of a batch, in a class of its own or one above it."""
    reads = hidden(_INSERTS, _PROVIDER, body=code(READ_ID, registers=16, incoming=3))
    below = defined("Lm/Below;", {}, superclass=HIDDEN)
    name = "m.Below" if inherits else "m.Hidden"
    return App(
        body=[const_string(1, authority), call("virtual", _BATCH, 0, 1, 2)],
        classes=[reads, below],
        components=[Tag("provider", {"name": name, "authorities": "m.files", "exported": False})],
    )


def _kept(authority: str) -> App:
    """An app that asks its provider by an address that a class keeps."""
    uri, kept = "Landroid/net/Uri;", "Lm/Contract;->ADDRESS:Landroid/net/Uri;"
    parsed = call("static", f"{uri}->parse({STRING}){uri}", 0)
    fills = code(
        *(const_string(0, f"content://{authority}/rows"), parsed, move_result(0, reference=True)),
        static_field("put-object", 0, kept),
    )
    asks = call("virtual", f"{_RESOLVER}->getType({uri}){STRING}", 2, 1)
    reads = hidden(f"getType({uri}){STRING}", _PROVIDER, body=code(READ_ID, registers=16, incoming=2))
    return App(
        body=[static_field("get-object", 1, kept), asks],
        classes=[reads, defined("Lm/Contract;", {"<clinit>()V": fills})],
        components=[Tag("provider", {"name": "m.Hidden", "authorities": "m.files", "exported": False})],
    )


def _asked(name: str) -> App:
    """An app whose first page has a method in place of the platform's."""
    page = defined(
        "Lm/Page;",
        {f"{name}()Landroid/content/res/Resources;": code(READ_ID, registers=16, incoming=1)},
        superclass=ACTIVITY,
    )
    icon = Tag(
        "intent-filter",
        {},
        [
            Tag("action", {"name": "android.intent.action.MAIN"}),
            Tag("category", {"name": "android.intent.category.LAUNCHER"}),
        ],
    )
    return App(classes=[page], components=[Tag("activity", {"name": "m.Page", "exported": True}, [icon])])


def _selected(name: str) -> App:
    """An app that listens to what is selected in a list."""
    listens = call("virtual", f"Landroid/widget/Spinner;->setOnItemSelectedListener({_SELECTED})V", 2, 1)
    body = code(READ_ID, registers=16, incoming=6 if "View" in name else 2)
    return App(body=[*new(1, HIDDEN), listens], classes=[hidden(name, interfaces=(_SELECTED,), body=body)])


_BAR: Final = "Landroid/widget/SeekBar;"
_MOVED: Final = "Landroid/widget/SeekBar$OnSeekBarChangeListener;"


def _moved(*moves: Instruction) -> App:
    """An app that listens to a bar, and moves one."""
    body = code(READ_ID, registers=16, incoming=4)
    listens = call("virtual", f"{_BAR}->setOnSeekBarChangeListener({_MOVED})V", 2, 1)
    listener = hidden(f"onProgressChanged({_BAR}IZ)V", interfaces=(_MOVED,), body=body)
    return App(body=[*new(1, HIDDEN), *new(2, _BAR), *new(3, _BAR), listens, *moves], classes=[listener])


def _listening(name: str, interface: str, incoming: int) -> App:
    """An app that makes a listener."""
    body = code(READ_ID, registers=16, incoming=incoming)
    return App(body=new(1, HIDDEN), classes=[hidden(name, interfaces=(interface,), body=body)])


_SCROLLED: Final = "Landroid/widget/AbsListView$OnScrollListener;"
_LIST: Final = "Landroid/widget/AdapterView;"
_IN_ORDER: Instruction = (8 << 8 | 0x74, method(_ANSWERED), 0)
#: What is handed over stands in register 3.
_HANDED, _NOTHING = (2 << 12 | 3 << 8 | 0x07,), const(3, 0)
#: The identifier is read before anyone has agreed.
ANSWERED: Final[dict[str, App]] = {
    "end of a broadcast in order": _sent(_HANDED, _IN_ORDER),
    "operation of a batch": _batch("m.files"),
    "operation of a batch, of a class above": _batch("m.files", inherits=True),
    "provider by an address that a class keeps": _kept("m.files"),
    "resources of the page": _asked("getResources"),
    "bar that code moves": _moved(call("virtual", f"{_BAR}->setProgress(I)V", 2, 4)),
    "place of a list as it is listened to": _listening("onScroll(Landroid/widget/AbsListView;III)V", _SCROLLED, 5),
    "fraction that a function gives": _listening(
        f"applyAsDouble({OBJECT})D", "Ljava/util/function/ToDoubleFunction;", 2
    ),
    "first selection of a list": _selected(f"onItemSelected({_LIST}Landroid/view/View;IJ)V"),
}
#: Near twins: nobody asks for it.
NOT_ASKED: Final[dict[str, App]] = {
    "broadcast without a receiver of its own": _sent(call("virtual", f"{_CONTEXT}->sendBroadcast({_INTENT})V", 0, 1)),
    "broadcast in order that is not answered": _sent(_NOTHING, _IN_ORDER),
    "batch of another provider": _batch("m.filesystem"),
    "another provider by an address that a class keeps": _kept("m.filesystem"),
    "resources by another name": _asked("getOwnResources"),
    "another bar that code moves": _moved(call("virtual", f"{_BAR}->setProgress(I)V", 3, 4)),
    "list that a person moves": _listening("onScrollStateChanged(Landroid/widget/AbsListView;I)V", _SCROLLED, 3),
    "nothing selected in a list": _selected(f"onNothingSelected({_LIST})V"),
}

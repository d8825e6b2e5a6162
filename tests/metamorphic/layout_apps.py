"""Small apps whose layout names a view that reads an identifier, and near twins whose layout is never shown.

The same of navigation graphs, whose first page is shown with them and whose others are not.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from tests.metamorphic.launched_apps import READ_ID
from tests.metamorphic.small_apps import HIDDEN, App, members
from tests.support.apk_builder import Member, zip_bytes
from tests.support.axml_builder import ConfigEntries, Ref, Scalar, Tag, axml, resource_table
from tests.support.program_assembly import ACTIVITY, Instruction, call, code, defined

_VIEW = "Landroid/view/View;"
_OUTER, _INNER = 0x7F010000, 0x7F010001
_MADE: Final = "<init>(Landroid/content/Context;Landroid/util/AttributeSet;)V"
_READS = defined(HIDDEN, {_MADE: code(READ_ID, registers=16, incoming=3)}, superclass=_VIEW)


def _number(value: int) -> Instruction:
    """The number of a resource in a register."""
    return (0x14 | 2 << 8, value & 0xFFFF, value >> 16)


_SHOWS: Final = call("virtual", f"{ACTIVITY}->setContentView(I)V", 14, 2)
_ASKS: Final = call("virtual", f"{ACTIVITY}->getString(I)Ljava/lang/String;", 14, 2)


def layout_package(body: Sequence[Instruction], outer: Tag, inner: Tag) -> bytes:
    """The package of an app with two layouts."""
    entries = ConfigEntries({0: ("a", "res/layout/a.xml"), 1: ("b", "res/layout/b.xml")})
    layouts = [
        Member("resources.arsc", resource_table({"layout": [entries]})),
        Member("res/layout/a.xml", axml(outer), deflate=True),
        Member("res/layout/b.xml", axml(inner), deflate=True),
    ]
    return zip_bytes([*members(App(body=body, classes=[_READS])), *layouts])


def placed_package(kind: str, places: Sequence[str | Ref], documents: Mapping[str, Tag]) -> bytes:
    """The package of an app that shows its first layout; what its table says of layouts, and the files."""
    rows: dict[int, tuple[str, Scalar]] = {number: ("a", place) for number, place in enumerate(places)}
    files = [Member(place, axml(document), deflate=True) for place, document in documents.items()]
    table = Member("resources.arsc", resource_table({kind: [ConfigEntries(rows)]}))
    return zip_bytes([*members(App(body=[_number(_OUTER), _SHOWS], classes=[_READS])), table, *files])


_BOX, _OWN = Tag("LinearLayout", {}, []), Tag("LinearLayout", {}, [Tag("m.Hidden", {}, [])])
_INCLUDING = Tag("LinearLayout", {}, [Tag("include", {"layout": Ref(_INNER)}, [])])
_FIRST, _SECOND, _WITHIN, _ACTION = 0x7F020000, 0x7F020001, 0x7F020002, 0x7F020003
_HOST = Tag("androidx.fragment.app.FragmentContainerView", {"navGraph": Ref(_INNER)}, [])
_GOES: Final = call("virtual", "Landroidx/navigation/NavController;->navigate(I)V", 14, 2)


def _page(number: int, name: str, *within: Tag) -> Tag:
    return Tag("fragment", {"id": Ref(number), "name": name}, [*within])


def _graph(start: int, *pages: Tag, number: int = 0x7F020009) -> Tag:
    return Tag("navigation", {"id": Ref(number), "startDestination": Ref(start)}, [*pages])


_OTHER, _READING = _page(_FIRST, "m.Else"), _page(_SECOND, "m.Hidden")
_SECOND_READS = _graph(_FIRST, _OTHER, _READING)
_WITH_ACTION = _graph(
    _FIRST, _page(_FIRST, "m.Else", Tag("action", {"id": Ref(_ACTION), "destination": Ref(_SECOND)}, [])), _READING
)
_NESTED = [_OTHER, _graph(_SECOND, _page(_WITHIN, "m.Else"), _READING, number=_WITHIN)]
#: The identifier is read before anyone has agreed: body of the page, its layout, and another layout.
SHOWN: Final = {
    "view of a layout": ([_number(_OUTER), _SHOWS], _OWN, _BOX),
    "view of a layout that another includes": ([_number(_OUTER), _SHOWS], _INCLUDING, _OWN),
    "part of a page in a layout": (
        [_number(_OUTER), _SHOWS],
        Tag("LinearLayout", {}, [Tag("view", {"class": "m.Hidden"}, [])]),
        _BOX,
    ),
    "first page of a navigation graph": ([_number(_OUTER), _SHOWS], _HOST, _graph(_SECOND, _OTHER, _READING)),
    "first page of a graph within": ([_number(_OUTER), _SHOWS], _HOST, _graph(_WITHIN, *_NESTED)),
    "page to which an action leads": ([_number(_OUTER), _SHOWS, _number(_ACTION), _GOES], _HOST, _WITH_ACTION),
    "page to which code goes": ([_number(_OUTER), _SHOWS, _number(_SECOND), _GOES], _HOST, _SECOND_READS),
    "graph that says of no page that it is first": ([_number(_OUTER), _SHOWS], _HOST, _graph(0, _OTHER, _READING)),
}
NOT_SHOWN: Final = {
    "another layout": ([_number(_INNER), _SHOWS], _OWN, _BOX),
    "number that shows nothing": ([_number(_OUTER), _ASKS], _OWN, _BOX),
    "layout without the view": ([_number(_OUTER), _SHOWS], _BOX, _OWN),
    "another page of a navigation graph": ([_number(_OUTER), _SHOWS], _HOST, _SECOND_READS),
    "page within a graph that is not first": ([_number(_OUTER), _SHOWS], _HOST, _graph(_FIRST, *_NESTED)),
    "action that nothing takes": ([_number(_OUTER), _SHOWS], _HOST, _WITH_ACTION),
    "page that code only names": ([_number(_OUTER), _SHOWS, _number(_SECOND), _ASKS], _HOST, _SECOND_READS),
}
#: The same of what tools do to tables: kind of the resource, places, and the files.
PLACED: Final = {
    "layout that stands for another": ("layout", [Ref(_INNER), "res/b.xml"], {"res/b.xml": _OWN}),
    "layout that includes one that stands for another": (
        "layout",
        ["res/a.xml", Ref(0x7F010002), "res/c.xml"],
        {"res/a.xml": _INCLUDING, "res/c.xml": _OWN},
    ),
    "layout without an ending": ("layout", ["r/a/b"], {"r/a/b": _OWN}),
    "layout with the ending of a picture": ("layout", ["res/a.png"], {"res/a.png": _OWN}),
    "layout among the assets": ("layout", ["assets/a.xml"], {"assets/a.xml": _OWN}),
    "kind of another name": ("a", ["r/a/b.xml"], {"r/a/b.xml": _OWN}),
}
NOT_PLACED: Final = {
    "layout that stands for another without the view": (
        "layout",
        [Ref(_INNER), "res/b.xml", "res/c.xml"],
        {"res/b.xml": _BOX, "res/c.xml": _OWN},
    ),
    "file that no layout names": ("layout", ["res/a.xml"], {"res/a.xml": _BOX, "r/a/b": _OWN}),
    "drawing": ("drawable", ["res/a.xml"], {"res/a.xml": _OWN}),
}

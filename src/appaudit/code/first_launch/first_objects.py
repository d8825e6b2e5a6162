"""What files, databases, maps of settings, JSON and collections say at a first launch, when nothing has been stored.

A file of the app is not there, a query of its own tables has no rows, `getAll` has no setting, a list that was just
made has no elements, and JSON says what its text says. To open a file that is not there throws, and so does to ask for
an element. What launch writes before is asked of whoever knows what launch does.

https://developer.android.com/reference: java.io, java.util, android.content, android.database, org.json; checked
2026-11-30, not opened. `Gson.fromJson`, `JSON.parseObject` and the like give null for an empty text:
https://github.com/google/gson and https://github.com/alibaba/fastjson, checked 2026-11-30, not opened.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Sequence
from functools import cached_property
from typing import Final, Protocol, TypeGuard

from appaudit.code.first_launch.kept_contents import ANY_KEY, ATOMIC, KEPT, SETTINGS
from appaudit.code.first_launch.made_stores import DATABASES, FILE
from appaudit.code.values.marked_values import NEVER, NO_TEXT, Boxed, Fresh, Made, Value, is_text

_FOLDER: Final = "\0folder"
_BUILDER: Final = "\0builder "
_DATABASE: Final = "\0database"
_NO_ROWS: Final = "\0no rows"
_JSON: Final = "\0json "
_NOTHING: Final = "\0nothing inside"

#: Folders that nobody but the app writes to.
_FOLDERS: Final = frozenset(
    ("getFilesDir", "getCacheDir", "getDir", "getDataDir", "getNoBackupFilesDir", "getExternalFilesDir",
     "getExternalCacheDir", "getCodeCacheDir")
)  # fmt: skip
_BUILDERS: Final = ("Ljava/lang/StringBuilder;", "Ljava/lang/StringBuffer;")
_IS_NOT_THERE: Final = frozenset(
    ("exists", "isFile", "isDirectory", "canRead", "length", "lastModified", "delete", "list", "listFiles")
)
_PATHS: Final = frozenset(("getPath", "getAbsolutePath", "getCanonicalPath", "toString", "getAbsoluteFile"))
_READERS: Final = ("Ljava/io/FileInputStream;", "Ljava/io/FileReader;", "Ljava/util/Scanner;")
_GIVES_DATABASE: Final = frozenset(("getReadableDatabase", "getWritableDatabase", "openOrCreateDatabase"))
_TABLE: Final = re.compile(r"(?i)\bfrom\s+[`\"\[]?(\w+)")
_CURSOR: Final = {
    "moveToFirst": 0, "moveToNext": 0, "moveToLast": 0, "moveToPosition": 0, "getCount": 0, "isAfterLast": 1,
}  # fmt: skip
_COLLECTIONS: Final = frozenset(
    f"Ljava/util/{name};"
    for name in (
        "ArrayList", "LinkedList", "Vector", "Stack", "ArrayDeque", "HashMap", "LinkedHashMap", "TreeMap", "Hashtable",
        "HashSet", "LinkedHashSet", "TreeSet", "Properties", "concurrent/ConcurrentHashMap",
        "concurrent/CopyOnWriteArrayList", "concurrent/ConcurrentLinkedQueue", "concurrent/LinkedBlockingQueue",
    )
)  # fmt: skip
_MAKES_EMPTY: Final = ("()V", "(I)V")
_VIEWS: Final = frozenset(("iterator", "listIterator", "entrySet", "keySet", "values", "elements", "keys", "stream"))
_NO_ELEMENT: Final = frozenset(("peek", "poll", "pollFirst", "pollLast", "peekFirst", "peekLast", "firstEntry"))
_THROWS: Final = frozenset(("next", "nextElement", "getFirst", "getLast", "firstKey", "element"))
_SAYS: Final = {"isEmpty": 1, "size": 0, "contains": 0, "containsKey": 0, "containsValue": 0, "hasNext": 0,
                "hasMoreElements": 0, "indexOf": -1}  # fmt: skip
#: Atomic numbers and truth values, which begin as zero or false, and what they are asked by.
_ATOMICS: Final = tuple(f"Ljava/util/concurrent/atomic/Atomic{name};" for name in ("Boolean", "Integer"))
_REFERENCE: Final = "Ljava/util/concurrent/atomic/AtomicReference;"
_OF_ATOMIC: Final = frozenset(("get", "getPlain", "getAcquire", "getOpaque", "intValue"))
#: What is asked by a key.
_BY_KEY: Final = ("get", "containsKey")
_MAPS: Final = ("Map;", "/Hashtable;", "/Properties;")
_JSON_OBJECT, _JSON_LIST = "Lorg/json/JSONObject;", "Lorg/json/JSONArray;"
#: What JSON says of a name that it does not have, by the type of what is asked for.
_UNNAMED: Final[dict[str, Value]] = {
    "optBoolean": 0, "optInt": 0, "optLong": 0, "optString": "", "optJSONObject": 0, "optJSONArray": 0, "opt": 0,
}  # fmt: skip
_LIBRARIES: Final = ("Lcom/google/gson/", "Lcom/alibaba/fastjson")
_PARSERS: Final = re.compile(r"Lcom/google/gson/Gson;->fromJson|Lcom/alibaba/fastjson2?/JSON(?:Object)?;->parse\w*")


class Stored(Protocol):
    """What launch itself stores before it asks."""

    def stores(self, key: str, opened: str = "", default: Value = None) -> bool:
        """Whether it stores a setting under a key, in the file of settings of this name."""

    def makes_file(self, name: str) -> bool:
        """Whether it may make a file of this name."""

    def fills(self, table: str) -> bool:
        """Whether it may put a row into a table, or the table is not seen to be made by the app."""

    def changes(self, identity: int, made: str, key: str) -> bool:
        """Whether it may change what the object says, when asked by a key, that a field keeps."""


class FirstObjects:
    """Answers for calls of the platform.

    Args:
        stored: What launch stores.
    """

    def __init__(self, stored: Stored) -> None:
        self._stored = stored

    def said(self, owner: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        """What a call gives, `Made` where it changes what its object says; None where nobody can say.

        Args:
            owner: The class that the call names, a descriptor.
            name: Its method.
            prototype: The types of what it takes and gives.
            arguments: What it is passed, with the object first where there is one.
        """
        receiver = arguments[0] if arguments else None
        if name == "<init>":
            return self._made(owner, prototype, arguments)
        if isinstance(receiver, str) and receiver.startswith("\0"):
            for mark, answer in self._answers.items():
                if receiver.startswith(mark):
                    return answer(receiver.removeprefix(mark), name, prototype, arguments)
        if name in _GIVES_DATABASE and prototype.endswith(f"){DATABASES}"):
            return _DATABASE
        if name in _FOLDERS and prototype.endswith(")Ljava/io/File;"):
            return _FOLDER
        if name in ("openFileInput", "getFileStreamPath") and len(arguments) > 1 and is_text(arguments[1]):
            return self._opened(FILE + arguments[1]) if name == "openFileInput" else FILE + arguments[1]
        if name == "getAll" and prototype == "()Ljava/util/Map;":
            return SETTINGS + (str(receiver) if receiver is not None else "")
        if name == "queryNumEntries" and _DATABASE in arguments:
            return self._rows(arguments, 0)
        if is_parser(owner, name):
            texts = [each for each in arguments if each is None or each == 0 or each == NO_TEXT or is_text(each)]
            return 0 if texts and texts[0] in (0, "", NO_TEXT) else None
        return None

    @cached_property
    def _answers(self) -> dict[str, Callable[[str, str, str, Sequence[Value]], Value]]:
        return {
            _BUILDER: self._of_builder,
            FILE: self._of_file,
            _FOLDER: lambda held, name, prototype, arguments: _FOLDER if name in _PATHS else None,
            _DATABASE: self._of_database,
            _NO_ROWS: lambda held, name, prototype, arguments: _CURSOR.get(name),
            SETTINGS: self._of_settings,
            _JSON: self._of_json,
            _NOTHING: self._of_collection,
            KEPT: self._of_kept,
            ATOMIC: lambda held, name, prototype, arguments: _held(held) if name in _OF_ATOMIC else None,
        }

    def _made(self, owner: str, prototype: str, arguments: Sequence[Value]) -> Value:
        """What a new object says."""
        given = arguments[1] if len(arguments) > 1 else None
        if owner == "Ljava/io/File;":
            return _whole(_path(arguments[1:]))
        if owner in _READERS:
            return self._opened(given)
        if owner in _BUILDERS:
            begins = "" if prototype in _MAKES_EMPTY else _part(given, prototype)
            return Made.of(None if begins is None else Fresh(_BUILDER + begins))
        if owner in _ATOMICS:
            number = 0 if prototype == "()V" else given
            return Made.of(Fresh(f"{ATOMIC}{number}") if isinstance(number, int) else None)
        if owner == _REFERENCE:
            held = 0 if prototype == "()V" else given
            return Made.of(Fresh(f"{ATOMIC}{held}") if isinstance(held, (int, Boxed)) else None)
        if owner in _COLLECTIONS:
            return Made.of(Fresh(_NOTHING)) if prototype in _MAKES_EMPTY else None
        if owner in (_JSON_OBJECT, _JSON_LIST):
            empty = "{}" if owner == _JSON_OBJECT else "[]"
            text = empty if prototype == "()V" else given
            if not is_text(text) or not prototype.startswith(("()", "(Ljava/lang/String;)")):
                return None
            return Made.of(Fresh(_JSON + text)) if _parsed(text, type(json.loads(empty))) is not None else NEVER
        return None

    def _opened(self, file: Value) -> Value:
        is_ours = isinstance(file, str) and file.startswith(FILE)
        return NEVER if is_ours and not self._stored.makes_file(str(file).removeprefix(FILE)) else None

    def _of_file(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        if name in _PATHS:
            return FILE + held
        if name == "getName":
            return held
        return 0 if name in _IS_NOT_THERE and not self._stored.makes_file(held) else None

    def _of_builder(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        if name == "toString":
            folder, _, rest = held.partition(_FOLDER)
            if _FOLDER not in held:
                return held
            return FILE + rest.rpartition("/")[2] if not folder and rest.rpartition("/")[2] else None
        if name != "append":
            return Made.of(None)
        part = _part(arguments[-1], prototype)
        return Made.of(None if part is None else Fresh(_BUILDER + held + part))

    def _of_database(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        return self._rows(arguments, _NO_ROWS) if name.startswith(("query", "rawQuery")) else None

    def _rows(self, arguments: Sequence[Value], none: Value) -> Value:
        """What a query of a table gives that has no rows."""
        asked = next((each for each in arguments if is_text(each)), "")
        found = _TABLE.findall(asked) if " " in asked else [asked]
        return none if found and all(each and not self._stored.fills(each) for each in found) else None

    def _of_settings(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        if name in ("entrySet", "iterator", "next"):
            return SETTINGS + held
        if name == "getKey":
            return ANY_KEY + held
        key = arguments[-1] if name == "get" else arguments[1] if len(arguments) > 1 else None
        if name not in ("get", "containsKey", "getOrDefault") or not is_text(key):
            return None
        opened = held.rpartition("/")[2] if "/" in held else ""
        return None if self._stored.stores(key, opened) else arguments[-1] if name == "getOrDefault" else 0

    def _of_json(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        known = json.loads(held)
        if name == "length":
            return len(known)
        key = arguments[1] if len(arguments) > 1 else None
        if not is_text(key) or not isinstance(known, dict):
            return Made.of(None) if name in ("put", "putOpt", "remove", "accumulate", "append") else None
        if name in ("has", "isNull"):
            return int((key in known) is (name == "has"))
        if name.startswith("put") or name in ("remove", "accumulate", "append"):
            return Made.of(None)
        if not name.startswith(("get", "opt")):
            return None
        if key not in known:
            return NEVER if name.startswith("get") else arguments[-1] if len(arguments) > 2 else _UNNAMED.get(name)
        value = known[key]
        if isinstance(value, dict):
            return Fresh(_JSON + json.dumps(value))
        return int(value) if isinstance(value, bool) else value if isinstance(value, (int, str)) else None

    def _of_kept(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        """What an object says that a field keeps, where launch does not change it."""
        identity, _, rest = held.partition("\0")
        made = f"\0{rest}"
        mark, answer = next(each for each in self._answers.items() if made.startswith(each[0]))
        said = answer(made.removeprefix(mark), name, prototype, arguments)
        key = arguments[1] if len(arguments) > 1 and name.startswith(_BY_KEY) else ""
        if said is None or isinstance(said, Made) or not (key == "" or is_text(key)):
            return None
        return None if self._stored.changes(int(identity), made, str(key)) else said

    def _of_collection(self, held: str, name: str, prototype: str, arguments: Sequence[Value]) -> Value:
        if name in _VIEWS:
            return Fresh(_NOTHING)
        if name in _SAYS:
            return _SAYS[name]
        if name in _NO_ELEMENT:
            return 0
        if name == "getProperty":
            return arguments[-1] if len(arguments) > 2 else 0
        if name in ("get", "remove"):
            return 0 if prototype.startswith("(Ljava/lang/Object;)") else NEVER
        if name == "getOrDefault":
            return arguments[-1]
        return NEVER if name in _THROWS else None


def is_kept(value: Value) -> TypeGuard[str]:
    """Whether a value stands for a new object of which it is followed what it says where a field keeps it."""
    return isinstance(value, Fresh) and value.startswith((_NOTHING, ATOMIC))


def _held(text: str) -> Value:
    """What an atomic value holds: a number, or an object around one."""
    return Boxed(text) if text.startswith("\0") else int(text)


def is_parser(owner: str, name: str) -> bool:
    """Whether a method of a library makes objects of JSON, and none of an empty text."""
    return owner.startswith(_LIBRARIES) and _PARSERS.fullmatch(f"{owner}->{name}") is not None


def _whole(path: Value) -> Value:
    return Made.of(path) if path is not None else None


def _path(parts: Sequence[Value]) -> Value:
    """The file that a folder and a name stand for, or a path."""
    if len(parts) < 2:  # none for what gives many files or one of the file itself
        return parts[0] if parts and isinstance(parts[0], str) and parts[0].startswith((FILE, _FOLDER)) else None
    folder, name = parts[0], parts[-1]
    is_ours = isinstance(folder, str) and folder.startswith((FILE, _FOLDER))
    last = name.rstrip("/").rpartition("/")[2] if is_text(name) else ""
    return FILE + last if is_ours and last else None


def _part(value: Value, prototype: str) -> str | None:
    """What a value adds to a text."""
    if isinstance(value, str) and value.startswith(_FOLDER):
        return _FOLDER
    if isinstance(value, str) and value.startswith(FILE):
        return f"{_FOLDER}/{value.removeprefix(FILE)}"
    if is_text(value):
        return value
    if isinstance(value, Boxed) or not isinstance(value, int) or not prototype.startswith(("(I)", "(Z)")):
        return None
    return str(value) if prototype.startswith("(I)") else str(bool(value)).lower()


def _parsed(text: str, kind: type) -> object:
    """What JSON says, None where it is none of this kind."""
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return None
    return found if isinstance(found, kind) else None

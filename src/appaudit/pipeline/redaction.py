"""What was seen, without anything by which the app could be recognised: for reports of wrong findings.

Every text is taken for the app's own unless it is known not to be: words of closed lists, ids, names and calls of the
catalogue, names of the platform, and the code of SDKs that the catalogue recognises. What is the app's own becomes
`text3`, `host1.example`, `com.p2.p3.C4.m5`, the same wherever it occurs, so that one still sees what belongs together.
Numbers in these names count what came before; nothing of a name can be computed back from them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, Final, get_args

from appaudit.model import words
from appaudit.model.facts.fields import fields_of
from appaudit.model.facts.kinds import FACT_KINDS
from appaudit.model.knowledge import Knowledge

#: Fields that name the app whatever they hold; a label that equals the name of an SDK names the app all the same.
_OWN: Final = frozenset({"label", "sha256", "version_name", "version_code", "authorities", "process", "view"})
#: Fields that hold a word of ours wherever they hold a single word.
_OURS: Final = frozenset({"extractor", "kind", "topic", "reason", "language"})
_WORD: Final = re.compile(r"[a-z][a-z_.]*")
#: Packages of the platform beside those that catalogued calls stand in.
_PLATFORM: Final = frozenset(
    {"dalvik", "java", "javax", "org.json", "org.xml"}
    | {f"android.{package}" for package in ("app", "content", "intent", "net", "os", "service", "util", "view")}
    | {
        f"android.{package}"
        for package in ("database", "graphics", "preference", "support", "text", "webkit", "widget")
    }
)
#: First parts of package names that say nothing.
_COMMON: Final = frozenset({"com", "cn", "net", "org", "io", "me", "top", "xyz"})
#: Methods that the platform calls, and those of every class.
_PLATFORM_METHODS: Final = re.compile(
    r"<init>|<clinit>|on(?:Create|Start|Resume|Pause|Stop|Destroy|Click|Bind|StartCommand|Receive|CreateView|Attach"
    r"|SensorChanged|AccuracyChanged|HandleIntent|PageFinished|ReceivedSslError|RequestPermissionsResult)"
    r"|attachBaseContext|attachInfo|run|call|invoke|accept|apply|get|handleMessage|doInBackground|doWork|create"
)
_NAME: Final = re.compile(r"[\w$<>-]+(?:\.[\w$<>-]+)+")
#: A method with its descriptor: `com.a.B.c(Lcom/a/D;I)V`.
_METHOD: Final = re.compile(r"(?P<name>[\w$<>-]+(?:\.[\w$<>-]+)+)(?P<descriptor>\([\w/$;\[-]*\)[\w/$;\[-]+)")
_TYPE: Final = re.compile(r"L(?P<type>[\w/$-]+);")
_ADDRESS: Final = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//\S*", re.IGNORECASE)
_PATH: Final = re.compile(r"[^\s]*[/!][^\s]*|[\w.-]+\.(?:dex|xml|so|jar|aar|apk|arsc|html?|txt|pdf|docx|csv|md)")
_KNOWN_FILES: Final = re.compile(
    r"classes\d*\.dex|AndroidManifest\.xml|resources\.(?:arsc|pb)|APK Signing Block|R\.txt|classes\.jar"
    r"|dependencies\.pb|proguard\.map"
)
_KNOWN_FOLDERS: Final = frozenset(
    {
        "",
        "lib",
        "libs",
        "jni",
        "assets",
        "res",
        "layout",
        "values",
        "strings",
        "META-INF",
        "BUNDLE-METADATA",
        "arm64-v8a",
        "armeabi-v7a",
    }
    | {"armeabi", "x86", "x86_64"}
)
_KNOWN_ENDINGS: Final = frozenset(
    {"dex", "xml", "so", "jar", "aar", "apk", "html", "js", "txt", "pdf", "docx", "csv", "md"}
)


def redacted(document: dict[str, Any], knowledge: Knowledge) -> dict[str, Any]:
    """The document of `appaudit facts` (artifact, facts by kind, coverage) with nothing of the app's own.

    Sizes are rounded to two digits and details of gaps left out, since they identify a file or quote it.
    """
    redactor = _Redactor(document, knowledge)
    artifact = redactor.of(document["artifact"], "")
    artifact["size"] = _rounded(document["artifact"]["size"])
    coverage = [{**gap, "detail": None} for gap in document["coverage"]]
    facts = {kind: redactor.of(rows, "") for kind, rows in document["facts"].items()}
    return {"redacted": True, "artifact": artifact, "facts": facts, "coverage": redactor.of(coverage, "")}


class _Redactor:
    """Pseudonyms for one document, in the order in which what they stand for occurs."""

    def __init__(self, document: dict[str, Any], knowledge: Knowledge) -> None:
        self._package = document["artifact"].get("package", "")
        self._vocabulary = frozenset(_words_of_the_model()) | frozenset(_words_of(knowledge))
        self._permissions = frozenset(knowledge.permissions)
        self._sdks = frozenset(prefix for sdk in knowledge.sdks.values() for prefix in sdk.signals.classes)
        self._platform = _PLATFORM | {entry.class_name.rpartition(".")[0] for entry in knowledge.apis}
        self._defined = frozenset(fact["name"] for fact in document["facts"].get("namespace", []))
        self._given: dict[tuple[str, str], str] = {}
        self._counts: Counter[str] = Counter()

    def of(self, value: Any, field: str) -> Any:  # noqa: ANN401  # any JSON value
        """A JSON value; `field` is the key it stands under."""
        if isinstance(value, dict):
            return {key: self.of(item, key) for key, item in value.items()}
        if isinstance(value, list):
            return [self.of(item, field) for item in value]
        return self._text(value, field) if isinstance(value, str) and value else value

    def _text(self, text: str, field: str) -> str:
        if (field in _OURS and _WORD.fullmatch(text)) or _KNOWN_FILES.fullmatch(text):
            return text
        method = _METHOD.fullmatch(text)
        if method:
            return self._name(method["name"]) + _TYPE.sub(self._type, method["descriptor"])
        if text == self._package or text.startswith(f"{self._package}."):
            return self._name(text) if _NAME.fullmatch(text) else self._numbered("text", text)
        if field not in _OWN and text in self._vocabulary:
            return text
        if _ADDRESS.fullmatch(text):
            return self._address(text)
        if _PATH.fullmatch(text):
            return self._path(text)
        if _NAME.fullmatch(text.partition("(")[0]):
            return self._name(text)
        return f"{self._numbered('text', text)} ({len(text)} characters)"

    def _type(self, found: re.Match[str]) -> str:
        """A class in the descriptor of a method, as its name is written elsewhere."""
        return f"L{self._name(found['type'].replace('/', '.')).replace('.', '/')};"

    def _numbered(self, sort: str, text: str) -> str:
        key = (sort, text)
        if key not in self._given:
            self._counts[sort] += 1
            self._given[key] = f"{sort}{self._counts[sort]}"
        return self._given[key]

    def _name(self, name: str) -> str:
        """A Java name: kept where the platform or a known SDK defines it, else part by part."""
        if self._is_public(name):
            return name
        parts = re.split(r"([.$])", name.partition("(")[0])
        first, rest = parts[0], parts[1:]
        said = [first if first in _COMMON else self._part(first, is_method=False)]
        for place, part in enumerate(rest):
            is_last = place == len(rest) - 1
            said.append(part if part in (".", "$") else self._part(part, is_method=is_last))
        return "".join(said)

    def _part(self, part: str, *, is_method: bool) -> str:
        if is_method and _PLATFORM_METHODS.fullmatch(part):
            return part
        return self._numbered("C" if part[:1].isupper() else "p", part)

    def _is_public(self, name: str) -> bool:
        owner = name.partition("(")[0]
        if self._package and (owner == self._package or owner.startswith(f"{self._package}.")):
            return False
        if "permission" in owner.split("."):
            return owner in self._permissions
        prefixes = list(_prefixes(owner))
        if any(prefix in self._sdks for prefix in prefixes):
            return "(" not in name
        if any(prefix in self._platform for prefix in prefixes):
            is_defined_here = any(prefix in self._defined for prefix in prefixes)
            return not is_defined_here and (name == owner or name in self._vocabulary)
        return False

    def _address(self, text: str) -> str:
        scheme, _, rest = text.rpartition("//")
        host = re.split(r"[/?#:]", rest, maxsplit=1)[0]
        known = scheme.rpartition("//")[0] if "//" in scheme else scheme
        return f"{known if known in ('http:', 'https:') else ''}//{self._numbered('host', host.lower())}.example/"

    def _path(self, text: str) -> str:
        return "!".join("/".join(self._steps(part.split("/"))) for part in text.split("!"))

    def _steps(self, parts: list[str]) -> Iterator[str]:
        *folders, name = parts
        for folder in folders:
            yield folder if folder in _KNOWN_FOLDERS else self._numbered("folder", folder)
        if _KNOWN_FILES.fullmatch(name) or name in self._vocabulary or not name:
            yield name
            return
        stem, _, ending = name.rpartition(".")
        if ending in _KNOWN_ENDINGS and stem:
            yield f"{self._numbered('file', stem)}.{ending}"
        else:
            yield self._numbered("file", name)


def _words_of_the_model() -> Iterator[str]:
    """Every word of a closed list, and the constants of switches."""
    yield from ("true", "false")
    for kind in FACT_KINDS:
        yield kind
        for field in fields_of(kind).values():
            yield from field.words
    for name in vars(words).values():
        yield from (word for word in get_args(name) if isinstance(word, str))


def _words_of(knowledge: Knowledge) -> Iterator[str]:
    """Every id of the catalogue, and what it says of SDKs, calls and permissions."""
    tables: Iterable[Iterable[str]] = (
        *(knowledge.sdks, knowledge.sdk_categories, knowledge.permissions, knowledge.data_types, knowledge.regulations),
        *(knowledge.categories, knowledge.clauses, knowledge.obligations, knowledge.subjects, knowledge.duties),
        *(knowledge.app_categories, knowledge.regulators),
    )
    for table in tables:
        yield from table
    for sdk in knowledge.sdks.values():
        signals = sdk.signals
        yield from (sdk.name.zh, sdk.name.en, sdk.vendor, sdk.privacy_url, *sdk.aliases)
        yield from (*signals.components, *signals.meta_data, *signals.native_libraries, *signals.assets)
        yield from (*signals.application_classes, *signals.strings, *signals.classes)
    for entry in knowledge.apis:
        yield from _spelt(entry.class_name, entry.method or entry.field, entry.with_strings)
        yield from filter(None, (entry.string, entry.script))
    for info in knowledge.permissions.values():
        yield info.group
    for kind in knowledge.app_categories.values():
        yield from (kind.name.zh, kind.name.en)


def _spelt(class_name: str, member: str, constants: tuple[str, ...]) -> Iterator[str]:
    yield f"{class_name}.{member}"
    for constant in constants:
        yield f"{class_name}.{member}({constant})"


def _prefixes(name: str) -> Iterator[str]:
    """`a.b.c`, `a.b`, `a` of the name `a.b.c`."""
    while name:
        yield name
        name = name.rpartition(".")[0]


def _rounded(size: int) -> int:
    """A number of bytes to two digits."""
    digits = max(0, len(str(size)) - 2)
    return round(size, -digits)

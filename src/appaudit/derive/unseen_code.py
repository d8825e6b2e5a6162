"""What calls of code out of sight leave unknown."""

from __future__ import annotations

from collections.abc import Iterable
from fnmatch import fnmatchcase
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.coverage import CoverageLevel, Gap
from appaudit.model.facts.base import FactSet
from appaudit.model.facts.conduct import UnseenCodeFact
from appaudit.model.facts.package import ComponentFact, MetaDataFact
from appaudit.model.knowledge import Knowledge
from appaudit.model.method_names import plain
from appaudit.model.words import GapReason, UnseenWay

#: What each way leaves unknown: code from elsewhere may be anybody's, a library or a name that is built can use the
#: platform without a trace, a transaction can ask a service of the system for what an API would have given.
_LEFT_OPEN: Final[dict[UnseenWay, tuple[GapReason, tuple[str, ...]]]] = {
    "loader": ("dynamic_code", ("namespace", "api_call", "sensor_use")),
    "native": ("native_code", ("api_call", "sensor_use")),
    "reflection": ("unnamed_call", ("api_call", "sensor_use")),
    "decoded": ("unnamed_call", ("api_call", "sensor_use")),
    "binder": ("unnamed_call", ("api_call",)),
    "command": ("unnamed_call", ("api_call",)),
}
_WORDS: Final[dict[UnseenWay, Bilingual]] = {
    "loader": Bilingual("从别处加载代码", "loads code from elsewhere"),
    "native": Bilingual("运行原生库中的代码", "runs code of a native library"),
    "reflection": Bilingual(
        "以并非常量的名称取得类或其成员", "gets a class or its members by a name that is no constant"
    ),
    "decoded": Bilingual(
        "SDK在启动时以反射取得类或其成员，名称由其自身的方法解码得出",
        "an SDK gets classes or their members by reflection at launch, by names that a method of its own decodes",
    ),
    "binder": Bilingual("不经接口，直接与系统服务进行事务", "asks a service of the system without its interface"),
    "command": Bilingual("以命令运行其他程序", "runs a program by a command"),
}
#: A provider is asked at an address that is no constant: it may be one of the system's, as contacts are.
_QUERY: Final = "android.content.ContentResolver."
_QUERY_WORDS: Final = Bilingual(
    "以并非常量的地址访问 ContentProvider，看不出读取的是哪一个",
    "asks a ContentProvider at an address that is no constant, so that it cannot be seen which",
)
#: Places that a gap names; the facts have all.
_MOST_PLACES: Final = 5


#: Activities whose code is a library that the system loads, by their names; the library stands in their meta-data.
#: https://developer.android.com/reference/android/app/NativeActivity, checked 2026-11-28, not opened.
_NATIVE_ACTIVITY, _LIBRARY, _DEFAULT = "android.app.NativeActivity", "android.app.lib_name", "main"


def native_activity_facts(facts: FactSet, knowledge: Knowledge) -> list[UnseenCodeFact]:
    """Activities whose code is in a native library that nobody knows, though no call of the app loads it."""
    libraries = {fact.owner: fact.value for fact in facts.of(MetaDataFact) if fact.name == _LIBRARY and fact.owner}
    known = [name for signature in knowledge.sdks.values() for name in signature.signals.native_libraries]
    known += [entry.library for entry in knowledge.unseen_code.known if entry.library]
    found = []
    for component in facts.of(ComponentFact):
        if component.name != _NATIVE_ACTIVITY and component.name not in libraries:
            continue
        library = f"lib{libraries.get(component.name, _DEFAULT)}.so"
        if component.enabled and not any(fnmatchcase(library, name) for name in known):
            found.append(
                UnseenCodeFact(
                    way="native",
                    api=_NATIVE_ACTIVITY,
                    target=library,
                    caller=component.name,
                    caller_class=component.name,
                    location=component.location,
                    extractor="derive.unseen_code",
                )
            )
    return found


def unseen_code_gaps(facts: FactSet) -> list[Gap]:
    """One gap for each way in which code out of sight runs, with the first places; none where nothing does."""
    by_words: dict[tuple[UnseenWay, Bilingual], list[UnseenCodeFact]] = {}
    for fact in sorted(facts.of(UnseenCodeFact), key=lambda fact: (fact.phase != "pre_consent", fact.caller)):
        words = _QUERY_WORDS if fact.api.startswith(_QUERY) else _WORDS[fact.way]
        by_words.setdefault((fact.way, words), []).append(fact)
    gaps = []
    for (way, words), found in by_words.items():
        reason, kinds = _LEFT_OPEN[way]
        detail = said_of_places(words, [_call(fact) for fact in found])
        gaps += [
            Gap(kind=kind, level=CoverageLevel.PARTIAL, reason=reason, part=plain(found[0].caller), detail=detail)
            for kind in kinds
        ]
    return gaps


def said_of_places(words: Bilingual, places: Iterable[str]) -> Bilingual:
    """Words with the first places that they are said of, each once, and how many more there are."""
    every = list(dict.fromkeys(places))
    shown, rest = every[:_MOST_PLACES], len(every) - _MOST_PLACES
    zh = f"{words.zh}：{'；'.join(shown)}" + (f"；另有 {rest} 处" if rest > 0 else "")
    en = f"{words.en}: {'; '.join(shown)}" + (f"; and {rest} more" if rest > 0 else "")
    return Bilingual(zh, en)


def _call(fact: UnseenCodeFact) -> str:
    target = f"({fact.target})" if fact.target else ""
    return f"{plain(fact.caller)} → {plain(fact.api)}{target}"

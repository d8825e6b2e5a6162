"""What `appaudit sdks` prints: SDKs that collect, their parts, libraries, packers, and code that nobody knows."""

from __future__ import annotations

from collections.abc import Iterable

from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.facts.base import Fact
from appaudit.model.facts.package import PackerFact
from appaudit.model.facts.third_party import UnknownPartyFact
from appaudit.model.report import SdkRow
from appaudit.report.renderers import words
from appaudit.report.renderers.plain import safe_line

_TEXTS = {
    "sdks": Bilingual("第三方SDK", "Third-party SDKs"),
    "libraries": Bilingual(
        "基础库与框架（自身不收集信息）", "Libraries and frameworks that collect nothing themselves"
    ),
    "parts": Bilingual("组成部分（其读取计入所属产品）", "Parts, whose reads count for the product"),
    "packers": Bilingual("加固", "Packers"),
    "unknown": Bilingual("无法识别的第三方代码（需人工复核）", "Unidentified third-party code, for review"),
    "none": Bilingual("未识别到SDK。", "No SDK recognised."),
    "network": Bilingual("联网", "opens connections"),
    "data": Bilingual("读取个人信息", "reads personal data"),
}


def sdk_table(rows: Iterable[SdkRow], facts: Iterable[Fact], language: Language) -> str:
    """The text, a paragraph for each kind of code; `facts` are asked for packers and unknown code."""
    paragraphs: dict[str, list[str]] = {"sdks": [], "parts": [], "libraries": [], "packers": [], "unknown": []}
    for row in rows:
        paragraphs["sdks" if row.collects_data else "parts" if row.part_of else "libraries"].append(_sdk(row, language))
    for fact in facts:
        if isinstance(fact, PackerFact):
            paragraphs["packers"].append(f"{fact.id:24s} {safe_line(fact.name)}")
        elif isinstance(fact, UnknownPartyFact):
            paragraphs["unknown"].append(_unknown(fact, language))
    shown = [
        "\n".join([f"{_TEXTS[key].in_language(language)} ({len(lines)})", *(f"  {line}" for line in lines)])
        for key, lines in paragraphs.items()
        if lines
    ]
    return "\n\n".join(shown or [_TEXTS["none"].in_language(language)]) + "\n"


def _sdk(row: SdkRow, language: Language) -> str:
    name = row.name if language == "zh" else row.name_en
    disclosed = "" if row.disclosed == "unknown" else words.word(words.DISCLOSED, row.disclosed).in_language(language)
    confidence = words.word(words.CONFIDENCE, row.confidence).in_language(language)
    products = f"→ {', '.join(row.part_of)}" if row.part_of else ""
    source = words.word(words.VERSION_SOURCE, row.version_source).in_language(language) if row.version_source else ""
    version = f"{row.version}{f'（{source}）' if language == 'zh' else f' ({source})'}" if source else row.version
    parts = (name, version, row.vendor, products, disclosed, confidence, row.evidence[0])
    return f"{row.id:24s} {'  '.join(safe_line(part) for part in parts if part)}"


def _unknown(fact: UnknownPartyFact, language: Language) -> str:
    does = [("data", bool(fact.data_types)), ("network", fact.uses_network)]
    said = [_TEXTS[key].in_language(language) for key, is_so in does if is_so]
    return f"{fact.name:24s} {('、' if language == 'zh' else ', ').join(said)}"

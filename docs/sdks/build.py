"""Writes the pages of known SDKs from rules/sdks.

`python docs/sdks/build.py` writes one page for each category and an index; with `--check` it writes nothing and ends
with 1 when a page is out of date, missing or left over.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge
from appaudit.model.sdks import SdkSignature, SdkSwitch

FOLDER = Path(__file__).parent
#: Categories whose entries collect nothing of their own: a line each says enough.
_BRIEF = ("library", "security-packer")
#: Signals of one kind that are shown; the files hold all.
_SHOWN = 6
_PURPOSES = {
    "personalization": Bilingual("关闭个性化", "personalisation off"),
    "shake": Bilingual("关闭摇一摇", "shake off"),
    "collection": Bilingual("关闭采集", "collection off"),
    "start": Bilingual("推迟启动", "start delayed"),
}
_SIGNALS = (
    ("classes", "Java包 / packages"),
    ("components", "组件 / components"),
    ("meta_data", "元数据 / meta-data"),
    ("native_libraries", "原生库 / libraries"),
    ("assets", "文件 / entries"),
    ("application_classes", "启动类 / application classes"),
    ("strings", "代码中的文字 / texts in code"),
)


def pages(knowledge: Knowledge) -> dict[str, str]:
    """Every page by file name."""
    by_category: dict[str, list[SdkSignature]] = {}
    for signature in sorted(knowledge.sdks.values(), key=lambda item: item.id):
        by_category.setdefault(signature.category, []).append(signature)
    made = {"README.md": _index(knowledge, by_category)}
    for category, signatures in by_category.items():
        made[f"{category}.md"] = _page(knowledge, category, signatures)
    return {name: text.rstrip() + "\n" for name, text in made.items()}


def _title(knowledge: Knowledge, category: str) -> str:
    known = knowledge.sdk_categories.get(category)
    return f"{known.name.zh} / {known.name.en}" if known else category


def _index(knowledge: Knowledge, by_category: dict[str, list[SdkSignature]]) -> str:
    listed = [item for item in knowledge.sdks.values() if item.kind == "sdk"]
    lines = [
        "# 已知的SDK / Known SDKs",
        "",
        "本目录由 `python docs/sdks/build.py` 根据 `rules/sdks` 生成。文件中没有的事实就是没有找到来源的事实。",
        "Written by `python docs/sdks/build.py` from `rules/sdks`. What is not here is what no source was found for.",
        "",
        "| 类别 / Category | 数量 / Entries |",
        "| --- | ---: |",
        *(f"| [{_title(knowledge, name)}]({name}.md) | {len(found)} |" for name, found in sorted(by_category.items())),
        "",
        "| 收集个人信息的SDK / SDKs that collect | 数量 / Number |",
        "| --- | ---: |",
        f"| 全部 / all | {len(listed)} |",
    ]
    for label, has in (
        ("有提供方名称 / vendor known", lambda item: bool(item.vendor)),
        ("有收集范围 / collection documented", lambda item: bool(item.collects)),
        ("完整读过提供方说明 / vendor's statement read whole", lambda item: item.statement is not None),
        ("有隐私说明地址 / statement known", lambda item: bool(item.privacy_url)),
        ("有Maven坐标 / Maven coordinate known", lambda item: bool(item.maven)),
        ("有启动方式 / start-up known", lambda item: item.startup is not None),
        ("有开关 / switches known", lambda item: bool(item.switches)),
    ):
        lines.append(f"| {label} | {sum(map(has, listed))} |")
    return "\n".join(lines)


def _page(knowledge: Knowledge, category: str, signatures: list[SdkSignature]) -> str:
    lines = [f"# {_title(knowledge, category)}", "", "[全部 / All](README.md)", ""]
    if category in _BRIEF:
        lines += ["| id | 名称 / Name | 识别 / Recognised by |", "| --- | --- | --- |"]
        for item in signatures:
            signs = [code for kind, _ in _SIGNALS for code in _codes(getattr(item.signals, kind)[:2])]
            lines.append(f"| {item.id} | {_name(item)} | {'、'.join(signs[:_SHOWN])} |")
        return "\n".join(lines)
    for item in signatures:
        lines += [f"## {_name(item)}", "", *(f"- {line}" for line in _facts(item, knowledge)), ""]
    return "\n".join(lines)


def _name(item: SdkSignature) -> str:
    return item.name.zh if item.name.zh == item.name.en else f"{item.name.zh} / {item.name.en}"


def _facts(item: SdkSignature, knowledge: Knowledge) -> Iterator[str]:
    yield f"id：`{item.id}`"
    if item.vendor:
        yield f"提供方 / vendor：{item.vendor}"
    if item.part_of:
        yield f"所属产品 / part of：{'、'.join(_codes(item.part_of))}"
    if item.collects:
        types = [knowledge.data_types[name].name for name in item.collects]
        yield f"公开说明的收集范围 / documented collection：{'、'.join(name.zh for name in types)}"
    if item.privacy_url:
        yield f"隐私说明 / statement：<{item.privacy_url.replace(' ', '%20')}>"
    if item.aliases:
        yield f"清单中的叫法 / names in lists：{'、'.join(item.aliases)}"
    if item.maven:
        yield f"Maven：{'、'.join(_codes(item.maven))}"
    for kind, label in _SIGNALS:
        names = getattr(item.signals, kind)
        if names:
            more = f" … ({len(names)})" if len(names) > _SHOWN else ""
            yield f"{label}：{'、'.join(_codes(names[:_SHOWN]))}{more}"
    yield from _conduct(item)
    yield f"来源 / sources：{'；'.join(dict.fromkeys(_source(item)))}"


def _conduct(item: SdkSignature) -> Iterator[str]:
    if item.safe_start is not None:
        yield f"合规启动 / safe start：{item.safe_start.zh} {item.safe_start.en}"
    if item.startup is not None:
        for label, calls in (
            ("开始收集的调用 / starts it", item.startup.start),
            ("同意前可用的调用 / safe before consent", item.startup.safe),
            ("告知用户决定的调用 / hands it the decision", item.startup.consent),
            ("自动启动它的组件 / started by", item.startup.components),
        ):
            if calls:
                yield f"{label}：{'、'.join(_codes(calls))}"
    if item.shake == "yes":
        yield "摇一摇 / shake：有 / yes"
    for switch in item.switches:
        yield _switch(switch)


def _switch(switch: SdkSwitch) -> str:
    what = _PURPOSES[switch.purpose]
    detail = f"（{'、'.join(switch.data)}）" if switch.data else ""
    value = f" = `{switch.safe_value}`" if switch.safe_value else ""
    key = f" `{switch.key}`" if switch.key else ""
    since = f"，{switch.since}+" if switch.since else ""
    return f"{what.zh} / {what.en}{detail}：`{switch.call or switch.override or switch.meta_data}`{key}{value}{since}"


def _source(item: SdkSignature) -> Iterator[str]:
    for source in item.sources:
        title = re.sub(r"[\[\]|]", " ", source.title)
        yield (
            f"[{title}]({source.url.replace(' ', '%20')}) {source.checked}"
            if source.url
            else f"{title} {source.checked}"
        )


def _codes(names: Iterable[str]) -> list[str]:
    return [f"`{name}`" for name in names]


def main(arguments: list[str]) -> int:
    """Write or check the pages."""
    made = pages(load_knowledge((shipped_rules(),)))
    there = {path.name: path.read_text("utf-8") for path in FOLDER.glob("*.md")}
    if "--check" in arguments:
        wrong = sorted(name for name in {*made, *there} if made.get(name) != there.get(name))
        for name in wrong:
            print(f"docs/sdks/{name} is out of date; run python docs/sdks/build.py", file=sys.stderr)
        return 1 if wrong else 0
    for name in set(there) - set(made):
        (FOLDER / name).unlink()
    for name, text in made.items():
        (FOLDER / name).write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

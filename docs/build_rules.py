"""Writes docs/rules/ from rules/: every check with its documentation, and every regulation item with what serves it.

    python docs/build_rules.py

A test compares the files with what this writes, so that they never say anything the rules do not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from appaudit.authoring.lint import argues_from_missing_clause, canonical
from appaudit.catalog.folders import shipped_rules
from appaudit.catalog.knowledge import load_knowledge
from appaudit.catalog.rules import load_rules
from appaudit.judge.findings import basis_of
from appaudit.model.bilingual import Bilingual, Language
from appaudit.model.knowledge import AppCategory, Knowledge, Regulation, RegulationItem
from appaudit.model.platforms import names_of_platforms
from appaudit.model.rule import Rule
from appaudit.report.renderers.words import DECIDABLE

FOLDER = Path(__file__).parent / "rules"
LANGUAGES: tuple[Language, ...] = ("en", "zh")
_B = Bilingual
#: What a finding would fill in; on a page it is left open.
_FIELD = re.compile(r"\{\w+\}")

_AREAS = {
    "ads": _B("广告与个性化", "Ads and personalisation"),
    "attestation": _B("运营者声明", "Declared by the operator"),
    "category": _B("应用类别", "Kinds of app"),
    "collection": _B("收集行为", "Collection"),
    "consent": _B("同意方式", "How consent is asked"),
    "limits": _B("检测范围", "Limits of the analysis"),
    "permission": _B("权限", "Permissions"),
    "policy": _B("隐私政策内容", "Content of the policy"),
    "rights": _B("个人权利", "Rights of individuals"),
    "sdk": _B("第三方SDK", "Third-party SDKs"),
    "sdk_archive": _B("SDK安装包", "SDK archives"),
    "security": _B("数据安全", "Data security"),
    "self_start": _B("自启动与关联启动", "Self-start"),
    "sharing": _B("向他人提供、敏感信息与出境", "Sharing, sensitive information and transfers abroad"),
}
_NATURE = {
    "rule": _B("法律、法规或规范性文件", "law, regulation or official notice"),
    "standard": _B("推荐性标准或指南，低于参考值不等于违法", "recommended standard; below a reference is no breach"),
    "bulletin": _B("通报的典型问题", "typical issues of bulletins"),
    "campaign": _B("专项行动公告", "announcement of a campaign"),
    "draft": _B("征求意见稿，没有法律效力", "draft without force"),
    "newsletter": _B("监管动态汇总", "digest of developments"),
}
_GRADES = {
    "critical": _B("严重", "critical"),
    "high": _B("高", "high"),
    "medium": _B("中", "medium"),
    "low": _B("低", "low"),
    "info": _B("提示", "info"),
    "violation": _B("证据符合所引条款", "violation"),
    "suspected": _B("疑似，需确认", "suspected"),
    "review": _B("需人工复核", "review"),
}
_WORDS = {
    "generated": _B(
        "本页由 docs/build_rules.py 根据 rules/ 生成，请改规则文件而不是本页。",
        "This page is written by docs/build_rules.py from rules/; change the rule files, not this page.",
    ),
    "index": _B("检查规则", "Checks"),
    "matrix": _B("法规条目与规则对照", "Regulation items and the checks that serve them"),
    "categories": _B("39类应用的必要个人信息与权限", "The 39 kinds of app: necessary information and permissions"),
    "counts": _B(
        "共 {rules} 条规则，{trees} 种互不相同的条件，其中 {missing} 条以政策缺少某一条款为依据。",
        "{rules} checks with {trees} distinct match trees, {missing} of which argue from a missing clause.",
    ),
    "rule": _B("规则", "Check"),
    "title": _B("名称", "What it says"),
    "severity": _B("严重程度", "Severity"),
    "status": _B("最高结论", "At most"),
    "confidence": _B("置信度", "Confidence"),
    "category": _B("分类", "Category"),
    "platforms": _B("适用平台", "Speaks on"),
    "what": _B("检查内容", "What it finds"),
    "why": _B("依据与意义", "Why it matters"),
    "fix": _B("整改", "What to do"),
    "wrong": _B("可能的误报", "When it is wrong"),
    "serves": _B("对应条目", "Regulation items"),
    "references": _B("参考", "References"),
    "item": _B("条目", "Item"),
    "decidable": _B("静态检测", "Static analysis"),
    "rules": _B("规则", "Checks"),
    "reason": _B("说明", "Why not more"),
    "undecided": _B("静态检测无法判断的条目", "Items that no static tool can decide"),
    "nature": _B("性质", "Nature"),
    "issued": _B("发布", "Issued"),
    "in_force": _B("施行", "In force"),
    "sources": _B("来源", "Sources"),
    "checked": _B("核对", "checked"),
    "other": _B("English", "中文"),
    "basic": _B("基本功能", "Basic function"),
    "necessary": _B("必要个人信息", "Necessary information"),
    "core": _B("基本功能看来需要的权限", "Permissions the basic function plausibly needs"),
    "feature": _B("使用相应功能时的权限", "Permissions of a function in use"),
    "inference": _B(
        "必要个人信息概括自规定第五条；两列权限是本项目的推断，不是规定的内容。",
        "Necessary information is summed up from Article 5; the two columns of permissions are inference, not law.",
    ),
}


def pages() -> dict[str, str]:
    """The text of every page by its name in the folder."""
    knowledge = load_knowledge((shipped_rules(),))
    rules = load_rules((shipped_rules(),), knowledge)
    areas: dict[str, list[Rule]] = {}
    for rule in rules:
        areas.setdefault(Path(rule.source).parent.name, []).append(rule)
    made = {}
    for language in LANGUAGES:
        page = _Page(language, knowledge, areas)
        made[page.name("README")] = page.index(rules)
        made[page.name("matrix")] = page.matrix(rules)
        made[page.name("app-categories")] = page.app_categories()
        for area in areas:
            made[page.name(area)] = page.area(area)
    return made


def _area(name: str) -> Bilingual:
    """The name of an area; a folder that is new here is shown by its own name."""
    return _AREAS.get(name, Bilingual(name, name))


class _Page:
    """Pages in one language."""

    def __init__(self, language: Language, knowledge: Knowledge, areas: dict[str, list[Rule]]) -> None:
        self._language = language
        self._knowledge = knowledge
        self._areas = areas
        self._area_of = {rule.id: area for area, rules in areas.items() for rule in rules}

    def name(self, stem: str, language: Language | None = None) -> str:
        return f"{stem}.md" if (language or self._language) == "en" else f"{stem}.zh-CN.md"

    def say(self, text: Bilingual) -> str:
        return " ".join(text.in_language(self._language).split())

    def word(self, key: str) -> str:
        return self.say(_WORDS[key])

    def link(self, rule_id: str) -> str:
        return f"[{rule_id}]({self.name(self._area_of[rule_id])}#{rule_id})"

    def _head(self, title: str, stem: str) -> list[str]:
        other: Language = "zh" if self._language == "en" else "en"
        return [f"# {title}", "", f"[{self.word('other')}]({self.name(stem, other)})", "", self.word("generated"), ""]

    def _table(self, columns: tuple[str, ...], rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
        yield "| " + " | ".join(map(self.word, columns)) + " |"
        yield "|" + "---|" * len(columns)
        for row in rows:
            yield "| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |"
        yield ""

    def index(self, rules: tuple[Rule, ...]) -> str:
        lines = self._head(self.word("index"), "README")
        counts = _WORDS["counts"].format(
            rules=len(rules),
            trees=len({canonical(rule.match) for rule in rules}),
            missing=sum(argues_from_missing_clause(rule.match) for rule in rules),
        )
        lines += [self.say(counts), ""]
        lines += [f"- [{self.word('matrix')}]({self.name('matrix')})"]
        lines += [f"- [{self.word('categories')}]({self.name('app-categories')})", ""]
        for area, found in self._areas.items():
            lines += [f"## [{self.say(_area(area))}]({self.name(area)})", ""]
            rows = (
                (
                    self.link(rule.id),
                    self.say(rule.title),
                    self._grade(rule.severity.word),
                    self._grade(rule.status.word),
                )
                for rule in found
            )
            lines += self._table(("rule", "title", "severity", "status"), rows)
        return "\n".join(lines)

    def _grade(self, word: str) -> str:
        return self.say(_GRADES[word])

    def area(self, area: str) -> str:
        lines = self._head(self.say(_area(area)), area)
        for rule in self._areas[area]:
            lines += self._rule(rule)
        return "\n".join(lines)

    def _rule(self, rule: Rule) -> Iterator[str]:
        docs = rule.docs
        category = self._knowledge.categories[rule.category].name
        yield from (f"## {rule.id}", "", f"**{self.say(rule.title)}**", "")
        yield (
            f"{self.word('severity')}: {self._grade(rule.severity.word)} · "
            f"{self.word('confidence')}: {self._grade(rule.confidence.word)} · "
            f"{self.word('status')}: {self._grade(rule.status.word)} · {self.word('category')}: {self.say(category)} · "
            f"{self.word('platforms')}: {self.say(names_of_platforms(rule.platforms))}"
        )
        yield ""
        for key, text in (
            ("what", docs.what),
            ("why", docs.why),
            ("fix", rule.remediation),
            ("wrong", docs.false_positives),
        ):
            yield f"- **{self.word(key)}** – {_FIELD.sub('…', self.say(text))}"
        basis = basis_of(rule, self._knowledge.regulations)
        if basis:
            served = "; ".join(f"{entry.regulation} {entry.item}" for entry in basis)
            yield f"- **{self.word('serves')}** – {served}"
        yield f"- **{self.word('references')}** – {'; '.join(docs.references)}"
        yield ""

    def matrix(self, rules: tuple[Rule, ...]) -> str:
        lines = self._head(self.word("matrix"), "matrix")
        for regulation in self._knowledge.regulations.values():
            lines += self._regulation(regulation, rules)
        lines += [f"## {self.word('undecided')}", ""]
        undecided = (
            (f"{regulation.id} {item.item}", self.say(item.title), self.say(item.reason))
            for regulation in self._knowledge.regulations.values()
            for item in regulation.items
            if item.decidable == "none" and item.reason
        )
        lines += self._table(("item", "title", "reason"), undecided)
        return "\n".join(lines)

    def _regulation(self, regulation: Regulation, rules: tuple[Rule, ...]) -> Iterator[str]:
        yield from (f"## {regulation.id}", "", f"**{self.say(regulation.title)}** {regulation.number}".rstrip(), "")
        dates = [f"{self.word('issued')}: {regulation.issued}"]
        if regulation.in_force:
            dates.append(f"{self.word('in_force')}: {regulation.in_force}")
        yield f"{self.say(regulation.issuer)} · {' · '.join(dates)} · {self.say(_NATURE[regulation.nature])}"
        yield ""
        if regulation.note:
            yield from (self.say(regulation.note), "")
        rows = (self._item(item, rules) for item in regulation.items)
        yield from self._table(("item", "title", "decidable", "rules", "reason"), rows)
        sources = "; ".join(
            f"[{source.title}]({source.url})" if source.url else source.title for source in regulation.sources
        )
        checked = max(source.checked for source in regulation.sources)
        yield from (f"{self.word('sources')} ({self.word('checked')} {checked}): {sources}", "")

    def _item(self, item: RegulationItem, rules: tuple[Rule, ...]) -> tuple[str, ...]:
        serving = [rule.id for rule in rules if rule.serves(item.obligations)]
        return (
            item.item,
            self.say(item.title),
            self.say(DECIDABLE[item.decidable]),
            ", ".join(map(self.link, serving)) or "–",
            self.say(item.reason) if item.reason else "–",
        )

    def app_categories(self) -> str:
        lines = [*self._head(self.word("categories"), "app-categories"), self.word("inference"), ""]
        rows = (self._category(kind) for kind in self._knowledge.app_categories.values())
        lines += self._table(("item", "title", "basic", "necessary", "core", "feature"), rows)
        return "\n".join(lines)

    def _category(self, kind: AppCategory) -> tuple[str, ...]:
        return (
            f"{kind.number} `{kind.id}`",
            self.say(kind.name),
            self.say(kind.basic),
            self.say(kind.necessary),
            ", ".join(kind.core) or "–",
            ", ".join(kind.feature) or "–",
        )


def main() -> None:
    """Write every page and remove those of areas that are gone."""
    FOLDER.mkdir(exist_ok=True)
    made = pages()
    for name, text in made.items():
        (FOLDER / name).write_text(text.rstrip("\n") + "\n", encoding="utf-8")
    for path in FOLDER.glob("*.md"):
        if path.name not in made:
            path.unlink()


if __name__ == "__main__":
    main()

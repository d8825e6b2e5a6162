"""What every format says of a product, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.product import Product, ProductDocument, ProductFinding, ProductPackage, ProductUnseen
from appaudit.report.renderers import words
from appaudit.report.renderers.gate_words import outcome_of_code
from appaudit.report.renderers.speaker import THIS_REPORT, no_advice

B = Bilingual

WORDS: Final = {
    "kind": B("产品隐私合规静态审计汇总", "Privacy audit of a product: summary"),
    "packages": B("安装包", "Packages"),
    "package": B("安装包", "Package"),
    "version": B("版本", "Version"),
    "verdict": B("结论", "Verdict"),
    "findings": B("发现", "Findings"),
    "report": B("完整报告", "Full report"),
    "documents": B("文件", "Documents"),
    "document": B("文件", "Document"),
    "belongs": B("适用于", "Of"),
    "shared": B("全部安装包共用", "shared by all packages"),
    "status": B("状态", "Status"),
    "severity": B("严重程度", "Severity"),
    "number": B("编号", "No."),
    "subject": B("对象", "Subject"),
    "title": B("发现", "Finding"),
    "plan": B("整改计划", "Plan"),
    "plan_lead": B(
        "{findings} 项发现，{steps} 处改动；共用文件的改动只列一次。"
        "有证据支持的在前，其中所关闭的发现越重、越多的越靠前。",
        "{findings} findings, {steps} changes. A change of a shared document stands once. What evidence supports comes "
        "first, of that what closes the gravest and the most findings.",
    ),
    "closes": B("关闭", "Closes"),
    "helps": B("与后面的步骤一起关闭", "with later steps closes"),
    "open_items": B("此后不再有发现的通报条目：", "then no finding is left for:"),
    "places": B("位置：", "Where:"),
    "for": B("用于 {packages}", "for {packages}"),
    "link": B("提供方说明：", "The vendor's page:"),
    "how": B("怎样做", "How"),
    "items": B("通报条目", "Listed items"),
    "items_lead": B(
        "至少一个安装包符合、疑似符合或需复核的通报条目。", "Listed items that at least one package meets or may meet."
    ),
    "item": B("条目", "Item"),
    "no_items": B("没有这样的条目。", "There is none."),
    "unseen": B("未能看到的部分", "What could not be seen"),
    "unseen_lead": B(
        "凡是没有读到的内容，下面的结论都不涉及。“没有发现”不等于“没有问题”。",
        "Nothing below speaks about these parts. “No finding” there does not mean “no problem”.",
    ),
    "all_seen": B(
        "各安装包及其文件均已读取，没有记录到缺口。", "All packages and documents were read; no gap was recorded."
    ),
    "undecided": B("{count} 条规则因此无法判断", "leaves {count} rules undecided"),
    "unreadable": B("无法读取", "cannot be read"),
    "no_finding": B("没有发现。", "No finding."),
    "answered": B("由安装包 {package} 说明，不计入", "answered by package {package}; does not count"),
    "gate": B("门槛", "Gate"),
    "each": B("每个安装包均须通过", "every package has to pass"),
    "allowed": B("允许个别安装包无法读取（--allow-unreadable）", "a package may be unreadable (--allow-unreadable)"),
    "as_of": B("依据日期", "as of"),
    "knowledge": B("知识核对至", "Knowledge of"),
    "rules": B("规则", "rules"),
    "tool": B("工具", "Tool"),
    "note": no_advice(THIS_REPORT),
    "more": B("另有 {count} 项", "{count} more"),
    "contents": B("目录", "Contents"),
}


def title_of(product: Product) -> Bilingual:
    """The name of the product, or what its first package is called."""
    name = product.name or name_of(product.packages[0])
    return B(name, name)


def name_of(package: ProductPackage) -> str:
    """What a package is called: its label, else its id, else its file."""
    artifact = package.artifact
    return artifact.label or artifact.package or artifact.path


def gate_line(product: Product) -> Bilingual:
    """The gate in one line: what was chosen and how the scan ends."""
    gate, outcome = product.gate, outcome_of_code(product.gate.exit_code)
    what = B(
        f"--fail-on {gate.choice.fail_on}；{WORDS['each'].zh}", f"--fail-on {gate.choice.fail_on}; {WORDS['each'].en}"
    )
    return B(f"{WORDS['gate'].zh}（{what.zh}）：{outcome.zh}", f"{WORDS['gate'].en} ({what.en}): {outcome.en}")


def belongs_to(document: ProductDocument, product: Product) -> Bilingual:
    """The packages of a document."""
    if len(document.packages) == len(product.packages) > 1 and document.status != "not_supplied":
        return WORDS["shared"]
    return B("、".join(document.packages), ", ".join(document.packages))


def unseen_of(package: ProductPackage, item: ProductUnseen) -> Bilingual:
    """A part that was not read, with its package and what it leaves open."""
    head = f"{package.letter} {item.part}".rstrip()
    zh, en = f"{head}：{item.detail.zh}", f"{head}: {item.detail.en}"
    if item.undecided:
        left = WORDS["undecided"].format(count=item.undecided)
        zh, en = f"{zh}（{left.zh}）", f"{en} ({left.en})"
    return B(zh, en)


def counted(counts: Mapping[str, int], names: Mapping[str, Bilingual]) -> Bilingual:
    """How many there are of each grade, those that are none left out."""
    found = [(names[key], counts[key]) for key in names if counts.get(key)]
    return B(
        "、".join(f"{name.zh} {count}" for name, count in found),
        ", ".join(f"{count} {name.en.lower()}" for name, count in found),
    )


def notes_of(finding: ProductFinding) -> Sequence[Bilingual]:
    """What a line on a finding adds: another package's answer, a verdict."""
    from appaudit.report.renderers.verdict_words import VERDICT, decided

    notes = []
    if finding.answered_by:
        notes.append(WORDS["answered"].format(package=finding.answered_by))
    if finding.verdict:
        said = decided(finding.verdict)
        notes.append(B(f"{VERDICT.zh}：{said.zh}", f"{VERDICT.en}: {said.en}"))
    return notes


def item_names(product: Product) -> dict[tuple[str, str], Bilingual]:
    """How items of the lists are cited, by regulation and item."""
    return {(item.regulation, item.item): item.name for item in product.items}


def in_packages(statuses: Mapping[str, str]) -> Bilingual:
    """The packages in which an item is met or may be met, each with its status."""
    shown = [
        (letter, words.ITEM_STATUS[status])
        for letter, status in statuses.items()
        if status in ("fail", "suspected", "review")
    ]
    return B(
        "；".join(f"{letter} {status.zh}" for letter, status in shown),
        "; ".join(f"{letter} {status.en}" for letter, status in shown),
    )

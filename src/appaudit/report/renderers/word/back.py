"""The matrix of regulations, and the page to sign."""

from __future__ import annotations

from appaudit.model.bilingual import Bilingual
from appaudit.report.renderers import words
from appaudit.report.renderers.page.regulations import RegulationView, regulation_views
from appaudit.report.renderers.speaker import Speaker, no_advice
from appaudit.report.renderers.word.writer import Cell, Writer

_B = Bilingual
#: What a page of a signed report lists; items that nobody can decide from a package are counted.
_LISTED = ("fail", "suspected", "review", "pass")
_TONES = {"fail": "bad", "suspected": "warn", "review": "note", "pass": "good"}
_NUMBERS_SHOWN = 8
_WORDS = {
    "matrix": _B("法规对照表", "Regulation matrix"),
    "matrix_lead": _B(
        "列出有结论的条目；无法静态判断和缺少输入的条目只给出数量，逐条理由见 HTML 或 JSON 报告。",
        "Items with an outcome are listed; those that cannot be decided, or whose input is missing, are counted, and "
        "the HTML and JSON reports say why for each.",
    ),
    "item": _B("条目", "Item"),
    "asks": _B("内容", "What it asks"),
    "status": _B("状态", "Status"),
    "findings": _B("发现", "Findings"),
    "others": _B("其余条目：{counts}", "Other items: {counts}"),
    "sign": _B("确认与签署", "Sign-off"),
    "sign_lead": _B(
        "以下签署确认：审计按第“范围与依据”一节所列文件进行，结论限于该范围；未能看到的部分不在结论之内。",
        "Those who sign confirm that the audit was made of the files under “Scope and basis”, that its results are "
        "limited to them, and that what could not be seen is no part of them.",
    ),
    "role": _B("身份", "Role"),
    "name": _B("姓名", "Name"),
    "signature": _B("签名", "Signature"),
    "date": _B("日期", "Date"),
    "auditor": _B("审计人", "Auditor"),
    "reviewer": _B("复核人", "Reviewer"),
    "client": _B("委托方代表", "For the client"),
}


def write(writer: Writer, speaker: Speaker) -> None:
    """Add the parts."""
    views = regulation_views(speaker.report, speaker.names, speaker.findings)
    if views:
        writer.heading(speaker.say(_WORDS["matrix"]), on_new_page=True)
        writer.paragraph(speaker.say(_WORDS["matrix_lead"]), is_quiet=True)
        for view in views:
            _regulation(writer, speaker, view)
    _sign(writer, speaker)


def _regulation(writer: Writer, speaker: Speaker, view: RegulationView) -> None:
    listed = [item for item in view.items if item.row.status in _LISTED]
    others = [
        f"{speaker.say(words.ITEM_STATUS[status])} {count}" for status, _, count in view.counts if status not in _LISTED
    ]
    number = f" ({view.row.number})" if view.row.number else ""
    if listed:
        writer.heading(f"{speaker.say(view.row.title)}{number}", 3)
        rows: list[list[Cell | str]] = [[speaker.say(_WORDS[name]) for name in ("item", "asks", "status", "findings")]]
        for item in listed:
            numbers = [numbered.number for numbered in item.findings]
            more = len(numbers) - _NUMBERS_SHOWN
            shown = ", ".join(numbers[:_NUMBERS_SHOWN]) + (f" +{more}" if more > 0 else "")
            status = Cell(speaker.say(item.status_word), _TONES.get(item.row.status, ""))
            rows.append([speaker.say(item.number), speaker.say(item.row.title), status, shown])
        writer.table((2.6, 8.2, 2.7, 3), rows)
    else:
        writer.labelled(f"{speaker.say(view.row.title)}{number}", ", ".join(others))
    if listed and others:
        writer.paragraph(speaker.say(_WORDS["others"], counts=", ".join(others)), is_quiet=True)


def _sign(writer: Writer, speaker: Speaker) -> None:
    given = speaker.report.engagement
    names = {"auditor": given.auditor if given else "", "reviewer": "", "client": ""}
    writer.heading(speaker.say(_WORDS["sign"]), on_new_page=True)
    writer.paragraph(speaker.say(_WORDS["sign_lead"]))
    rows: list[list[Cell | str]] = [[speaker.say(_WORDS[name]) for name in ("role", "name", "signature", "date")]]
    rows += [[speaker.say(_WORDS[role]), name, "", ""] for role, name in names.items()]
    writer.table((4, 4.5, 5, 3), rows, height=1.6)
    writer.paragraph(speaker.say(no_advice()), is_quiet=True)

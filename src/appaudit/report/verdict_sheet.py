"""Verdicts from a workbook of ours, as people filled it in."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Sequence
from datetime import date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from appaudit.errors import ConfigError
from appaudit.model.bilingual import Bilingual
from appaudit.model.dates import is_date
from appaudit.model.verdict import Decision, Verdict
from appaudit.report.renderers.verdict_words import DECISION
from appaudit.report.renderers.workbook.verdicts import FINGERPRINT, HEADINGS
from appaudit.whole_files import read_regular

_MOST_BYTES: Final = 256 << 20
_MOST_ROWS: Final = 100_000
#: Columns of ours that say what a verdict is about.
_ABOUT: Final = {
    "fingerprint": FINGERPRINT,
    "rule": Bilingual("规则", "Rule"),
    "subject_id": Bilingual("对象编号", "Subject id"),
    "subject": Bilingual("对象", "Subject"),
}
_NEED_REASON: Final = ("false_positive", "accepted")
_PACKAGE: Final = Bilingual("包名", "Package")


def verdicts_of_workbook(path: Path, by: str, on: str) -> list[Verdict]:
    """The verdicts that were filled in, in the order of the rows.

    Args:
        path: The workbook, in either language.
        by: Who decided, where a row does not say.
        on: The ISO date of what has none.

    Raises:
        ConfigError: it is no workbook of ours, or a row says something that is not allowed; every row is named.
    """
    from openpyxl import load_workbook

    try:
        content = BytesIO(read_regular(path, _MOST_BYTES))
        _refuse_bomb(path, content)
        book = load_workbook(content, read_only=True, data_only=True)
    except ConfigError:
        raise
    except OSError as error:
        raise ConfigError(
            f"{path} cannot be read: {error.strerror}", zh=f"无法读取 {path}：{error.strerror}"
        ) from error
    except Exception as error:  # openpyxl raises whatever zip, XML and its own checks do
        raise ConfigError(f"{path} is not a workbook: {error}", zh=f"{path} 不是工作簿：{error}") from error
    package = ""
    found: list[Verdict] = []
    problems: list[Bilingual] = []
    sheets = 0
    for sheet in book.worksheets:
        rows = sheet.iter_rows(max_row=_MOST_ROWS, values_only=True)
        head = [_text(value) for value in next(rows, ())]
        columns = _columns(head)
        if not {"fingerprint", "decision"} <= set(columns):
            package = package or next((_text(row[1]) for row in rows if len(row) > 1 and _is(_PACKAGE, row[0])), "")
            continue
        sheets += 1
        for number, row in enumerate(rows, 2):
            values = {name: _text(row[index]) if index < len(row) else "" for name, index in columns.items()}
            place = Bilingual(f"工作表“{sheet.title}”第 {number} 行", f"sheet {sheet.title}, row {number}")
            problems += _problems(values, place)
            verdict = _verdict(values, package, by, on)
            if verdict:
                found.append(verdict)
    if not sheets:
        raise ConfigError(
            f"{path} has no sheet with columns {FINGERPRINT.en} and {HEADINGS['decision'].en}",
            hint="Write it with `appaudit scan … --format xlsx`.",
            zh=f"{path} 中没有同时含“{FINGERPRINT.zh}”和“{HEADINGS['decision'].zh}”列的工作表",
            hint_zh="请用 `appaudit scan … --format xlsx` 生成。",
        )
    if problems:
        raise ConfigError(
            "\n".join(f"{path}: {item.en}" for item in problems),
            zh="\n".join(f"{path}：{item.zh}" for item in problems),
        )
    return found


def _refuse_bomb(path: Path, content: BytesIO) -> None:
    """Refuse a workbook whose parts are too large: openpyxl reads all shared texts at once; raises BadZipFile, too.

    No part unpacks to more than the archive says of it: the library stops there.
    """
    with zipfile.ZipFile(content) as archive:
        size = sum(part.file_size for part in archive.infolist())
    if size > _MOST_BYTES:
        raise ConfigError(
            f"{path} unpacks to {size >> 20} MB, more than the {_MOST_BYTES >> 20} MB that are read",
            zh=f"{path} 解压后为 {size >> 20} MB，超过可读取的 {_MOST_BYTES >> 20} MB",
        )


def _columns(head: Sequence[str]) -> dict[str, int]:
    wanted = {**_ABOUT, **HEADINGS}
    return {name: index for name, words in wanted.items() for index, text in enumerate(head) if _is(words, text)}


def _is(words: Bilingual, value: object) -> bool:
    return _text(value) in (words.zh, words.en)


def _text(value: Any) -> str:  # noqa: ANN401  # whatever a cell holds
    if isinstance(value, datetime):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    text = "" if value is None else str(value).strip()
    return text.removeprefix("'")


def _decision(text: str) -> Decision | None:
    for name, words in DECISION.items():
        if text.casefold() in (name, words.zh, words.en.casefold()):
            return name  # type: ignore[return-value]  # keys are the words of the type
    return None


def _problems(values: dict[str, str], place: Bilingual) -> Iterator[Bilingual]:
    filled = [name for name in HEADINGS if values.get(name)]
    if not filled:
        return
    decision = _decision(values["decision"])
    if decision is None:
        known = " / ".join(word.zh for word in DECISION.values()), ", ".join(word.en for word in DECISION.values())
        what = values["decision"]
        yield Bilingual(f"{place.zh}：裁决“{what}”应为 {known[0]}", f"{place.en}: {what!r} is none of {known[1]}")
        return
    if decision in _NEED_REASON and not values.get("reason"):
        yield Bilingual(f"{place.zh}：误报或接受须写明理由", f"{place.en}: {DECISION[decision].en} needs a reason")
    for name in ("on", "expires"):
        text = values.get(name, "")
        if text and not is_date(text):
            yield Bilingual(
                f"{place.zh}：“{text}”应为 2027-01-31 形式的日期",
                f"{place.en}: expected a date like 2027-01-31, found {text!r}",
            )


def _verdict(values: dict[str, str], package: str, by: str, on: str) -> Verdict | None:
    decision = _decision(values.get("decision", ""))
    if decision is None or not values.get("fingerprint"):
        return None
    return Verdict(
        fingerprint=values["fingerprint"],
        decision=decision,
        reason=values.get("reason", ""),
        by=values.get("by", "") or by,
        on=values.get("on", "") or on,
        expires=values.get("expires", ""),
        note=values.get("note", ""),
        rule=values.get("rule", ""),
        subject=values.get("subject_id", "") or values.get("subject", ""),
        package=package,
    )

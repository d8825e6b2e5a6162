"""From a filled workbook to verdicts to the next audit, as a user goes."""

from __future__ import annotations

import json
from io import BytesIO

import docx
import openpyxl
import pytest
from tests.support.sample_paths import sample

from appaudit.cli import exit_code_of
from appaudit.report.renderers import names

PLANTED = sample("planted-shop")
INPUTS = (str(PLANTED.apk), "--policy", str(PLANTED.policy), "--sdk-list", str(PLANTED.sdk_list))


@pytest.fixture(autouse=True)
def folder(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def scan(*arguments):
    return exit_code_of(["scan", *INPUTS, "--as-of", "2026-11-24", *map(str, arguments)])


def fill(path, rows, language="zh"):
    """Write into the input columns of the sheet of findings: number of a row to values by the start of a heading."""
    book = openpyxl.load_workbook(path)
    sheet = book["发现" if language == "zh" else "Findings"]
    heads = [str(cell.value) for cell in sheet[1]]
    for row, values in rows.items():
        for heading, value in values.items():
            sheet.cell(row, next(i for i, text in enumerate(heads, 1) if text.startswith(heading)), value)
    book.save(path)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_cycle_from_workbook_to_the_next_audit(language, folder):
    assert scan("--format", "xlsx", "--output", "r.xlsx", "--lang", language) == 1
    words = {
        "zh": ({"裁决": "误报", "理由": "只是示例"}, {"裁决": "属实", "备注": "下版修改"}),
        "en": ({"Verdict": "False positive", "Reason": "只是示例"}, {"Verdict": "Confirmed", "Note": "下版修改"}),
    }[language]
    fill("r.xlsx", {2: words[0], 3: words[1]}, language)
    arguments = ["verdicts", "import", "r.xlsx", "--into", "v.yml", "--by", "李雷", "--as-of", "2026-11-24"]
    assert exit_code_of(arguments) == 0
    assert scan("--verdicts", "v.yml", "--format", "json", "--output", "r.json") == 1
    report = json.loads((folder / "r.json").read_text("utf-8"))
    assert [item["ignore"]["decision"] for item in report["ignored"]] == ["false_positive"]
    (confirmed,) = [item for item in report["findings"] if "verdict" in item]
    assert (confirmed["verdict"]["by"], confirmed["verdict"]["on"]) == ("李雷", "2026-11-24")
    assert confirmed["verdict"]["note"] == "下版修改"
    assert confirmed["rule_id"] == "undisclosed-collection"


def test_a_workbook_of_an_audit_with_verdicts_gives_the_same_verdicts(folder):
    scan("--format", "xlsx", "--output", "r.xlsx")
    fill("r.xlsx", {2: {"裁决": "接受", "理由": "已评估", "有效期": "2027-01-31"}, 3: {"裁决": "已整改"}})
    exit_code_of(["verdicts", "import", "r.xlsx", "--into", "v.yml", "--by", "A", "--as-of", "2026-11-24"])
    before = (folder / "v.yml").read_text("utf-8")
    scan("--verdicts", "v.yml", "--format", "xlsx", "--output", "r2.xlsx")
    exit_code_of(["verdicts", "import", "r2.xlsx", "--into", "w.yml", "--by", "B"])
    assert (folder / "w.yml").read_text("utf-8") == before
    exit_code_of(["verdicts", "import", "r2.xlsx", "--into", "v.yml", "--by", "B"])
    assert (folder / "v.yml").read_text("utf-8") == before


def test_a_row_with_a_mistake_is_named_and_nothing_is_written(folder, capsys):
    scan("--format", "xlsx", "--output", "r.xlsx")
    fill("r.xlsx", {2: {"裁决": "接受"}, 3: {"裁决": "也许"}, 4: {"裁决": "属实", "日期": "明天"}})
    assert exit_code_of(["verdicts", "import", "r.xlsx", "--into", "v.yml", "--lang", "zh"]) == 2
    said = capsys.readouterr().err
    assert "第 2 行：误报或接受须写明理由" in said
    assert "第 3 行：裁决“也许”" in said
    assert "第 4 行" in said
    assert not (folder / "v.yml").exists()


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"text"])
def test_what_is_no_workbook_of_ours_is_refused(content, folder):
    (folder / "x.xlsx").write_bytes(content)
    assert exit_code_of(["verdicts", "import", "x.xlsx"]) == 2
    book = openpyxl.Workbook()
    target = BytesIO()
    book.save(target)
    (folder / "y.xlsx").write_bytes(target.getvalue())
    assert exit_code_of(["verdicts", "import", "y.xlsx"]) == 2


def test_verdicts_and_the_last_audit_are_told_in_every_format(folder, capsysbinary):
    """What is decided about a finding, and that another is fixed, stands in all of them but those without room."""
    scan("--format", "json", "--output", "last.json")
    report = json.loads((folder / "last.json").read_text("utf-8"))
    first, second = report["findings"][:2]
    verdicts = [
        {"fingerprint": first["fingerprint"], "decision": "accepted", "reason": "R-ACCEPTED", "by": "B-ACCEPTED"},
        {"fingerprint": second["fingerprint"], "decision": "fixed", "note": "N-FIXED", "by": "B-FIXED"},
    ]
    (folder / "v.json").write_text(json.dumps({"verdicts": verdicts}), encoding="utf-8")
    formats = [word for name in names() for word in ("--format", name)]
    scan("--verdicts", "v.json", "--previous", "last.json", *formats, "--output", "out", "--lang", "en")
    capsysbinary.readouterr()
    for path in (folder / "out").iterdir():
        text = _text_of(path)
        assert "B-FIXED" in text, path.name
        if not path.name.endswith(("codequality.json", "sast.json", "github.txt")):
            assert "R-ACCEPTED" in text, path.name
        if not path.name.endswith("codequality.json"):
            assert "last audit" in text or '"previous"' in text, path.name


def _text_of(path):
    if path.suffix == ".docx":
        document = docx.Document(path)
        cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
        return "\n".join([*(paragraph.text for paragraph in document.paragraphs), *cells])
    if path.suffix != ".xlsx":
        return path.read_text("utf-8")
    book = openpyxl.load_workbook(path)
    return "\n".join(str(cell) for sheet in book for row in sheet.iter_rows(values_only=True) for cell in row if cell)


def test_a_list_of_verdicts_marks_what_has_expired(folder, capsysbinary):
    text = "verdicts:\n- {fingerprint: aaaaaaaaaa, decision: accepted, reason: r, expires: 2026-01-01}\n"
    (folder / "v.yml").write_text(text, encoding="utf-8")
    assert exit_code_of(["verdicts", "list", "v.yml", "--as-of", "2026-11-24", "--lang", "en"]) == 0
    assert capsysbinary.readouterr().out == b"aaaaaaaa | aaaaaaaaaa | Accepted: r; until 2026-01-01 | expired\n"

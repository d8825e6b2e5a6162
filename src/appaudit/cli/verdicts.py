"""`appaudit verdicts`: what people decided about findings, kept in a file from audit to audit."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import as_of_option, language_option
from appaudit.cli._output import write_file, write_stdout
from appaudit.errors import EXIT_OK

_PATH = click.Path(path_type=Path)


@click.group()
def command() -> None:
    """Keep what people decided about findings: confirmed, false positive, accepted, fixed.

    保存对各项发现的裁决：属实、误报、接受、已整改。
    """


@command.command(
    "import",
    epilog="""\b
Examples / 示例:
  appaudit scan app.apk --policy privacy.html --format xlsx --output report.xlsx
  appaudit verdicts import report.xlsx --into verdicts.yml --by "Li Lei"
  appaudit scan app.apk --policy privacy.html --verdicts verdicts.yml
""",
)
@click.argument("workbook", type=_PATH, metavar="REPORT.xlsx")
@click.option(
    "--into",
    type=_PATH,
    default=Path("verdicts.yml"),
    show_default=True,
    metavar="FILE",
    help="What is there stays, and is amended. / 已有内容保留并更新。",
)
@click.option("--by", default="", metavar="NAME", help="Who decided, where a row does not say. / 未填写时的裁决人。")
@as_of_option
@language_option
def import_verdicts(workbook: Path, into: Path, by: str, as_of: str, language: str) -> int:
    """Read the columns that were filled into a workbook of `--format xlsx`.

    从填写后的工作簿读取裁决。
    """
    from appaudit.gate.verdicts import merged, read_verdicts, verdicts_text
    from appaudit.report.verdict_sheet import verdicts_of_workbook

    found = verdicts_of_workbook(workbook, by, as_of)
    before = read_verdicts(into).entries if into.exists() else ()
    after = merged(before, found)
    write_file(into, verdicts_text(after))
    said = f"{into}: {len(found)} read, {len(after)} in the file"
    click.echo(f"{into}：读取 {len(found)} 项，文件中共 {len(after)} 项" if language == "zh" else said, err=True)
    return EXIT_OK


@command.command("list")
@click.argument("verdicts_file", type=_PATH, metavar="VERDICTS.yml")
@as_of_option
@language_option
def list_verdicts(verdicts_file: Path, as_of: str, language: str) -> int:
    """Check a file of verdicts and list what is in it, expired ones marked.

    检查裁决文件并列出内容，标出已过有效期的。
    """
    from appaudit.gate.verdicts import read_verdicts
    from appaudit.report.renderers.plain import safe_line
    from appaudit.report.renderers.verdict_words import decided

    lines = []
    for item in read_verdicts(verdicts_file).entries:
        said = decided(item)
        mark = ("已过期" if language == "zh" else "expired") if item.expires and item.expires < as_of else ""
        about = " ".join(filter(None, (item.package, item.rule, item.subject))) or item.fingerprint
        text = said.zh if language == "zh" else said.en
        lines.append(safe_line(" | ".join(filter(None, (item.fingerprint[:8], about, text, mark)))))
    write_stdout("".join(f"{line}\n" for line in lines))
    return EXIT_OK

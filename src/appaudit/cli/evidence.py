"""`appaudit evidence`: one zip to keep or to hand over."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option
from appaudit.cli._output import write_file
from appaudit.errors import EXIT_OK, ConfigError
from appaudit.model.bilingual import Language

_PATH = click.Path(path_type=Path)


@click.command(
    epilog="""\b
Examples / 示例:
  appaudit scan app.apk --policy privacy.html --format json --output report.json
  appaudit evidence report.json privacy.html --output evidence.zip
  appaudit scan app.apk --policy privacy.html --evidence evidence.zip
"""
)
@click.argument("report_file", type=_PATH, metavar="REPORT.json")
@click.argument("documents", type=_PATH, nargs=-1, metavar="[FILE|DIR]...")
@click.option("--output", type=_PATH, required=True, metavar="FILE.zip", help="The pack. / 证据包。")
@language_option
def command(report_file: Path, documents: tuple[Path, ...], output: Path, language: Language) -> int:
    """Pack a saved report with the documents it was made of: snippets, digests, a manifest.

    A document is known by its SHA-256: one that the audit did not read is refused, one that is not given is named
    in the manifest.

    把已保存的报告与所依据的文件打包：片段、哈希和清单。文件按 SHA-256 核对，与审计时不同的不予收入。
    """
    from appaudit.pipeline.evidence_files import contents_of
    from appaudit.report.evidence_pack import evidence_pack
    from appaudit.report.files import read_report

    report = read_report(report_file)
    files = contents_of(documents)
    known = {item.sha256 for item in report.inputs}
    strangers = [path for digest, (path, _) in files.items() if digest not in known]
    if strangers:
        listed = ", ".join(map(str, strangers))
        raise ConfigError(
            f"Not what the audit read: {listed}",
            hint="Give the files as they were, or audit them again.",
            zh=f"与审计时读取的文件不一致：{listed}",
            hint_zh="请提供审计时的文件，或重新审计。",
        )
    write_file(output, evidence_pack(report, {digest: data for digest, (_, data) in files.items()}, language))
    return EXIT_OK

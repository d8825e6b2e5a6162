"""`appaudit init`: a commented file for what only the operator knows."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._options import language_option
from appaudit.cli._output import write_file
from appaudit.errors import EXIT_OK, ConfigError


@click.command(
    epilog="\b\nExample / 示例:\n  appaudit init\n  appaudit scan app.apk --facts audit.yaml --as-of 2026-11-24"
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    default=Path("audit.yaml"),
    show_default=True,
    metavar="FILE",
    help="Where to write. / 输出文件。",
)
@click.option("--force", is_flag=True, help="Replace a file that is there. / 覆盖已有文件。")
@language_option
def command(output: Path, force: bool, language: str) -> int:
    """Write audit.yaml: number of users, recipients abroad, filings and what else no package shows.

    生成 audit.yaml，用来声明用户规模、境外接收方、备案等安装包里看不到的事实。
    """
    from appaudit.operator.template import TEMPLATES

    if output.exists() and not force:
        raise ConfigError(
            f"{output} already exists",
            hint="Give another name with --output, or --force to replace it.",
            zh=f"{output} 已存在",
            hint_zh="请用 --output 换一个文件名，或用 --force 覆盖。",
        )
    write_file(output, TEMPLATES[language])
    click.echo(f"{'已生成' if language == 'zh' else 'written'}: {output}", err=True)
    return EXIT_OK

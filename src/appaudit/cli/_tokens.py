"""`appaudit serve token`: tokens of pipelines, which call the API of a workbench."""

from __future__ import annotations

import click

from appaudit.cli._workbench import database_option, day, opened
from appaudit.errors import EXIT_OK


@click.group(
    epilog="""\b
Examples / 示例:
  appaudit serve token create pipeline --days 365
  appaudit serve token list
  appaudit serve token revoke pipeline
"""
)
def token() -> None:
    """Tokens with which pipelines call the API.

    流水线调用接口所用的令牌。
    """


@token.command()
@click.argument("name")
@click.option("--days", type=click.IntRange(1, 36500), metavar="N", help="Valid for so long. / 有效天数，默认不限。")
@click.option(
    "--read-only", "reads_only", is_flag=True, help="May look at everything and change nothing. / 只能查看，不能修改。"
)
@database_option
@click.pass_context
def create(context: click.Context, name: str, days: int | None, reads_only: bool, database: str) -> int:
    """Make a token and print it; it is shown this once.

    新建令牌并输出；令牌只显示这一次。
    """
    from appaudit.serve.tokens import create_token

    with opened(context, database) as found:
        made = create_token(found, name, days, reads_only=reads_only)
    click.echo(made)
    click.echo(f"{name}: shown this once, keep it / 只显示这一次，请妥善保存", err=True)
    return EXIT_OK


@token.command("list")
@database_option
@click.pass_context
def listed(context: click.Context, database: str) -> int:
    """Show the tokens: name, how it begins, when it was made and last used, and whether it holds.

    列出令牌：名称、开头几位、新建与最近使用的日期、是否有效。
    """
    from appaudit.report.renderers.plain import safe_line
    from appaudit.serve.tokens import is_valid, list_tokens

    with opened(context, database) as found:
        with found.reading() as session:
            now = found.now(session)
        for item in list_tokens(found):
            ends = f" until {day(item.expires_at)}" if item.expires_at else ""
            held = "reads / 只读" if item.reads_only else "valid / 有效"
            state = (
                f"{held}{ends}" if is_valid(item, now) else "revoked / 已吊销" if item.revoked_at else "ended / 已到期"
            )
            click.echo(
                "\t".join((safe_line(item.name), f"{item.begins}…", day(item.created_at), day(item.used_at), state))
            )
    return EXIT_OK


@token.command()
@click.argument("name")
@database_option
@click.pass_context
def revoke(context: click.Context, name: str, database: str) -> int:
    """Let a token hold no more, from the next request on.

    吊销令牌，立即生效。
    """
    from appaudit.serve.tokens import revoke_token

    with opened(context, database) as found:
        revoke_token(found, name)
    click.echo(f"{name}: revoked / 已吊销", err=True)
    return EXIT_OK

"""`appaudit serve token`: tokens of pipelines, which call the API of a workbench."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from appaudit.errors import EXIT_OK

if TYPE_CHECKING:
    from appaudit.serve.database import Database

_database = click.option(
    "--database",
    default="",
    metavar="ADDRESS",
    help="As `appaudit serve --database`. / 与 `appaudit serve --database` 相同。",
)


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
@_database
@click.pass_context
def create(context: click.Context, name: str, days: int | None, database: str) -> int:
    """Make a token and print it; it is shown this once.

    新建令牌并输出；令牌只显示这一次。
    """
    from appaudit.serve.tokens import create_token

    opened = _opened(context, database)
    made = create_token(opened, name, days)
    opened.close()
    click.echo(made)
    click.echo(f"{name}: shown this once, keep it / 只显示这一次，请妥善保存", err=True)
    return EXIT_OK


@token.command("list")
@_database
@click.pass_context
def listed(context: click.Context, database: str) -> int:
    """Show the tokens: name, how it begins, when it was made and last used, and whether it holds.

    列出令牌：名称、开头几位、新建与最近使用的日期、是否有效。
    """
    from appaudit.report.renderers.plain import safe_line
    from appaudit.serve.tokens import is_valid, list_tokens

    opened = _opened(context, database)
    with opened.reading() as session:
        now = opened.now(session)
    for item in list_tokens(opened):
        ends = f" until {_day(item.expires_at)}" if item.expires_at else ""
        state = (
            f"valid / 有效{ends}"
            if is_valid(item, now)
            else "revoked / 已吊销"
            if item.revoked_at
            else "ended / 已到期"
        )
        click.echo(
            "\t".join((safe_line(item.name), f"{item.begins}…", _day(item.created_at), _day(item.used_at), state))
        )
    opened.close()
    return EXIT_OK


@token.command()
@click.argument("name")
@_database
@click.pass_context
def revoke(context: click.Context, name: str, database: str) -> int:
    """Let a token hold no more, from the next request on.

    吊销令牌，立即生效。
    """
    from appaudit.serve.tokens import revoke_token

    opened = _opened(context, database)
    revoke_token(opened, name)
    opened.close()
    click.echo(f"{name}: revoked / 已吊销", err=True)
    return EXIT_OK


def _opened(context: click.Context, address: str) -> Database:
    """The database of the workbench, by the option here or before `token`."""
    from appaudit.serve.extra import require_libraries

    address = address or (context.obj or {}).get("database", "")
    require_libraries(address)
    from appaudit.serve.database import Database
    from appaudit.serve.settings import chosen_database

    return Database(chosen_database(address))


def _day(seconds: float | None) -> str:
    return datetime.fromtimestamp(seconds, tz=UTC).astimezone().date().isoformat() if seconds else "-"

"""`appaudit serve account`: people who may sign in to a workbench."""

from __future__ import annotations

from pathlib import Path

import click

from appaudit.cli._workbench import database_option, opened, secret_in
from appaudit.errors import EXIT_OK


@click.group(
    epilog="""\b
Examples / 示例:
  appaudit serve account set lilei
  appaudit serve account set hanmeimei --read-only
  appaudit serve account list
  appaudit serve account disable lilei
"""
)
def account() -> None:
    """People who may sign in; verdicts and the log bear their names.

    可以登录的人员；裁决和操作记录署其姓名。
    """


@account.command("set")
@click.argument("name")
@click.option(
    "--read-only", "reads_only", is_flag=True, help="May look at everything and change nothing. / 只能查看，不能修改。"
)
@click.option(
    "--password-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Holds the password; default: asked for. / 存放密码的文件，默认在终端输入。",
)
@database_option
@click.pass_context
def set_one(context: click.Context, name: str, reads_only: bool, password_file: Path | None, database: str) -> int:
    """Make an account, or give one a new password; its sessions end.

    新建账号，或修改密码；该账号的会话随即结束。
    """
    from appaudit.serve.accounts import set_account

    if password_file:
        password = secret_in(password_file)
    else:
        password = click.prompt("Password / 密码", hide_input=True, confirmation_prompt=True)
    with opened(context, database) as found:
        set_account(found, name, password, reads_only=reads_only)
    said = "may look / 可以查看" if reads_only else "may sign in / 可以登录"
    click.echo(f"{name}: {said}", err=True)
    return EXIT_OK


@account.command("list")
@database_option
@click.pass_context
def listed(context: click.Context, database: str) -> int:
    """Show the accounts: name, since when, what they may do.

    列出账号：姓名、新建日期、权限。
    """
    from appaudit.cli._workbench import day
    from appaudit.report.renderers.plain import safe_line
    from appaudit.serve.accounts import list_accounts

    with opened(context, database) as found:
        for item in list_accounts(found):
            may = "disabled / 已停用" if item.is_disabled else "reads / 只读" if item.reads_only else "audits / 审计"
            click.echo("\t".join((safe_line(item.name), day(item.created_at), may)))
    return EXIT_OK


@account.command()
@click.argument("name")
@database_option
@click.pass_context
def disable(context: click.Context, name: str, database: str) -> int:
    """Let somebody sign in no more; sessions end at once, and what was done keeps its name.

    停用账号：会话立即结束，已有的裁决和记录仍署原名。
    """
    from appaudit.serve.accounts import disable_account

    with opened(context, database) as found:
        disable_account(found, name)
    click.echo(f"{name}: disabled / 已停用", err=True)
    return EXIT_OK

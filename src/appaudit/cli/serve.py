"""`appaudit serve`: the workbench, a web page and an API over audits that are kept."""

from __future__ import annotations

import contextlib
import ipaddress
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from appaudit.cli._accounts import account
from appaudit.cli._options import language_option, rules_option, timeout_option
from appaudit.cli._tokens import token
from appaudit.cli._workbench import secret_in
from appaudit.errors import EXIT_OK, ConfigError

if TYPE_CHECKING:
    from appaudit.serve.settings import ServeSettings
    from appaudit.serve.workbench import Workbench


@click.group(
    invoke_without_command=True,
    epilog="""\b
Examples / 示例:
  appaudit serve
  appaudit serve --port 8080 --jobs 2
  appaudit serve --database postgresql://audit@db/appaudit --storage /srv/appaudit \\
      --host 0.0.0.0 --host-name audit.example.com --token-file token.txt
  appaudit serve account set lilei
  appaudit serve token create pipeline

\b
Needs / 需要: pip install '.[serve]' (in the checkout / 在代码目录中)
""",
)
@click.option(
    "--host",
    default="127.0.0.1",
    show_default=True,
    metavar="ADDRESS",
    help="Where to listen. Beyond this machine only with a token or accounts. / 监听地址；非本机地址须设置令牌或账号。",
)
@click.option("--port", type=click.IntRange(0, 65535), default=8417, show_default=True, help="0: any. / 0 为任意端口。")
@click.option(
    "--host-name",
    "host_names",
    multiple=True,
    metavar="NAME",
    help="A name by which browsers may call it, beside this machine's own. / 允许浏览器使用的主机名。",
)
@click.option(
    "--database",
    default="",
    metavar="ADDRESS",
    help="sqlite:///file or postgresql://user@host/name; default: a file in your data folder. / "
    "数据库地址，默认为用户数据目录中的文件。",
)
@click.option(
    "--storage",
    type=click.Path(path_type=Path, file_okay=False),
    metavar="DIR",
    help="Where files are kept; default: your data folder. / 文件的存放目录，默认为用户数据目录。",
)
@click.option(
    "--token-file",
    type=click.Path(path_type=Path, dir_okay=False),
    metavar="FILE",
    help="Holds the token that pages and the API ask for. / 存放访问令牌的文件。",
)
@click.option(
    "--proxy",
    "proxies",
    multiple=True,
    metavar="ADDRESS",
    help="The server in front, whose word on who asks is taken: address or network; default: this machine. / "
    "前置代理的地址或网段，据其所述识别访问者，默认仅本机。",
)
@click.option("--jobs", type=click.IntRange(0), default=1, show_default=True, help="Packages at a time. / 同时审计数。")
@timeout_option
@click.option(
    "--memory",
    type=click.IntRange(1),
    metavar="MB",
    help="For each package; default: a share of this machine. / 每个安装包的内存上限，默认按本机均分。",
)
@click.option(
    "--most-upload",
    type=click.IntRange(1),
    default=2048,
    show_default=True,
    metavar="MB",
    help="Of one request. / 一次上传的上限。",
)
@click.option(
    "--most-requests",
    type=click.IntRange(0),
    default=3000,
    show_default=True,
    metavar="N",
    help="Of one caller of the API in a minute; 0: no bound. / 每个调用方每分钟的接口请求上限，0 为不限。",
)
@rules_option
@language_option
@click.pass_context
def command(context: click.Context, /, **options: Any) -> int:  # noqa: ANN401
    """Keep audits in a workbench: drop packages into a page, decide on findings, compare versions, fetch any format.

    在浏览器中使用的审计工作台：上传安装包，查看进度与报告，裁决发现，比较版本，下载各种格式。
    """
    from appaudit.serve.extra import require_libraries

    if context.invoked_subcommand:
        context.obj = {**(context.obj or {}), "database": options["database"]}
        return EXIT_OK
    require_libraries(options["database"])
    from appaudit.serve.workbench import Workbench

    settings = _settings(options)
    bench = Workbench(settings)
    _refuse_strangers(bench, options)
    return _run(bench, options["host"], options["port"], options["proxies"])


command.add_command(token)
command.add_command(account)


def _settings(options: dict[str, Any]) -> ServeSettings:
    from appaudit.cli._batch import memory_of_a_worker
    from appaudit.serve.settings import LOOPBACK, ServeSettings, chosen_database, data_folder

    folder = data_folder()
    memory = options["memory"]
    return ServeSettings(
        database=chosen_database(options["database"]),
        storage=options["storage"] or folder,
        workers=options["jobs"],
        seconds=options["timeout"],
        memory=memory << 20 if memory else memory_of_a_worker(max(1, options["jobs"])),
        most_upload=options["most_upload"] << 20,
        hosts=(*LOOPBACK, *options["host_names"]),
        most_requests=options["most_requests"],
        token=_token_in(options["token_file"]),
        language=options["language"],
        rule_folders=options["rule_folders"],
    )


def _token_in(path: Path | None) -> str:
    """The token in a file; raises ConfigError for one that is too short to keep anybody out."""
    if path is None:
        return ""
    token = secret_in(path).strip()
    if len(token) < 20:
        raise ConfigError(
            f"{path}: a token has at least 20 letters",
            hint="python3 -c 'import secrets; print(secrets.token_urlsafe(32))' makes one.",
            zh=f"{path}：令牌至少 20 个字符",
            hint_zh="可用 python3 -c 'import secrets; print(secrets.token_urlsafe(32))' 生成。",
        )
    return token


def _refuse_strangers(bench: Workbench, options: dict[str, Any]) -> None:
    """Without a token and accounts only this machine is answered, by its own names and through no proxy.

    Raises:
        ConfigError: it would listen to others, and nobody need say who they are.
    """
    from appaudit.serve.accounts import has_accounts

    named = [name for name in (options["host"], *options["host_names"]) if not _is_this_machine(name)]
    others = [*named, *options["proxies"]]
    if not others or bench.settings.token or has_accounts(bench.database):
        return
    raise ConfigError(
        f"On {others[0]} anybody could read and delete audits",
        hint="Give --token-file, or make an account with `appaudit serve account set`.",
        zh=f"在 {others[0]} 上任何人都能查看和删除审计",
        hint_zh="请给出 --token-file，或用 `appaudit serve account set` 新建账号。",
    )


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def _run(bench: Workbench, host: str, port: int, proxies: tuple[str, ...]) -> int:
    import uvicorn

    from appaudit.serve.web.app import application

    class Server(uvicorn.Server):
        """Says where it listens once it does."""

        async def startup(self, sockets: Any = None) -> None:  # noqa: ANN401  # as uvicorn has it
            await super().startup(sockets)
            for server in self.servers:
                for one in server.sockets:
                    address, number = one.getsockname()[:2]
                    shown = f"[{address}]" if ":" in address else address
                    click.echo(f"appaudit: http://{shown}:{number}/  (Ctrl-C)", err=True)

    config = uvicorn.Config(
        application(bench),
        host=host,
        port=port,
        log_level="warning",
        server_header=False,
        forwarded_allow_ips=list(proxies or ("127.0.0.1", "::1")),
        timeout_graceful_shutdown=5,
    )
    server = Server(config)
    with contextlib.suppress(KeyboardInterrupt):  # the way to end it; uvicorn raises it again in some states only
        server.run()
    if not server.started:
        raise ConfigError(
            f"{host}:{port} cannot be listened on", hint="Choose another --port.",
            zh=f"无法监听 {host}:{port}", hint_zh="请换一个 --port。",
        )  # fmt: skip
    return EXIT_OK

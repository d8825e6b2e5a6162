"""The command line: one module a command, discovered; only this package prints or ends the process.

Heavy imports wait inside the commands, so that `--help` loads click and nothing else.
"""

from __future__ import annotations

import atexit
import contextlib
import errno
import gc
import importlib
import os
import pkgutil
import re
import signal
import sys
import threading
import traceback
from inspect import cleandoc
from itertools import pairwise
from types import FrameType
from typing import Any, NoReturn

import click

from appaudit.errors import EXIT_INTERNAL, EXIT_USAGE, AppauditError, ConfigError
from appaudit.version import __version__

#: A disk or a share of one that is full; the name of what was written is not always told.
_NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
#: How a shell reports a process that Ctrl-C ended.
_EXIT_INTERRUPTED = 130
#: Seconds after which an interruption that came in the middle of an import comes again.
_SOON = 0.02

#: Modules that are loaded where threads or processes may have been at work beside the first.
_AT_WORK_BESIDE = frozenset(("asyncio", "multiprocessing"))

#: What environment variables of ours begin with.
_VARIABLE = "APPAUDIT_"
_EPILOG = """\b
Examples / 示例:
  appaudit scan app.apk --policy privacy.html --sdk-list sdks.csv
  appaudit scan app.apk --format json --output report.json --fail-on high
  appaudit scan packages/ --jobs 4 --output reports/
  appaudit diff old.apk new.apk --policy privacy.html
  appaudit explain undisclosed-sdk

\b
Shell completion / 命令补全 (bash; likewise zsh, fish):
  eval "$(_APPAUDIT_COMPLETE=bash_source appaudit)"

\b
Exit codes / 退出码: 0 done, 1 findings at or above --fail-on, 2 wrong usage,
3 a package or a supplied or required document could not be read, 4 --strict and
coverage incomplete, 70 internal error. Of several the first of 2, 3, 4, 1.

\b
Environment / 环境变量: every option has one: --fail-on is APPAUDIT_FAIL_ON.
"""

_CHINESE = "[\u4e00-\u9fff]"
#: A paragraph in Chinese may begin with a name; one in English quotes Chinese later, if at all.
_SOON_CHINESE = 20


class _Commands(click.Group):
    """Finds its commands as the public modules of this package, each with a click command named `command`."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(name for _, name, _ in pkgutil.iter_modules(__path__) if not name.startswith("_"))

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.list_commands(ctx):
            return None
        module: Any = importlib.import_module(f"{__name__}.{cmd_name}")
        found: click.Command = module.command
        for parameter in found.params:
            if isinstance(parameter, click.Option) and parameter.envvar is None:
                parameter.envvar = variable_of(parameter)
        return found

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Each command with its first sentence, whole and in both languages."""
        commands = [(name, self.get_command(ctx, name)) for name in self.list_commands(ctx)]
        with formatter.section("Commands"):
            formatter.write_dl([(name, _first_sentences(command)) for name, command in commands if command])

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """As click does; an option of a command that stands before it is told its place."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            name = next((arg for arg in args if arg in self.list_commands(ctx)), "")
            command = self.get_command(ctx, name) if name else None
            if command is None or not any(error.option_name in option.opts for option in command.params):
                raise
            raise click.UsageError(
                f"{error.option_name} is an option of {name} and stands after it: appaudit {name} … {error.option_name}"
                f" / {error.option_name} 是 {name} 的选项，应写在 {name} 之后。",
                ctx=error.ctx,
            ) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """As click does, with the command that was probably meant."""
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError as error:
            import difflib  # for mistakes only

            close = difflib.get_close_matches(args[0].lower(), self.list_commands(ctx), n=1)
            if not close:
                raise
            raise click.UsageError(
                f"{error.message} Did you mean {close[0]}? / 是否应为 {close[0]}？", ctx=error.ctx
            ) from None


def _first_sentences(command: click.Command) -> str:
    """The first sentence of what a command says that it does, in English and in Chinese."""
    paragraphs = [" ".join(part.split()) for part in cleandoc(command.help or "").replace("\b\n", "").split("\n\n")]
    english = re.split(r"[.;]\s", paragraphs[0], maxsplit=1)[0].rstrip(".")
    chinese = next((part for part in paragraphs if re.search(_CHINESE, part[:_SOON_CHINESE])), "")
    return f"{english}. / {re.split('[。；]', chinese, maxsplit=1)[0]}。" if chinese else f"{english}."


def variable_of(option: click.Option) -> str:
    """The environment variable of an option: `--fail-on` is `APPAUDIT_FAIL_ON` for every command that has it."""
    longest = max(option.opts, key=len)
    return _VARIABLE + longest.lstrip("-").replace("-", "_").upper()


@click.group(cls=_Commands, epilog=_EPILOG, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="appaudit")
@click.option("--debug", is_flag=True, help="Show the traceback of an internal error. / 显示内部错误的堆栈。")
@click.pass_context
def main(context: click.Context, debug: bool) -> None:
    """Would China's privacy regulators put this app on their next list?

    Audits a package of Android or HarmonyOS or a mini-program, its privacy policy and its SDK list, without running it.
    在不运行应用的情况下，对照监管通报的问题类型审查安卓、鸿蒙安装包或小程序及其隐私政策与第三方SDK清单。
    """
    context.obj = {"debug": debug}
    _say_unknown_variables(context)


def _say_unknown_variables(context: click.Context) -> None:
    """A variable of ours that no option of the command reads may be misspelt, and must not be thought to count."""
    given = sorted(name for name in os.environ if name.startswith(_VARIABLE))
    if not given:
        return
    commands: Any = context.command
    known = {
        variable_of(parameter)
        for name in commands.list_commands(context)
        for parameter in commands.get_command(context, name).params
        if isinstance(parameter, click.Option)
    }
    for name in given:
        if name not in known:
            click.echo(f"{name}: no option reads this variable / 没有选项读取这个环境变量", err=True)


def run(arguments: list[str] | None = None) -> None:
    """Run the command line and end the process with an exit code of the contract.

    A pipeline that is cancelled sends SIGTERM: it ends the run as Ctrl-C does, so that nothing is left half done. What
    comes in the middle of an import waits for its end: Python's import locks do not survive an exception everywhere,
    and a thread that imports at the same time would wait for them for ever.
    """
    _prepare_streams()
    # An audit makes hundreds of thousands of records that live until its end and hardly any cycles: looking for
    # garbage after every few hundred of them costs a twentieth of the time and finds none.
    gc.set_threshold(300_000, 10, 10)
    received = []

    def interrupt(number: int, frame: FrameType | None) -> None:
        if _is_importing(frame):
            later = threading.Timer(_SOON, _signal_again, (number,))
            later.daemon = True
            later.start()
            return
        if number == signal.SIGTERM:  # what Ctrl-C comes to is for the command to say
            received.append(number)
        raise KeyboardInterrupt

    for number in (signal.SIGINT, signal.SIGTERM):
        if signal.getsignal(number) is not signal.SIG_IGN:  # as under nohup
            signal.signal(number, interrupt)
    code = exit_code_of(sys.argv[1:] if arguments is None else arguments)
    _end(128 + received[0] if received else code)


def _end(code: int) -> NoReturn:
    """End the process as `sys.exit` does, but do not take apart what it holds: that takes a fortieth of a short run.

    Where other threads or processes were at work Python ends it, which waits for them.
    """
    gc.freeze()  # nor look through all of it once more
    if threading.active_count() == 1 and _AT_WORK_BESIDE.isdisjoint(sys.modules):
        atexit._run_exitfuncs()
        with contextlib.suppress(OSError, ValueError):  # what nobody reads any more Python says by itself
            for stream in (sys.stdout, sys.stderr):
                stream.flush()
            os._exit(code)
    sys.exit(code)


def _signal_again(number: int) -> None:
    """Send this process a signal, to its first thread where that can be said: only there it ends a wait."""
    if hasattr(signal, "pthread_kill"):
        signal.pthread_kill(threading.main_thread().ident or 0, number)
    else:
        signal.raise_signal(number)


def _is_importing(frame: FrameType | None) -> bool:
    while frame is not None:
        if frame.f_code.co_filename.startswith("<frozen importlib"):
            return True
        frame = frame.f_back
    return False


def exit_code_of(arguments: list[str]) -> int:
    """Run the command line and return the exit code; every error is one message on stderr."""
    try:
        result = main.main(args=arguments, prog_name="appaudit", standalone_mode=False)
    except AppauditError as error:
        _say_error(error, arguments)
        if "--debug" in arguments and error.__cause__ is not None:
            traceback.print_exc()
        return error.exit_code
    except click.ClickException as error:
        error.show(sys.stderr)
        return EXIT_USAGE
    except (click.exceptions.Abort, KeyboardInterrupt):
        click.echo("\nInterrupted. / 已中断。", err=True)
        return _EXIT_INTERRUPTED
    except OSError as error:
        if isinstance(error, BrokenPipeError):
            return _nobody_reads()
        if error.errno in _NO_ROOM:
            reason = error.strerror or str(error)
            said = ConfigError(f"The output cannot be written: {reason}", zh=f"无法写出结果：{reason}")
            _say_error(said, arguments)
            return EXIT_USAGE
        if error.errno == errno.ENOMEM or error.filename is None:
            return _say_internal(error, arguments)
        # A name too long, a folder that may not be read: the system says it as well as we could.
        reason = error.strerror or str(error)
        _say_error(ConfigError(f"{error.filename}: {reason}", zh=f"{error.filename}：{reason}"), arguments)
        return EXIT_USAGE
    except ValueError as error:
        if "embedded null" not in str(error):
            return _say_internal(error, arguments)
        _say_error(ConfigError("A name holds the character U+0000", zh="文件名中含有字符 U+0000"), arguments)
        return EXIT_USAGE
    except Exception as error:  # the last line of defence: our own bug, told in one line
        return _say_internal(error, arguments)
    return result if isinstance(result, int) else 0


def _nobody_reads() -> int:
    """The reader of our output went away (`| head`); what Python would flush at exit has nowhere to go."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    return 0


def _say_error(error: AppauditError, arguments: list[str]) -> None:
    """The message in the language of `--lang` or the locale; file names may be hostile, control characters escaped."""
    from appaudit.cli._options import default_language
    from appaudit.cli._output import say_error

    words = " ".join(arguments).replace("--lang=", "--lang ").split()
    chosen = [after for word, after in pairwise(words) if word == "--lang" and after in ("zh", "en")]
    say_error(error, "en" if (chosen[-1] if chosen else default_language()) == "en" else "zh")


def _say_internal(error: Exception, arguments: list[str]) -> int:
    if "--debug" in arguments:
        traceback.print_exc()
    kind = type(error).__name__
    click.echo(f"appaudit: internal error ({kind}: {error}). This is our bug. / 内部错误，是本工具的缺陷。", err=True)
    click.echo("  Run again as `appaudit --debug …` and report the traceback.", err=True)
    return EXIT_INTERNAL


def _prepare_streams() -> None:
    """A console that cannot show a character (GBK, ASCII) shows an escape instead of ending the program."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(errors="backslashreplace")

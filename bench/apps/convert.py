"""From class files to DEX, plain and renamed."""

from __future__ import annotations

import contextlib
import subprocess
from collections.abc import Iterable
from enum import StrEnum
from pathlib import Path
from types import TracebackType
from typing import Self

from .archives import BenchError, Unpacked, fetch, framework, table
from .glue import steps
from .recipe import Recipe, Way

_DRIVER = Path(__file__).with_name("Convert.java")


class Mode(StrEnum):
    """What happens to names and code."""

    #: As compiled.
    OFF = "off"
    #: Names of the app and of open-source libraries change; SDKs keep theirs, as their vendors' rules have it.
    PARTIAL = "partial"
    #: Every name changes but those of components, and all classes end up in one package.
    FULL = "full"
    #: As a release build: vendors' rules, unused code removed, methods inlined, classes merged.
    RELEASE = "release"


def modes_of(recipe: Recipe, wanted: Iterable[Mode]) -> list[Mode]:
    """The modes among the wanted ones that an app is built in."""
    return [mode for mode in wanted if recipe.sampled or mode in {Mode.OFF, Mode.FULL}]


class Converter:
    """A running compiler that takes one job after another."""

    def __init__(self, cache: Path) -> None:
        """Start it.

        Raises:
            BenchError: What it needs cannot be had.
        """
        r8 = fetch(table()["r8"], cache)
        command = ["java", "-Xmx3g", "-XX:TieredStopAtLevel=4", "-cp", str(r8), str(_DRIVER), str(framework(cache))]
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._process.stdin is not None:
            with contextlib.suppress(BrokenPipeError):
                self._process.stdin.close()
        self._process.wait()

    def _ask(self, line: str) -> str:
        jobs, answers = self._process.stdin, self._process.stdout
        if jobs is None or answers is None:
            raise BenchError("the compiler has no pipes")
        try:
            jobs.write(line + "\n")
            jobs.flush()
        except BrokenPipeError as error:
            raise BenchError("the compiler did not start") from error
        return answers.readline().strip()

    def plain(self, inputs: list[Path], folder: Path) -> None:
        """Write the DEX files of class files as they are into a folder.

        Raises:
            BenchError: The compiler refuses.
        """
        folder.mkdir(parents=True, exist_ok=True)
        answer = self._ask("\t".join(["D8", str(folder), "", "", ":".join(map(str, inputs))]))
        if answer != "ok":
            raise BenchError(f"{folder.name}: {answer or 'the compiler died'}")

    def run(self, mode: Mode, recipe: Recipe, inputs: list[Path], archives: list[Unpacked], folder: Path) -> None:
        """Write the DEX files of one mode, and its mapping, into a folder.

        Raises:
            BenchError: The compiler refuses.
        """
        folder.mkdir(parents=True, exist_ok=True)
        rules, mapping = folder / "rules.pro", folder / "mapping.txt"
        if mode is not Mode.OFF:
            rules.write_text("\n".join(_rules(mode, recipe, archives)) + "\n", encoding="utf-8")
        tool = "D8" if mode is Mode.OFF else "R8"
        line = "\t".join([tool, str(folder), str(rules), str(mapping), ":".join(map(str, inputs))])
        answer = self._ask(line)
        if answer != "ok":
            raise BenchError(f"{recipe.name}, {mode}: {answer or 'the compiler died'}")


def _rules(mode: Mode, recipe: Recipe, archives: Iterable[Unpacked]) -> list[str]:
    """The rules that a project of this kind would have."""
    lines = ["-ignorewarnings", "-dontwarn **", "-keepattributes Signature,*Annotation*,SourceFile,LineNumberTable"]
    # What the manifest names, which a project's build tool keeps.
    for base in ("Activity", "Application", "Service"):
        lines.append(f"-keep public class * extends android.app.{base} {{ <init>(); }}")
    for base in ("BroadcastReceiver", "ContentProvider"):
        lines.append(f"-keep public class * extends android.content.{base} {{ <init>(); }}")
    lines.append("-keepclasseswithmembernames class * { native <methods>; }")
    # What is called by name must keep it, and a project that does so says so.
    for step in steps(recipe):
        if step.way is Way.REFLECTION:
            lines.append(f"-keep class {recipe.package}.{step.class_name} {{ *; }}")
    if mode in {Mode.PARTIAL, Mode.RELEASE}:
        names = sorted({name for unpacked in archives for name in unpacked.archive.kept})
        lines += [f"-keep class {name} {{ *; }}" for name in names]
    if mode in {Mode.PARTIAL, Mode.FULL}:
        lines += ["-dontshrink", "-dontoptimize"]
    if mode is Mode.FULL:
        lines += ["-repackageclasses ''", "-allowaccessmodification"]
    return lines

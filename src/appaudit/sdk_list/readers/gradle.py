r"""The output of `gradle dependencies`, and dependency lines of build files.

The tree is drawn with `+---`, `\---` and `|`; `->` gives the version that was chosen
(https://docs.gradle.org/current/userguide/viewing_debugging_dependencies.html, checked 2026-11-24).
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace

from appaudit.documents.encoding import decode_text
from appaudit.errors import ExtractionError
from appaudit.lexicon.lexicons import Lexicons
from appaudit.model.bilingual import Bilingual
from appaudit.sdk_list.inventory import once_each, row_of_component
from appaudit.sdk_list.rows import DeclaredRow

ORDER = 60
_GROUP, _NAME = r"[A-Za-z0-9_][\w.\-]*", r"[A-Za-z0-9_][\w.\-]*"
_TREE = re.compile(rf"^[|\s]*(?:\+---|\\---)\s+({_GROUP}):({_NAME})(?::([^\s:{{]\S*))?(?:\s+->\s+(\S+))?", re.MULTILINE)
#: What stands behind a module that could not be found: nothing of it is in the package.
_FAILED = re.compile(r"[^\n]*\bFAILED[ \t]*$", re.MULTILINE)
_ANY_TREE = re.compile(r"^[|\s]*(?:\+---|\\---)\s+\S", re.MULTILINE)
#: The line above a tree: the name of what was resolved, and what it is for.
_CONFIGURATION = re.compile(r"^([a-z]\w*)(?: \(n\)| - \S.*)?$", re.MULTILINE)
#: What tests are built with is in no package: `testImplementation`, `debugAndroidTestRuntimeClasspath`.
_OF_TESTS = re.compile(r"^\s*(?:test(?=[A-Z])|\w*(?:androidTest|AndroidTest|UnitTest|unitTest)(?=[A-Z]))")
#: `implementation 'group:name:version'`, `api("group:name:version")` and the like.
_DECLARATION = re.compile(
    rf"^\s*(?:\w*[iI]mplementation|\w*[aA]pi|\w*[cC]ompileOnly|\w*[rR]untimeOnly|\w*[cC]ompile)\s*\(?\s*"
    rf"[\"']({_GROUP}):({_NAME})(?::([^\"'@]+))?",
    re.MULTILINE,
)


def accepts(name: str, data: bytes, lexicons: Lexicons) -> bool:
    """A build file by name, or text with branches of the tree."""
    if name.lower().endswith((".gradle", ".gradle.kts")):
        return True
    return b"--- " in data and b":" in data and _ANY_TREE.search(data.decode("utf-8", "replace")) is not None


def read_rows(name: str, data: bytes, lexicons: Lexicons) -> tuple[list[DeclaredRow], list[Bilingual]]:
    """Give one row for each module; projects of the build itself are none.

    Raises:
        ExtractionError: Not text, or no module is named.
    """
    text, _ = decode_text(data, name)
    text = text.replace("\r\n", "\n")
    rows = []
    problems = []
    for found in (*_trees(text), *_DECLARATION.finditer(text)):
        group, module, version, *chosen = found.groups()
        if group == "project" or _OF_TESTS.match(found.group()):
            continue
        line = text.count("\n", 0, found.start()) + 1
        if _FAILED.match(text, found.end()):
            failed = Bilingual(
                f"{name}：第 {line} 行的 {group}:{module} 解析失败（FAILED），未作为声明读取。",
                f"{name}: {group}:{module} in line {line} was not resolved (FAILED); it was not read as a declaration.",
            )
            problems.append(failed)
            continue
        version = next(filter(None, chosen), version) or ""
        row = row_of_component(f"line {line}", group=group, name=module, version=version)
        rows.append(replace(row, line=line))
    if not rows:
        raise ExtractionError(
            f"{name}: no module is named in this dependency list.",
            hint="Save the output of: gradle app:dependencies --configuration releaseRuntimeClasspath",
            zh=f"{name}：依赖清单中没有任何模块。",
            hint_zh="请保存该命令的输出：gradle app:dependencies --configuration releaseRuntimeClasspath",
        )
    return once_each(rows), problems


def _trees(text: str) -> Iterator[re.Match[str]]:
    """The branches of all trees but those of tests."""
    places = [(found.start(), bool(_OF_TESTS.match(found.group(1)))) for found in _CONFIGURATION.finditer(text)]
    for branch in _TREE.finditer(text):
        above = bisect_right(places, branch.start(), key=lambda place: place[0])
        if not above or not places[above - 1][1]:
            yield branch

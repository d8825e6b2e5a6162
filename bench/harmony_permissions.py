"""Holds what is read of HarmonyOS packages against the sources that lie in the same repository.

    python bench/harmony_permissions.py PACKAGE REPOSITORY PATH [PACKAGE REPOSITORY PATH ...]

For each package its module is read as sources (`src/main/module.json5`, texts of the module and of `AppScope`), at the
commit that put the package into the repository and before the package is opened: names of permissions, reasons
in every language. REPOSITORY is a git folder with its history, PATH that of the package in it. Prints one row a package
and the sums; a package is left out where its module has no sources there. `json5` is needed (`pip install json5`).
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import json5

from appaudit.artifacts import open_artifact
from appaudit.model.facts.package import PermissionFact

Reasons = dict[str, dict[str, str]]


def git(repository: str, *words: str) -> str:
    return subprocess.run(["git", "--git-dir", repository, *words], capture_output=True, text=True, check=True).stdout


def truth(repository: str, commit: str, module: str) -> Reasons:
    """Permissions of a module with their reasons by the folder of the language, as the sources have them."""
    paths = git(repository, "ls-tree", "-r", "--name-only", commit).splitlines()
    texts: dict[tuple[str, str], str] = {}
    root = module.rpartition("/")[0]
    scopes = (f"{root}/AppScope/resources/" if root else "AppScope/resources/", f"{module}/src/main/resources/")
    for scope in scopes:
        for path in paths:
            if path.startswith(scope) and path.endswith("/element/string.json"):
                folder = path[len(scope) :].split("/")[0]
                for item in json5.loads(git(repository, "show", f"{commit}:{path}"))["string"]:
                    texts[item["name"], folder] = item["value"]
    declared = json5.loads(git(repository, "show", f"{commit}:{module}/src/main/module.json5"))
    found: Reasons = {}
    for permission in declared["module"].get("requestPermissions", ()):
        name = str(permission.get("reason", "")).removeprefix("$string:")
        said = {folder: text for (key, folder), text in texts.items() if key == name}
        found.setdefault(permission["name"], {}).update(said)
    return found


def read(package: str) -> Reasons:
    """The same from the package; the language without a name is that of the folder `base`."""
    facts = (fact for fact in open_artifact(package).facts if isinstance(fact, PermissionFact))
    return {fact.name: {text.language or "base": text.text for text in fact.reasons} for fact in facts}


def commit_of(package: str, repository: str) -> str:
    """The commit that put a file into a repository; empty where none did."""
    blob = subprocess.run(["git", "hash-object", package], capture_output=True, text=True, check=True).stdout.strip()
    found = git(repository, "log", "--all", "--format=%H", f"--find-object={blob}").split()
    return found[-1] if found else ""


def rows(words: list[str]) -> Iterator[tuple[str, Reasons, Reasons]]:
    for package, repository, path in zip(words[::3], words[1::3], words[2::3], strict=True):
        try:
            expected = truth(repository, commit_of(package, repository), path.partition("/build/")[0])
        except subprocess.CalledProcessError as error:
            print(f"{Path(package).name}: left out, {error.stderr.strip()[:80]}")
            continue
        yield package, expected, read(package)


def main() -> None:
    sums = [0, 0, 0, 0]
    for package, expected, found in rows(sys.argv[1:]):
        names = len(expected.keys() & found.keys()), len(expected.keys() | found.keys())
        wanted = {(name, *item) for name, texts in expected.items() for item in texts.items()}
        given = {(name, *item) for name, texts in found.items() for item in texts.items()}
        reasons = f"reasons {len(wanted & given)} of {len(wanted | given)}"
        print(f"{Path(package).name}: permissions {names[0]} of {names[1]}, {reasons}")
        for difference in sorted(wanted ^ given):
            print("   ", "source" if difference in wanted else "package", *difference)
        sums = [a + b for a, b in zip(sums, (*names, len(wanted & given), len(wanted | given)), strict=True)]
    print(f"together: permissions {sums[0]} of {sums[1]}, reasons {sums[2]} of {sums[3]}")


if __name__ == "__main__":
    main()

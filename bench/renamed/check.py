"""Whose the classes of apps with every name changed are said to be, held against what the compiler's mapping says."""

from __future__ import annotations

import zipfile
from collections import Counter
from collections.abc import Iterable, Mapping
from pathlib import Path

from bench.apps import mapping
from bench.apps.archives import Unpacked
from bench.apps.build import archives_of
from bench.apps.convert import Mode
from bench.apps.recipe import Recipe

from appaudit.artifacts import open_artifact
from appaudit.catalog import load_catalog
from appaudit.code.renamed import recognise
from appaudit.dex import read_code
from appaudit.model.knowledge import Knowledge

from .features import Owners, calls_of_app


def check(recipes: Iterable[Recipe], cache: Path) -> dict[str, Counter[str]]:
    """For each true owner how many classes are given *right*, *to another* or to *nobody*; with names `from -> to`.

    The true owner is that of the old name by the catalogue, else that of the archive; the app's own classes are *app*.
    Classes that kept a name of their own are left out.
    """
    knowledge = load_catalog().knowledge
    owners = Owners(knowledge)
    found: dict[str, Counter[str]] = {}
    for recipe in recipes:
        folder = cache / "apps" / recipe.name
        package, file = folder / f"{Mode.FULL}.apk", folder / f"{Mode.FULL}.mapping.txt"
        if not (package.is_file() and file.is_file()):
            continue
        reading = open_artifact(package)
        codes, _ = read_code((image.place, image.data) for image in reading.contents.dex_images)
        said = recognise(codes, knowledge, reading.facts).owners
        of_archive = _classes(archives_of(recipe, cache))
        true = {}
        for new, old in mapping.read(file).original.items():
            if new != old and "." not in new:
                is_own = old.startswith(f"{recipe.package}.")
                true[new] = "app" if is_own else owners.of(old, of_archive.get(old, "unknown"))
        tally(true, said, found)
    return found


def unknown_calls(knowledge: Knowledge) -> dict[str, list[str]]:
    """For each SDK known under new names the calls that the catalogue has and no signature has.

    Either no archive of the table holds them, or they came into the catalogue after the signatures were written. A
    class that several SDKs are started by is in the signature of the one whose it is.
    """
    known = {
        (each.name, method.name)
        for renamed in knowledge.renamed.values()
        for each in renamed.classes
        for method in each.methods
    }
    found = {}
    for name in knowledge.renamed:
        signature = knowledge.sdks.get(name)
        if signature is not None and (missing := calls_of_app(signature) - known):
            found[name] = sorted(".".join(call) for call in missing)
    return found


def tally(true: Mapping[str, str], said: Mapping[str, str], found: dict[str, Counter[str]]) -> None:
    """Count for the true owner of each class what was said of it; both map classes to owners."""
    for name, owner in true.items():
        given = said.get(name, "")
        counted = found.setdefault(owner, Counter())
        counted["right" if given == owner else "to another" if given else "to nobody"] += 1
        if given and given != owner:
            counted[f"-> {given}"] += 1


def _classes(archives: Iterable[Unpacked]) -> Mapping[str, str]:
    """The archive's SDK for each class file of some archives."""
    found: dict[str, str] = {}
    for unpacked in archives:
        for jar in unpacked.jars:
            with zipfile.ZipFile(jar) as opened:
                names = (name.removesuffix(".class") for name in opened.namelist() if name.endswith(".class"))
                found.update((name.replace("/", "."), unpacked.archive.sdk) for name in names)
    return found

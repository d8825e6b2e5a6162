"""Builds the apps: sources, resources and archives to packages, one for each mode of renaming."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from pathlib import Path

from . import documents, expectations, glue, manifest
from .archives import BenchError, Unpacked, framework, table, unpack
from .convert import Converter, Mode, modes_of
from .recipe import Recipe
from .sdks import LIBRARIES, SDKS

#: Where Debian keeps the resources of the framework.
_FRAMEWORK_RESOURCES = Path("/usr/share/android-framework-res/framework-res.apk")
_TOOLS = ("mvn", "java", "javac", "aapt2", "zipalign", "dexdump")


def check_tools() -> None:
    """Make sure that everything that is run is there.

    Raises:
        BenchError: Something is missing; the message says which packages bring it.
    """
    missing = [name for name in _TOOLS if shutil.which(name) is None]
    if not _FRAMEWORK_RESOURCES.is_file():
        missing.append(str(_FRAMEWORK_RESOURCES))
    if missing:
        raise BenchError(
            f"missing: {', '.join(missing)}; Debian has them in maven, openjdk-17-jdk-headless, aapt, zipalign, dexdump"
            " and android-framework-res"
        )


def archives_of(recipe: Recipe, cache: Path) -> list[Unpacked]:
    """The archives of an app, each once.

    Raises:
        BenchError: One cannot be had.
    """
    names = [name for use in recipe.uses for name in SDKS[use.sdk].archives]
    names += [name for library in recipe.libraries for name in LIBRARIES[library]]
    return [unpack(table()[name], cache) for name in dict.fromkeys(names)]


def build(recipe: Recipe, modes: list[Mode], converter: Converter, cache: Path) -> None:
    """Build one app in every mode that is not there yet, and write what is expected of it.

    Raises:
        BenchError: A tool refuses what the recipe gives it.
    """
    folder = cache / "apps" / recipe.name
    archives = archives_of(recipe, cache)
    wanted = [mode for mode in modes_of(recipe, modes) if not (folder / f"{mode}.apk").is_file()]
    if wanted:
        compiled = folder / "compiled"
        if not compiled.is_dir():
            _compile(recipe, archives, compiled, cache)
        inputs = [compiled / "app.jar", *(jar for unpacked in archives for jar in unpacked.jars)]
        for mode in wanted:
            output = folder / "work"
            shutil.rmtree(output, ignore_errors=True)
            converter.run(mode, recipe, inputs, archives, output)
            _package(compiled / "base.apk", archives, output, folder / f"{mode}.apk")
            if mode is not Mode.OFF:
                shutil.move(output / "mapping.txt", folder / f"{mode}.mapping.txt")
            shutil.rmtree(output)
    expect(recipe, cache)


def expect(recipe: Recipe, cache: Path) -> None:
    """Write the documents of an app and what is expected of it.

    Raises:
        BenchError: An archive cannot be had.
    """
    folder = cache / "apps" / recipe.name
    documents.write(recipe, folder)
    expected = expectations.of(recipe, archives_of(recipe, cache))
    (folder / "expected.json").write_text(json.dumps(expected, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


def _compile(recipe: Recipe, archives: list[Unpacked], target: Path, cache: Path) -> None:
    """Write the package without code, the app's own sources, and their class files into a folder."""
    work = target.with_suffix(".partial")
    shutil.rmtree(work, ignore_errors=True)
    work.mkdir(parents=True)
    manifest.write(recipe, archives, work)
    base, sources, classes = work / "base.apk", work / "java", work / "classes"
    _run(["aapt2", "compile", "--dir", work / "res", "-o", work / "res.zip"])
    _run(["aapt2", "link", "-I", _FRAMEWORK_RESOURCES, "--manifest", work / "AndroidManifest.xml", "-o", base,
          "--java", sources, "--auto-add-overlay", work / "res.zip"])  # fmt: skip
    home = sources.joinpath(*recipe.package.split("."))
    home.mkdir(parents=True, exist_ok=True)
    for name, text in glue.sources(recipe).items():
        (home / name).write_text(text, encoding="utf-8")
    path = ":".join(map(str, [framework(cache), *(jar for unpacked in archives for jar in unpacked.jars)]))
    _run(["javac", "-nowarn", "-Xlint:none", "-g", "-encoding", "UTF-8", "-source", "8", "-target", "8", "-cp", path,
          "-d", classes, *sorted(sources.rglob("*.java"))])  # fmt: skip
    packed = work / "app.jar"
    with zipfile.ZipFile(packed, "w") as archive:
        for file in sorted(classes.rglob("*.class")):
            archive.write(file, file.relative_to(classes).as_posix())
    work.rename(target)


def _package(base: Path, archives: list[Unpacked], dex: Path, target: Path) -> None:
    """Put resources, code, libraries and assets together, aligned and unsigned."""
    loose = dex / "loose.apk"
    shutil.copyfile(base, loose)
    with zipfile.ZipFile(loose, "a", zipfile.ZIP_DEFLATED) as package:
        for file in sorted(dex.glob("classes*.dex")):
            package.write(file, file.name)
        for unpacked in archives:
            for library in unpacked.libraries:
                name = f"lib/arm64-v8a/{library.name}"
                if name not in package.namelist():
                    package.write(library, name)
            if unpacked.assets is not None:
                for asset in sorted(path for path in unpacked.assets.rglob("*") if path.is_file()):
                    package.write(asset, f"assets/{asset.relative_to(unpacked.assets).as_posix()}")
    _run(["zipalign", "-f", "4", loose, target])


def _run(command: list[str | Path]) -> None:
    done = subprocess.run([str(part) for part in command], capture_output=True, text=True, check=False)
    if done.returncode:
        raise BenchError(f"{command[0]}: {(done.stdout + done.stderr).strip()[-1500:]}")

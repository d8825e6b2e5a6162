"""Assembles each sample app of this folder from its sources, always to the same content.

`python samples/build.py [NAME...]` writes `samples/NAME/NAME.apk` (or `.apks`, `.aab`, `.wxapkg`, `.hap`); with
`--check` nothing is written, and the committed packages are compared with a fresh build, entry by entry. Needs the
Debian packages that README.md names; nothing here is imported by appaudit or by its tests.
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import re
import shutil
import struct
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import app_bundles
import harmony_packages
import mini_programs
import string_pools

SAMPLES = Path(__file__).resolve().parent
FRAMEWORK = Path("/usr/share/android-framework-res/framework-res.apk")
KEYSTORE = SAMPLES / "samples.p12"
KEYSTORE_PASSWORD = "appaudit"  # noqa: S105 - the key signs nothing but these samples, and everyone may have it
MIN_SDK = "24"
#: One date for every entry: the earliest that the DOS time of a zip can hold in every time zone.
ENTRY_DATE = (1981, 1, 1, 0, 0, 0)
#: Folders of a sample that become part of the package.
PACKAGE_FOLDERS = ("res", "assets", "lib")
SMALI_FOLDER = re.compile(r"smali(?:_classes(\d+))?")
RESOURCE_REFERENCE = re.compile(r"\bR\.([a-z]+)\.([A-Za-z0-9_]+)")


class BuildError(Exception):
    """A sample that cannot be built; the message says which step failed and on what."""


@dataclass(frozen=True)
class Recipe:
    """What `sample.json` says: another sample to start from, and what the build adds or damages.

    `without` names files or folders of the base that this sample does not have. `sealed_dex` names a folder of
    smali and the asset that its encrypted dex becomes; `nested_dex` the same for an archive with its dex in the
    clear. `elf_assets` maps entries to the machine that their stand-in ELF file claims. `strings` is a file of
    replacements for tokens in the sources: `resources` for the manifest and resources.arsc, `code` for dex; a
    replacement `[text, count]` is repeated. `damage` is a name in `DAMAGES`, applied before signing.
    `languages` and `features` make a bundle: a split of resources for each language, and a split with manifest and
    code of its own for each folder named. `libraries` make an Android App Bundle instead, whose modules are the base
    and the features: they are the coordinates that its list of libraries names (`lists_length`: as old build tools
    write it), and `mapping` is the file of names that it brings along. `mini_program` is a folder with the code of a
    mini-program, which becomes a package of WeChat, and `harmony` one with the parts of a module of HarmonyOS; neither
    needs tools, and the other keys say nothing of them.
    """

    base: str = ""
    without: tuple[str, ...] = ()
    sealed_dex: Mapping[str, str] = field(default_factory=dict)
    nested_dex: Mapping[str, str] = field(default_factory=dict)
    elf_assets: Mapping[str, str] = field(default_factory=dict)
    strings: str = ""
    damage: str = ""
    languages: tuple[str, ...] = ()
    features: Mapping[str, str] = field(default_factory=dict)
    libraries: tuple[str, ...] = ()
    lists_length: bool = False
    mapping: str = ""
    mini_program: str = ""
    harmony: str = ""

    @property
    def suffix(self) -> str:
        """The ending of the package: `.apks` for a bundle of splits, `.aab` for an app bundle, `.wxapkg`, `.hap`."""
        if self.harmony:
            return ".hap"
        if self.mini_program:
            return ".wxapkg"
        if self.libraries:
            return ".aab"
        return ".apks" if self.languages or self.features else ".apk"


def read_recipe(name: str) -> Recipe:
    """The recipe of a sample; raises BuildError when there is none or it says something unknown."""
    path = SAMPLES / name / "sample.json"
    if not path.is_file():
        raise BuildError(f"{path}: no such sample")
    content = json.loads(path.read_text(encoding="utf-8"))
    try:
        return Recipe(**content)
    except TypeError as error:
        raise BuildError(f"{path}: {error}") from error


def sample_names() -> list[str]:
    """Every folder here that has a recipe, in alphabetical order."""
    return sorted(path.parent.name for path in SAMPLES.glob("*/sample.json"))


def run(*command: str | Path) -> None:
    """Runs one tool; raises BuildError with what it printed when it fails or is not installed."""
    words = [str(word) for word in command]
    try:
        done = subprocess.run(words, capture_output=True, text=True, check=False)
    except FileNotFoundError as error:
        raise BuildError(f"{words[0]}: not installed; samples/README.md names the Debian packages") from error
    if done.returncode != 0:
        raise BuildError(f"{' '.join(words)}\n{done.stdout}{done.stderr}")


# --- sources ------------------------------------------------------------------------------------------------


def collect_sources(name: str) -> dict[str, Path]:
    """The files a sample is built from by their place in it, those of its base included.

    A file of the sample replaces the file of the base at the same place.
    """
    recipe = read_recipe(name)
    sources = collect_sources(recipe.base) if recipe.base else {}
    for gone in recipe.without:
        matches = [place for place in sources if place == gone or place.startswith(gone + "/")]
        if not matches:
            raise BuildError(f"{name}/sample.json: without: {recipe.base} has no {gone}")
        for place in matches:
            del sources[place]
    folder = SAMPLES / name
    for path in sorted(folder.rglob("*")):
        place = path.relative_to(folder).as_posix()
        top = place.split("/")[0]
        if path.is_file() and ("/" in place or place == "AndroidManifest.xml"):
            if top not in PACKAGE_FOLDERS and not SMALI_FOLDER.fullmatch(top) and place != "AndroidManifest.xml":
                continue
            sources[place] = path
    return sources


def stage(sources: Mapping[str, Path], folder: Path) -> None:
    """Copies the sources into one folder, as the tools want them."""
    for place, path in sources.items():
        target = folder / place
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


# --- steps --------------------------------------------------------------------------------------------------


def compile_resources(folder: Path, languages: Sequence[str] = ()) -> tuple[dict[str, bytes], dict[str, str]]:
    """The compiled manifest and resources by entry name, and the resource ids by `type.name`.

    The resources of each language of `languages` are left in a package of their own, `resources_LANGUAGE.apk`.
    """
    package = folder / "resources.apk"
    command: list[str | Path] = ["aapt", "package", "-f", "-I", FRAMEWORK, "-M", folder / "AndroidManifest.xml"]
    if (folder / "res").is_dir():
        command += ["-S", folder / "res"]
    for language in languages:
        command += ["--split", language]
    # aapt writes R.txt only when it also writes R.java.
    run(*command, "-m", "-J", folder, "--output-text-symbols", folder, "-F", package)
    ids = {}
    symbols = folder / "R.txt"
    if symbols.is_file():
        for line in symbols.read_text(encoding="utf-8").splitlines():
            _, kind, name, value = line.split(" ", 3)
            ids[f"{kind}.{name}"] = value
    return content_of(package), ids


def assemble_dex(smali: Path, ids: Mapping[str, str], output: Path) -> bytes:
    """The dex of one smali folder; `R.type.name` in it stands for the resource id, as in a compiled app."""

    def resolve(match: re.Match[str]) -> str:
        key = f"{match[1]}.{match[2]}"
        if key not in ids:
            raise BuildError(f"{smali.name}: no resource R.{key}")
        return ids[key]

    for path in sorted(smali.rglob("*.smali")):
        text = path.read_text(encoding="utf-8")
        path.write_text(RESOURCE_REFERENCE.sub(resolve, text), encoding="utf-8")
    run("smali", "assemble", "--api", MIN_SDK, "--jobs", "1", "--output", output, smali)
    return output.read_bytes()


def dummy_elf(machine: str) -> bytes:
    """A shared object of a header and no code: enough for a reader to see an ELF of that machine."""
    bits, number = {"arm": (1, 40), "arm64": (2, 183), "x86": (1, 3)}[machine]
    identification = b"\x7fELF" + bytes([bits, 1, 1]) + bytes(9)
    word = "I" if bits == 1 else "Q"
    header_size = 52 if bits == 1 else 64
    header = struct.pack(f"<HHI{word}{word}{word}IHHHHHH", 3, number, 1, 0, 0, 0, 0, header_size, 0, 0, 0, 0, 0)
    return identification + header + b"stand-in of the appaudit samples\x00"


def seal(data: bytes) -> bytes:
    """Data under a key stream of chained SHA-256 blocks: reads as noise, and is the same in every build."""
    stream = bytearray()
    block = b"appaudit samples"
    while len(stream) < len(data):
        block = hashlib.sha256(block).digest()
        stream += block
    return bytes(byte ^ key for byte, key in zip(data, stream, strict=False))


def damage_manifest(entries: dict[str, bytes]) -> None:
    """Makes the manifest unreadable for everyone: impossible chunk sizes, and noise for the elements."""
    manifest = bytearray(entries["AndroidManifest.xml"])
    string_pool_size = 12
    struct.pack_into("<I", manifest, string_pool_size, 0xFFFFFFF0)
    half = len(manifest) // 2
    manifest[half:] = seal(bytes(len(manifest) - half))
    entries["AndroidManifest.xml"] = bytes(manifest)


DAMAGES: dict[str, Callable[[dict[str, bytes]], None]] = {"manifest": damage_manifest}


def replace_strings(entries: dict[str, bytes], path: Path) -> None:
    """Puts in the texts that the tools refuse, where the sources have tokens for them."""
    content = json.loads(path.read_text(encoding="utf-8"))
    texts, names = (
        {token: text if isinstance(text, str) else text[0] * text[1] for token, text in content[part].items()}
        for part in ("resources", "code")
    )
    for entry, data in entries.items():
        if entry == "resources.arsc":
            entries[entry] = string_pools.replace_in_table(data, texts)
        elif entry == "AndroidManifest.xml":
            entries[entry] = string_pools.replace_in_xml(data, texts)
        elif entry.endswith(".dex"):
            entries[entry] = string_pools.replace_in_dex(data, names)


def zip_of(entries: Mapping[str, bytes], stored: Sequence[str] = ()) -> bytes:
    """An archive of the entries, sorted, of one date; those named in `stored` are not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in sorted(entries):
            info = zipfile.ZipInfo(name, ENTRY_DATE)
            info.compress_type = zipfile.ZIP_STORED if name in stored else zipfile.ZIP_DEFLATED
            info.external_attr = 0o644 << 16
            archive.writestr(info, entries[name], compresslevel=9)
    return buffer.getvalue()


def write_package(entries: Mapping[str, bytes], output: Path, folder: Path) -> None:
    """An aligned, signed package; resources are stored, as Android wants them."""
    unaligned = folder / "unaligned.apk"
    unaligned.write_bytes(zip_of(entries, stored=["resources.arsc"]))
    run("zipalign", "-f", "4", unaligned, output)
    # The lowest level is given because apksigner would read it from the manifest, which one sample damages.
    run(
        *("apksigner", "sign", "--ks", KEYSTORE, "--ks-type", "PKCS12", "--ks-pass", f"pass:{KEYSTORE_PASSWORD}"),
        *("--min-sdk-version", MIN_SDK, "--v1-signing-enabled", "true", "--v2-signing-enabled", "true"),
        *("--v3-signing-enabled", "false", "--v4-signing-enabled", "false", output),
    )


def assemble_code(folder: Path, ids: Mapping[str, str]) -> dict[str, bytes]:
    """The dex files of all smali folders by entry name."""
    entries = {}
    for path in sorted(folder.iterdir()):
        match = SMALI_FOLDER.fullmatch(path.name)
        if match and path.is_dir():
            dex = f"classes{match[1] or ''}.dex"
            entries[dex] = assemble_dex(path, ids, folder / dex)
    return entries


def assemble_apart(name: str, smali: str, ids: Mapping[str, str], folder: Path) -> bytes:
    """The dex of a smali folder of the sample that is not packaged as it is."""
    staged = folder / "apart"
    shutil.copytree(SAMPLES / name / smali, staged)
    dex = assemble_dex(staged, ids, folder / "apart.dex")
    shutil.rmtree(staged)
    return dex


def build(name: str, output: Path) -> None:
    """Builds one sample into `output`; raises BuildError when a step fails."""
    recipe = read_recipe(name)
    if recipe.mini_program:
        output.write_bytes(mini_programs.package_of(SAMPLES / name / recipe.mini_program))
        return
    if recipe.harmony:
        output.write_bytes(harmony_packages.package_of(SAMPLES / name / recipe.harmony))
        return
    with tempfile.TemporaryDirectory(prefix="appaudit-sample-") as temporary:
        folder = Path(temporary)
        stage(collect_sources(name), folder)
        entries, ids = compile_resources(folder, recipe.languages)
        entries |= assemble_code(folder, ids)
        for kind in ("assets", "lib"):
            for path in sorted((folder / kind).rglob("*")):
                if path.is_file():
                    entries[path.relative_to(folder).as_posix()] = path.read_bytes()
        for asset, machine in recipe.elf_assets.items():
            entries[asset] = dummy_elf(machine)
        if recipe.sealed_dex:
            entries[recipe.sealed_dex["asset"]] = seal(assemble_apart(name, recipe.sealed_dex["smali"], ids, folder))
        if recipe.nested_dex:
            dex = assemble_apart(name, recipe.nested_dex["smali"], ids, folder)
            entries[recipe.nested_dex["asset"]] = zip_of({"classes.dex": dex})
        if recipe.strings:
            replace_strings(entries, SAMPLES / name / recipe.strings)
        if recipe.damage:
            DAMAGES[recipe.damage](entries)
        if recipe.suffix == ".apk":
            write_package(entries, output, folder)
        elif recipe.suffix == ".aab":
            write_app_bundle(name, entries, ids, output, folder)
        else:
            write_bundle(name, entries, ids, output, folder)


def write_bundle(name: str, entries: Mapping[str, bytes], ids: Mapping[str, str], output: Path, folder: Path) -> None:
    """An archive of signed splits: `base.apk`, and `split_NAME.apk` for each feature and language."""
    recipe = read_recipe(name)
    packages = {"base.apk": entries}
    for language in recipe.languages:
        packages[f"split_config.{language}.apk"] = content_of(folder / f"resources_{language}.apk")
    for feature, source in recipe.features.items():
        inside = folder / "features" / feature
        shutil.copytree(SAMPLES / name / source, inside)
        # The code of a feature uses resources of the base, so ids are those of the base.
        packages[f"split_{feature}.apk"] = compile_resources(inside)[0] | assemble_code(inside, ids)
    signed = {}
    for place, inner in packages.items():
        write_package(inner, folder / place, folder)
        signed[place] = (folder / place).read_bytes()
    output.write_bytes(zip_of(signed, stored=list(signed)))


def write_app_bundle(
    name: str, entries: Mapping[str, bytes], ids: Mapping[str, str], output: Path, folder: Path
) -> None:
    """A bundle signed as for an upload: the base, a module for each feature, and what the build says of itself."""
    recipe = read_recipe(name)
    content = {"BundleConfig.pb": app_bundles.CONFIG} | app_bundles.in_module("base", in_protobuf(entries, folder))
    for feature, source in recipe.features.items():
        inside = folder / "features" / feature
        shutil.copytree(SAMPLES / name / source, inside)
        inner = compile_resources(inside)[0] | assemble_code(inside, ids)
        for path in sorted((inside / "assets").rglob("*")):
            if path.is_file():
                inner[path.relative_to(inside).as_posix()] = path.read_bytes()
        content |= app_bundles.in_module(feature, in_protobuf(inner, inside))
    listed = app_bundles.library_list(recipe.libraries, with_length=recipe.lists_length)
    content[app_bundles.DEPENDENCIES] = listed
    if recipe.mapping:
        content[app_bundles.MAPPING] = (SAMPLES / name / recipe.mapping).read_bytes()
    output.write_bytes(zip_of(content))
    run(
        *("apksigner", "sign", "--ks", KEYSTORE, "--ks-type", "PKCS12", "--ks-pass", f"pass:{KEYSTORE_PASSWORD}"),
        *("--min-sdk-version", MIN_SDK, "--v1-signing-enabled", "true", "--v2-signing-enabled", "false"),
        *("--v3-signing-enabled", "false", "--v4-signing-enabled", "false", output),
    )


def in_protobuf(entries: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The entries of a package with manifest, resources and documents in protocol buffers."""
    binary, converted = folder / "binary.apk", folder / "protobuf.apk"
    binary.write_bytes(zip_of(entries))
    run("aapt2", "convert", "--output-format", "proto", "-o", converted, binary)
    return content_of(converted)


# --- command line -------------------------------------------------------------------------------------------


def content_of(package: Path | io.BytesIO) -> dict[str, bytes]:
    """The entries of a package by name, uncompressed; those of packages inside it by `package!entry`."""
    content: dict[str, bytes] = {}
    if isinstance(package, Path) and package.suffix == ".wxapkg":
        return mini_programs.entries_of(package.read_bytes())
    with zipfile.ZipFile(package) as archive:
        for info in archive.infolist():
            data = archive.read(info)
            if info.filename.endswith(".apk"):
                inside = content_of(io.BytesIO(data))
                content |= {f"{info.filename}!{entry}": inner for entry, inner in inside.items()}
            else:
                content[info.filename] = data
    return content


def package_of(name: str) -> Path:
    """Where the package of a sample stands."""
    return SAMPLES / name / f"{name}{read_recipe(name).suffix}"


def differences(name: str) -> list[str]:
    """What in the committed package differs from a fresh build, one line an entry."""
    committed = package_of(name)
    if not committed.is_file():
        return [f"{committed.name}: not there"]
    with tempfile.TemporaryDirectory(prefix="appaudit-check-") as temporary:
        fresh = Path(temporary) / committed.name
        build(name, fresh)
        old, new = content_of(committed), content_of(fresh)
    changed = [entry for entry in sorted(old.keys() | new.keys()) if old.get(entry) != new.get(entry)]
    return [f"{committed.name}: {entry} differs" for entry in changed]


def main(arguments: Sequence[str] | None = None) -> int:
    """Builds or checks the samples named, or all of them; 0 when done and equal, 1 otherwise."""
    parser = argparse.ArgumentParser(description="Build the sample apps.")
    parser.add_argument("names", nargs="*", metavar="NAME", help="samples to build (default: all)")
    parser.add_argument("--check", action="store_true", help="compare the committed packages with a fresh build")
    options = parser.parse_args(arguments)
    problems: list[str] = []
    try:
        for name in options.names or sample_names():
            if options.check:
                problems += differences(name)
            else:
                output = package_of(name)
                build(name, output)
                sys.stdout.write(f"{output.relative_to(SAMPLES)}: {output.stat().st_size} bytes\n")
    except (BuildError, string_pools.StringPoolError) as error:
        problems.append(str(error))
    for problem in problems:
        sys.stderr.write(problem + "\n")
    return 1 if problems else 0


if __name__ == "__main__":
    raise SystemExit(main())

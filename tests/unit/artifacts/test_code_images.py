"""DEX wherever it lies, and the frameworks whose code is elsewhere."""

import base64
import bz2
import gzip
import lzma
import struct
import zlib

import pytest
from tests.support.apk_builder import Member, zip_bytes
from tests.support.program_assembly import code, defined
from tests.support.program_assembly import dex as program

from appaudit.artifacts.apk.code_images import HiddenImages, read_hidden_images, read_loaded_images
from appaudit.artifacts.apk.frameworks import hybrid_gaps
from appaudit.artifacts.archive import SafeArchive
from appaudit.artifacts.base import Limits
from appaudit.model.coverage import CODE_KINDS, CoverageLevel
from appaudit.second_core import processes


def dex(mark):
    return b"dex\n035\0" + mark.encode().ljust(200, b".")


def archive_of(*members, limits=None):
    return SafeArchive(memoryview(zip_bytes(members)), "test.apk", limits or Limits())


def images(found):
    return {image.place: bytes(image.data) for image in found.images}


def gaps(found):
    return [(gap.kind, gap.level, gap.reason, gap.part) for gap in found.gaps]


def test_loaded_images_in_load_order():
    names = [
        "classes10.dex",
        "classes2.dex",
        "classes.dex",
        "classes1.dex",
        "classes02.dex",
        "Classes3.dex",
        "a/classes.dex",
    ]
    found = read_loaded_images(archive_of(*(Member(name, dex(name), deflate=True) for name in names)))
    assert [image.place for image in found.images] == ["classes.dex", "classes2.dex", "classes10.dex"]
    assert images(found)["classes10.dex"] == dex("classes10.dex")
    assert found.gaps == []


def test_repeated_name_is_read_as_well():
    found = read_loaded_images(archive_of(Member("classes.dex", dex("a")), Member("classes.dex", dex("b"))))
    assert images(found) == {"classes.dex": dex("a"), "classes.dex#2": dex("b")}


def test_entry_that_cannot_be_inflated_leaves_the_others():
    found = read_loaded_images(
        archive_of(Member("classes.dex", dex("a")), Member("classes2.dex", b"\xff" * 9, method=8, size=5))
    )
    assert list(images(found)) == ["classes.dex"]
    assert gaps(found) == [(kind, CoverageLevel.PARTIAL, "unreadable", "classes2.dex") for kind in CODE_KINDS]


def test_nothing_but_an_entry_that_cannot_be_inflated_leaves_no_code():
    found = read_loaded_images(archive_of(Member("classes.dex", b"\xff" * 9, method=8, size=5)))
    assert {gap.level for gap in found.gaps} == {CoverageLevel.NONE}


def test_entry_beyond_the_limit_says_so():
    found = read_loaded_images(archive_of(Member("classes.dex", dex("a"), deflate=True), limits=Limits(entry_bytes=9)))
    assert {gap.reason for gap in found.gaps} == {"limit_reached"}


def test_hidden_images_bare_and_in_archives_whatever_their_names():
    jar = zip_bytes([Member("classes.dex", dex("jar"), deflate=True), Member("x.txt", b"text")])
    plugin = zip_bytes([Member("classes.dex", dex("p1")), Member("lib/inner.bin", dex("p2"))])
    found = read_hidden_images(
        archive_of(
            Member("classes.dex", dex("main")),
            Member("assets/a.jar", jar, deflate=True),
            Member("assets/picture.png", dex("bare"), deflate=True),
            Member("lib/arm64-v8a/libplugin.so", plugin),
            Member("assets/pages.zip", zip_bytes([Member("index.html", b"<p>" * 99)])),
        ),
        Limits(),
    )
    assert images(found) == {
        "assets/a.jar!classes.dex": dex("jar"),
        "assets/picture.png": dex("bare"),
        "lib/arm64-v8a/libplugin.so!classes.dex": dex("p1"),
        "lib/arm64-v8a/libplugin.so!lib/inner.bin": dex("p2"),
    }
    assert found.gaps == []


@pytest.mark.parametrize("name", ["assets/payload.dex", "assets/core.jar", "assets/plugin.apk"])
def test_named_like_code_but_encrypted_is_a_gap(name):
    found = read_hidden_images(archive_of(Member(name, b"\x91\x22\xf0\x05" * 50)), Limits())
    assert gaps(found) == [(kind, CoverageLevel.PARTIAL, "dynamic_code", name) for kind in CODE_KINDS]
    assert "starts with 9122f005" in found.gaps[0].detail.en


def test_inner_archive_whose_directory_breaks_off_is_a_gap():
    jar = zip_bytes([Member("classes.dex", dex("a"))], count=3)
    found = read_hidden_images(archive_of(Member("assets/a.jar", jar)), Limits())
    assert list(images(found)) == ["assets/a.jar!classes.dex"]
    assert {gap[2:] for gap in gaps(found)} == {("dynamic_code", "assets/a.jar")}


def test_hidden_code_of_unknown_size_is_found_and_an_empty_entry_is_not_code():
    unsized = Member("a.bin", dex("a"), deflate=True, flags=8, size=0, packed_size=0, local_sizes=False)
    found = read_hidden_images(archive_of(unsized, Member("assets/empty.dex")), Limits())
    assert (images(found), found.gaps) == ({"a.bin": dex("a")}, [])


def test_damaged_inner_archive_is_a_gap():
    found = read_hidden_images(archive_of(Member("assets/a.jar", b"PK\x03\x04" + bytes(200))), Limits())
    assert {gap[2:] for gap in gaps(found)} == {("dynamic_code", "assets/a.jar")}


def test_archives_in_archives_are_opened_to_the_depth_allowed():
    inner = zip_bytes([Member("classes.dex", dex("deep"))])
    outer = zip_bytes([Member("inner.apk", inner), Member("pictures.zip", inner)])
    package = archive_of(Member("assets/outer.jar", outer))
    shallow, deep = (read_hidden_images(package, Limits(depth=depth)) for depth in (1, 2))
    assert images(shallow) == {}
    assert {gap[2:] for gap in gaps(shallow)} == {
        ("limit_reached", "assets/outer.jar!inner.apk"),
        ("limit_reached", "assets/outer.jar!pictures.zip"),
    }
    assert shallow.gaps[0].detail.en == "assets/outer.jar!inner.apk lies in more archives than the limit depth of 1"
    assert set(images(deep)) == {
        "assets/outer.jar!inner.apk!classes.dex",
        "assets/outer.jar!pictures.zip!classes.dex",
    }


def test_archives_too_deep_without_code_are_no_gap():
    pictures = zip_bytes([Member("a.png", b"\x89PNG" * 40), Member("b.html", b"<p>" * 99)])
    outer = zip_bytes([Member("pictures.zip", pictures)])
    found = read_hidden_images(archive_of(Member("assets/outer.zip", outer)), Limits(depth=1))
    assert (images(found), found.gaps) == ({}, [])


REAL = program(defined("Lm/Spy;", {"run()V": code()}))
PICTURE = b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 4


def concealed(content, *, name="assets/a.png", deflate=True):
    found = read_hidden_images(archive_of(Member(name, content, deflate=deflate)), Limits())
    return images(found), {gap[2:] for gap in gaps(found)}


@pytest.mark.parametrize("deflate", [True, False])
@pytest.mark.parametrize("behind", [b"", b"\0" * 999])
def test_code_behind_a_picture_is_read_and_said(deflate, behind):
    place = f"assets/a.png@{len(PICTURE)}"
    found = concealed(PICTURE + REAL + behind, deflate=deflate)
    assert found == ({place: REAL}, {("dynamic_code", place)})


@pytest.mark.parametrize(
    "packed",
    [
        zlib.compress(REAL),
        zlib.compress(REAL, 0),
        gzip.compress(REAL, mtime=0),
        bz2.compress(REAL),
        lzma.compress(REAL),
    ],
    ids=["zlib", "stored", "gzip", "bzip2", "xz"],
)
def test_code_that_is_compressed_once_more_is_read_and_said(packed):
    assert concealed(packed, name="assets/a.bin") == ({"assets/a.bin": REAL}, {("dynamic_code", "assets/a.bin")})


def test_code_written_as_text_is_read_and_said():
    text = b'{"config": "' + base64.b64encode(REAL) + b'"}'
    found, said = concealed(text, name="assets/a.json")
    assert (found, said) == ({"assets/a.json@12": REAL}, {("dynamic_code", "assets/a.json@12")})


def test_an_archive_behind_a_picture_is_read_and_said():
    jar = zip_bytes([Member("classes.dex", REAL, deflate=True)])
    found, said = concealed(PICTURE + jar)
    assert (found, said) == ({"assets/a.png!classes.dex": REAL}, {("dynamic_code", "assets/a.png")})


def test_a_picture_with_an_archive_of_pages_behind_it_is_no_gap():
    assert concealed(PICTURE + zip_bytes([Member("index.html", b"<p>" * 99)])) == ({}, set())


def test_the_magic_of_code_without_a_header_of_code_is_no_code():
    assert concealed(PICTURE + b"dex\n035\0" + bytes(300)) == ({}, set())


def test_code_beyond_the_end_of_loaded_code_is_read_and_said():
    other = program(defined("Lm/Other;", {"run()V": code()}))
    found = read_loaded_images(archive_of(Member("classes.dex", other + b"\0" * 7 + REAL, deflate=True)))
    place = f"classes.dex@{len(other) + 7}"
    assert images(found)[place] == REAL
    assert {gap[2:] for gap in gaps(found)} == {("dynamic_code", place)}
    assert read_loaded_images(archive_of(Member("classes.dex", other))).gaps == []


def test_code_that_no_directory_lists_is_read_and_said():
    package = zip_bytes([Member("a.txt", b"text")])
    end = package.rindex(b"PK\x05\x06")
    comment = struct.pack("<H", len(REAL)) + REAL
    archive = SafeArchive(memoryview(package[: end + 20] + comment), "test.apk", Limits())
    found = read_hidden_images(archive, Limits())
    assert images(found) == {f"test.apk@{end + 22}": REAL}
    assert {gap[2] for gap in gaps(found)} == {"dynamic_code"}


def test_bytes_of_hidden_code_are_limited():
    found = read_hidden_images(
        archive_of(Member("assets/a.bin", dex("a")), Member("b.bin", dex("b"))), Limits(nested_bytes=300)
    )
    assert list(images(found)) == ["assets/a.bin"]
    assert {gap[2:] for gap in gaps(found)} == {("limit_reached", "b.bin")}
    assert found.gaps[0].detail.en == "b.bin: 208 bytes; the limit nested_bytes leaves 92"


def test_number_of_images_is_limited():
    members = [Member(f"classes{number or ''}.dex", dex("l")) for number in (0, 2, 3)]
    members += [Member(f"{number}.bin", dex("h")) for number in range(3)]
    archive = archive_of(*members, limits=Limits(images=2))
    loaded, hidden = read_loaded_images(archive), read_hidden_images(archive, archive.limits)
    assert (list(images(loaded)), list(images(hidden))) == (["classes.dex", "classes2.dex"], ["0.bin", "1.bin"])
    assert {gap[2:] for gap in gaps(loaded)} == {("limit_reached", "classes3.dex")}
    assert loaded.gaps[0].detail.en == "3 DEX files; the limit images is 2"
    assert {gap[2:] for gap in gaps(hidden)} == {("limit_reached", "2.bin")}
    assert hidden.gaps[0].detail.en == "2.bin: one more DEX file than the limit images of 2"


def test_bomb_in_an_inner_archive_is_limited():
    bomb = zip_bytes([Member("classes.dex", b"dex\n" + bytes(1 << 21), deflate=True)])
    found = read_hidden_images(archive_of(Member("assets/a.jar", bomb)), Limits(nested_bytes=1 << 20))
    assert images(found) == {}
    assert {gap[2:] for gap in gaps(found)} == {("limit_reached", "assets/a.jar!classes.dex")}


@pytest.mark.parametrize(
    ("name", "framework", "kinds"),
    [
        ("lib/arm64-v8a/libflutter.so", "Flutter", {*CODE_KINDS, "ui_text"}),
        ("assets/index.android.bundle", "React Native", {*CODE_KINDS}),
        ("assets/apps/__UNI__1234567/www/app-service.js", "uni-app", {*CODE_KINDS}),
        ("assets/www/index.html", "Cordova", {*CODE_KINDS}),
        ("lib/armeabi-v7a/libil2cpp.so", "Unity", {*CODE_KINDS, "ui_text"}),
        ("assets/metadata/treeNodeStream.dat", "NativeScript", {*CODE_KINDS}),
        ("assets/Resources/app.js", "Titanium", {*CODE_KINDS}),
        ("assets/widget/config.xml", "APICloud", {*CODE_KINDS}),
        ("assets/vendor.android.js", "Hippy", {*CODE_KINDS}),
        ("assets/project/project.json", "Auto.js", {*CODE_KINDS}),
        ("assets/private.mp3", "Python", {*CODE_KINDS, "ui_text"}),
        ("lib/arm64-v8a/libpython3.11.so", "Python", {*CODE_KINDS, "ui_text"}),
        ("assets/chaquopy/app.imy", "Python", {*CODE_KINDS, "ui_text"}),
        ("assets/main.lua", "Lua", {*CODE_KINDS, "ui_text"}),
        ("assets/game.pck", "Godot", {*CODE_KINDS, "ui_text"}),
        ("assets/game.projectc", "Defold", {*CODE_KINDS, "ui_text"}),
        ("assets/resource.car", "Solar2D", {*CODE_KINDS, "ui_text"}),
        ("assets/--Added-by-androiddeployqt--/qt_cache_pregenerated_file_list", "Qt", {*CODE_KINDS, "ui_text"}),
        ("assets/META-INF/AIR/application.xml", "Adobe AIR", {*CODE_KINDS, "ui_text"}),
        ("assets/apps/__UNI__1A2B3C4.wgt", "uni mini-program", {*CODE_KINDS, "ui_text"}),
        ("assets/quick/shop.rpk", "quick app", {*CODE_KINDS, "ui_text"}),
        ("lib/arm64-v8a/libweexjss.so", "Weex", {*CODE_KINDS}),
    ],
)
def test_hybrid_frameworks_leave_a_gap(name, framework, kinds):
    found = hybrid_gaps(["a", name, "assets/pages/main.js", "z"])
    assert {gap.kind for gap in found} == kinds
    assert {(gap.level, gap.reason, gap.part) for gap in found} == {(CoverageLevel.PARTIAL, "hybrid", name)}
    assert found[0].detail.en.startswith(framework)


@pytest.mark.parametrize(
    ("names", "says_nothing"),
    [
        (["assets/index.android.bundle"], False),
        (["assets/index.android.bundle.meta"], True),
        (["assets/index.android.bundle.meta", "assets/help/index.html"], True),
        (["lib/arm64-v8a/libreactnativejni.so"], True),
        (["lib/arm64-v8a/libreactnative.so", "assets/main.jsbundle"], False),
        (["assets/widget/config.xml"], True),
        (["assets/widget/config.xml", "assets/widget/html/main.html"], False),
    ],
)
def test_a_framework_whose_scripts_are_not_in_the_package_leaves_its_texts_unread(names, says_nothing):
    assert ("ui_text" in {gap.kind for gap in hybrid_gaps(names)}) is says_nothing


def test_ordinary_entries_are_no_hybrid():
    names = ["classes.dex", "lib/arm64-v8a/libmmkv.so", "assets/fonts/a.ttf", "res/x/assets/www/a"]
    # Near twins of what the frameworks write: other folders, other endings.
    names += ["assets/metadata/tree.json", "assets/web/app.js", "assets/widgets/config.xml", "assets/private.txt"]
    names += ["assets/scripts/limit.lua", "assets/levels/game.json", "lib/arm64-v8a/libpyramid.so"]
    names += ["assets/apps/shop.wgt.txt", "res/raw/shop.rpk", "lib/arm64-v8a/libweexpress.so"]
    assert hybrid_gaps(names) == []


#: A package with code in every kind of hiding place, and an entry that says something else than it is.
HIDING = (
    Member("classes.dex", dex("loaded"), deflate=True),
    Member("assets/plain", dex("plain"), deflate=True),
    Member("assets/stored", dex("stored")),
    Member("assets/inner.zip", zip_bytes([Member("x", dex("inner"), deflate=True)])),
    Member("assets/odd", dex("odd"), deflate=True, crc=1),
    Member("assets/secret.dex", b"noise" * 50, deflate=True),
)


@pytest.mark.alone
@pytest.mark.parametrize(
    "limits",
    [
        Limits(),
        Limits(nested_bytes=300),
        Limits(entry_bytes=100),
        Limits(total_bytes=500, entry_bytes=400),
        Limits(total_bytes=2000, entry_bytes=400),
        Limits(images=1),
    ],
)
def test_a_search_in_another_process_finds_notes_and_counts_the_same(tmp_path, limits):
    path = tmp_path / "test.apk"
    path.write_bytes(zip_bytes(HIDING))
    answers = []
    for begun in (None, True):
        with processes(), SafeArchive.open(path, limits) as archive:
            search = HiddenImages(archive, limits) if begun else None
            assert search is None or search._beside.is_running
            loaded = read_loaded_images(archive)
            hidden = search.result(archive) if search else read_hidden_images(archive, limits)
            answers.append((images(loaded), images(hidden), gaps(hidden), archive.anomalies, archive.budget.bytes_left))
    assert answers[0] == answers[1]
    assert answers[0][1] or limits != Limits()


def test_a_search_that_could_not_begin_is_made_when_it_is_asked_for(tmp_path):
    path = tmp_path / "test.apk"
    path.write_bytes(zip_bytes(HIDING))
    with SafeArchive.open(path) as archive:
        assert sorted(images(HiddenImages(archive, Limits()).result(archive))) == [
            "assets/inner.zip!x",
            "assets/odd",
            "assets/plain",
            "assets/stored",
        ]

"""What native libraries may use of the platform, and near twins that use nothing."""

from __future__ import annotations

import pytest
from tests.support.shipped import shipped_catalog

from appaudit.code.facts.unseen.native_code import native_code_facts
from appaudit.model.artifact import NativeLibrary

CAMERA, MICROPHONE = "android.permission.CAMERA", "android.permission.RECORD_AUDIO"
SENSORS, PHONE, SMS = "BODY_SENSORS", "READ_PHONE_STATE", "READ_SMS"


def fact_of(*, imports=(), needed=(), texts=()):
    kept = b"".join(text.encode() + b"\0" for text in texts)
    library = NativeLibrary(
        name="libx.so", place="lib/arm64-v8a/libx.so", needed=needed, imports=frozenset(imports), texts=kept
    )
    (fact,) = native_code_facts([library], shipped_catalog().knowledge)
    return fact


def used(**given):
    return {(use.api, permission.rpartition(".")[2]) for use in fact_of(**given).uses for permission in use.permissions}


@pytest.mark.parametrize(
    ("symbol", "permission"),
    [
        ("ACameraManager_openCamera", "CAMERA"),
        ("AAudioStreamBuilder_setInputPreset", "RECORD_AUDIO"),
        ("SL_IID_RECORD", "RECORD_AUDIO"),
        ("ASensorManager_getDefaultSensor", "BODY_SENSORS"),
        ("xrCreateInstance", "HAND_TRACKING"),
    ],
)
def test_an_imported_function_may_be_use(symbol, permission):
    assert (symbol, permission) in used(imports=[symbol])
    assert used(imports=[f"{symbol}_of_mine"]) == set()


def test_playing_sound_is_not_recording():
    assert (
        used(imports=["slCreateEngine", "SL_IID_PLAY", "AAudioStreamBuilder_openStream"], needed=["libaaudio.so"])
        == set()
    )


def test_a_function_that_is_looked_up_by_its_name_may_be_use():
    name = "ACameraManager_openCamera"
    assert used(imports=["dlsym"], texts=[name]) == {(name, "CAMERA")}
    # Its name alone, where nothing looks names up, is a text like any other.
    assert used(texts=[name]) == set()


def test_a_library_that_serves_one_purpose_may_be_use():
    assert used(needed=["libcamera2ndk.so"]) == {("libcamera2ndk.so", "CAMERA")}
    assert used(imports=["dlopen"], texts=["libcamera2ndk.so"]) == {("libcamera2ndk.so", "CAMERA")}
    assert used(texts=["libcamera2ndk.so"]) == set()


@pytest.mark.parametrize(
    "name", ["android/provider/MediaStore$Images$Media", "android.provider.MediaStore$Images$Media"]
)
def test_an_api_in_java_is_named_by_class_and_method(name):
    assert ("MediaStore$Images$Media.getBitmap", "READ_EXTERNAL_STORAGE") in used(texts=[name, "getBitmap"])
    # A short name is everybody's, and a class has many methods.
    assert used(texts=["getBitmap"]) == set()
    assert used(texts=[name]) == set()


def test_a_method_too_short_to_be_kept_is_taken_to_be_named_beside_its_class():
    assert ("Camera.open", "CAMERA") in used(texts=["android/hardware/Camera"])


def test_a_telling_name_of_a_method_needs_no_class():
    assert ("TelephonyManager.getSubscriberId", PHONE) in used(texts=["getSubscriberId"])
    assert used(texts=["getSubscriber", "xgetSubscriberId"]) == set()


def test_an_address_of_content_may_be_use():
    assert ("content://sms", SMS) in used(texts=["content://sms/inbox"])
    assert used(texts=["content://com.example/inbox"]) == set()


def test_paths_of_shared_storage_may_be_use():
    assert ("/sdcard", "READ_EXTERNAL_STORAGE") in used(texts=["/sdcard/DCIM/%s"])
    assert ("EXTERNAL_STORAGE", "READ_MEDIA_IMAGES") in used(texts=["EXTERNAL_STORAGE"])
    assert used(imports=["open", "fopen", "opendir"], texts=["/data/data/%s/files"]) == set()


@pytest.mark.parametrize(
    ("given", "leads_on"),
    [
        ({"imports": ["malloc", "memcpy", "open", "socket"], "texts": ["java/lang/RuntimeException"]}, False),
        ({"imports": ["dlsym"]}, True),
        ({"imports": ["android_dlopen_ext"]}, True),
        ({"texts": ["android/content/Context"]}, True),
        ({"texts": ["(Landroid/content/Context;)V"]}, True),
        ({"texts": ["java/lang/reflect/Method"]}, True),
        ({"texts": ["java/lang/ClassLoader"]}, True),
    ],
)
def test_what_leads_on_to_the_platform(given, leads_on):
    assert fact_of(**given).leads_on is leads_on


def test_the_fact_stands_where_the_library_lies():
    fact = fact_of()
    assert (fact.name, fact.location.path, fact.uses) == ("libx.so", "lib/arm64-v8a/libx.so", ())

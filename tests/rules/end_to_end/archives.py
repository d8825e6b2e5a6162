"""Rules on an SDK by itself: archives with Java classes, and a manifest of text."""

from __future__ import annotations

from tests.support.apk_builder import Member, zip_bytes
from tests.support.class_builder import ClassBuilder
from tests.support.end_to_end import Case, Given

_VENDOR = "com/sigmob/sdk"
_MANIFEST = (
    '<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.sigmob.sdk">'
    "<application>{}</application></manifest>"
)
#: iconst_<i>, aload_0, aload_1, pop, ireturn, return
_ONE, _TWO, _LOAD, _LOAD_1, _POP, _GIVE, _RETURN = b"\x04", b"\x05", b"\x2a", b"\x2b", b"\x57", b"\xac", b"\xb1"
_MANAGER = "android/hardware/SensorManager"


def _archive(*classes: ClassBuilder, inside: str = "") -> Given:
    """An AAR of a vendor that is known, with what its manifest adds to an app."""
    jar = zip_bytes([Member(f"{each.name}.class", each.build()) for each in classes])
    manifest = _MANIFEST.format(inside).encode()
    return Given(
        package=zip_bytes([Member("AndroidManifest.xml", manifest), Member("classes.jar", jar)]), name="ads-4.20.0.aar"
    )


def _service(answer: bytes) -> ClassBuilder:
    builder = ClassBuilder(f"{_VENDOR}/Keeper", "android/app/Service")
    builder.method("onStartCommand", "(Landroid/content/Intent;II)I", answer + _GIVE)
    return builder


def _reader(name: str) -> ClassBuilder:
    """A class that reads something of the telephone, of an SDK whose vendor's statement was read whole."""
    builder = ClassBuilder("com/growingio/Device")
    read = builder.invoke("android/telephony/TelephonyManager", name, "()Ljava/lang/String;")
    builder.method("read", "()V", _LOAD + read + _POP + _RETURN)
    return builder


def _listener(*, jumps: bool) -> ClassBuilder:
    """A class that compares acceleration with a threshold, and may open a page."""
    builder = ClassBuilder(f"{_VENDOR}/Motion")
    asked = builder.invoke(_MANAGER, "getDefaultSensor", "(I)Landroid/hardware/Sensor;")
    registered = builder.invoke(
        _MANAGER, "registerListener", "(Landroid/hardware/SensorEventListener;Landroid/hardware/Sensor;I)Z"
    )
    builder.method("start", "()V", _LOAD_1 + b"\x10\x0a" + asked + registered + _POP + _RETURN)
    compared = b"\x23" + builder.ldc(builder.float_(15.0)) + b"\x96" + _POP
    opened = builder.invoke("android/content/Context", "startActivity", "(Landroid/content/Intent;)V")
    body = compared + (_LOAD + _LOAD_1 + opened if jumps else b"") + _RETURN
    builder.method("onSensorChanged", "(Landroid/hardware/SensorEvent;)V", body)
    return builder


_PROVIDER = '<provider android:name="com.sigmob.sdk.{}" android:authorities="ads"/>'
CASES = [
    Case(rule="sdk-archive-keeps-running", fires=_archive(_service(_ONE)), silent=_archive(_service(_TWO))),
    Case(
        rule="sdk-archive-starts-itself",
        fires=_archive(inside=_PROVIDER.format("StartProvider")),
        silent=_archive(inside=_PROVIDER.format("SharedFileProvider")),
    ),
    Case(rule="sdk-archive-shake", fires=_archive(_listener(jumps=True)), silent=_archive(_listener(jumps=False))),
    Case(
        rule="sdk-archive-undocumented-collection",
        fires=_archive(_reader("getLine1Number")),
        silent=_archive(_reader("getImei")),
    ),
]

"""A sound SDK archive with manifest, classes, texts and a jar in a jar."""

from __future__ import annotations

from tests.hostile.seeds.parts import DEX
from tests.support.apk_builder import Member, zip_bytes
from tests.support.class_builder import ClassBuilder

NAME = "x.aar"
MANIFEST = b"""<?xml version="1.0" encoding="utf-8"?>
<manifest xmlns:android="http://schemas.android.com/apk/res/android" package="com.vendor.ads"
    android:versionCode="420" android:versionName="4.2.0">
  <uses-permission android:name="android.permission.READ_PHONE_STATE" android:maxSdkVersion="28"/>
  <application><meta-data android:name="KEY" android:value="1"/><activity android:name=".AdActivity"/></application>
</manifest>
"""


def content() -> bytes:
    classes = []
    for name in ("com/vendor/ads/AdActivity", "com/vendor/ads/Start"):
        builder = ClassBuilder(name)
        builder.method("run")
        classes.append(Member(f"{name}.class", builder.build(), deflate=True))
    return zip_bytes(
        [
            Member("AndroidManifest.xml", MANIFEST),
            Member("R.txt", b""),
            Member("classes.jar", zip_bytes(classes), deflate=True),
            Member("libs/more.jar", zip_bytes(classes[:1]), deflate=True),
            Member("res/values/values.xml", "<resources><string name='a'>注销</string></resources>".encode()),
            Member("assets/plugin.jar", zip_bytes([Member("classes.dex", DEX, deflate=True)]), deflate=True),
        ]
    )

"""Java class files, and the facts that are read from them."""

from __future__ import annotations

import contextlib

from tests.fuzz.some_knowledge import some_knowledge
from tests.support.class_builder import ClassBuilder
from tests.support.shipped import shipped_catalog

from appaudit.class_file import ClassFileError, read_class
from appaudit.class_file.instructions import instructions
from appaudit.code.class_files.reading import read_class_facts
from appaudit.model.artifact import ClassArchive
from appaudit.stages import Stages

DICTIONARY = (
    b"\xca\xfe\xba\xbe", b"\0\x04Code", b"<init>", b"()V", b"\xff\xff", b"\xff\xff\xff\xff", b"\xaa", b"\xab",
    b"\xc4\x84", b"android/telephony/TelephonyManager", b"getDeviceId", b"onSensorChanged",
)  # fmt: skip


def seeds() -> list[bytes]:
    plain = ClassBuilder("com/vendor/ads/Start", interfaces=("android/hardware/SensorEventListener",))
    plain.method("run")
    full = ClassBuilder("com/vendor/ads/Device")
    body = full.invoke("android/telephony/TelephonyManager", "getDeviceId", "()Ljava/lang/String;")
    body += full.ldc(full.string("设备标识")) + full.get("android/os/Build", "SERIAL", "Ljava/lang/String;")
    body += full.ldc(full.integer(7)) + b"\xaa\0\0\0\0\0\0\x14\0\0\0\0\0\0\0\1\0\0\0\4\0\0\0\4\xb1"
    full.method("read", "()V", body)
    full.method("onSensorChanged", "(Landroid/hardware/SensorEvent;)V", full.invoke("a/B", "open", "()V") + b"\xb1")
    full.long_(1 << 40)
    full.float_(9.8)
    return [plain.build(), full.build()]


def fuzz(data: bytes) -> None:
    with contextlib.suppress(ClassFileError):
        for method in read_class(data, "A.class").methods():
            with contextlib.suppress(ClassFileError):
                list(instructions(method.code, "A.class"))
    archive = ClassArchive(place="classes.jar", classes=(("A.class", memoryview(data)),))
    found = read_class_facts((archive,), some_knowledge(), shipped_catalog().lexicons, Stages())
    assert found.facts or found.gaps

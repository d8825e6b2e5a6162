"""What people call an artifact and what identifies it, by its kind and platform."""

from __future__ import annotations

from typing import Final

from appaudit.model.artifact import Artifact
from appaudit.model.bilingual import Bilingual
from appaudit.model.words import Host

_B = Bilingual
_HOST: Final[dict[Host, Bilingual]] = {
    "": _B("", ""),
    "wechat": _B("微信", "WeChat"),
    "alipay": _B("支付宝", "Alipay"),
    "douyin": _B("抖音", "Douyin"),
    "baidu": _B("百度", "Baidu"),
    "qq": _B("QQ", "QQ"),
}
#: Kinds of artifact that people call otherwise than their reader; the others are shown as they are.
_KIND: Final = {
    "app_bundle": _B("AAB", "AAB"),
    "bundle": _B("拆分包", "Split packages"),
    "sdk": _B("SDK包", "SDK archive"),
    "unknown": _B("无法识别", "Not recognised"),
}
_IDENTIFIER: Final = {"miniprogram": _B("小程序 AppID", "AppID")}
_PACKAGE: Final = _B("包名", "Package")


def kind_of(artifact: Artifact) -> Bilingual:
    """What the artifact is, as people say: `APK`, `AAB`, `微信小程序`."""
    if artifact.platform == "miniprogram":
        host = _HOST[artifact.host]
        return Bilingual(f"{host.zh}小程序", f"{host.en} mini-program".strip())
    return _KIND.get(artifact.kind, Bilingual(artifact.kind.upper(), artifact.kind.upper()))


def identifier_of(artifact: Artifact) -> Bilingual:
    """What the name that identifies the artifact is called on its platform."""
    return _IDENTIFIER.get(artifact.platform, _PACKAGE)


def has_levels(artifact: Artifact) -> bool:
    """Whether the platform has levels of its interfaces that an app asks for; mini-programs have none."""
    return artifact.platform != "miniprogram"

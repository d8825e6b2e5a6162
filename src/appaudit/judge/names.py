"""What people call the ids that stand in messages: permissions, data types, SDKs, and words of our own facts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from appaudit.model.bilingual import Bilingual
from appaudit.model.knowledge import Knowledge

#: Values of facts as messages name them. What looks like a word of the program is none for a lawyer.
_WORDS: Mapping[str, Bilingual] = {
    "app": Bilingual("应用自身", "the app itself"),
    # mechanisms of self-start
    "sticky_service": Bilingual("服务被结束后由系统重启（START_STICKY）", "a service that the system starts again"),
    "repeating_alarm": Bilingual("周期性闹钟", "a repeating alarm"),
    "persisted_job": Bilingual("重启后仍保留的定时任务", "a job that survives a restart of the device"),
    "account_sync": Bilingual("账号同步", "synchronisation of an account"),
    "one_pixel_window": Bilingual("一像素窗口", "a window of one pixel"),
    "native_daemon": Bilingual("原生守护进程", "a native daemon process"),
    "daemon_library": Bilingual("保活库", "a library that keeps apps alive"),
    "restart": Bilingual("被移除时重新启动", "a restart when it is removed"),
    # ways to give up TLS
    "trust_all": Bilingual("信任任意证书", "any certificate is trusted"),
    "any_host": Bilingual("接受任意主机名", "any host name is accepted"),
    "ssl_error_proceed": Bilingual("证书出错仍继续加载", "pages load in spite of certificate errors"),
    # wording of policies
    "working_days": Bilingual("个工作日", "working days"),
    "days": Bilingual("日", "days"),
    "no_chinese": Bilingual("外文", "a foreign language"),
    "traditional_only": Bilingual("繁体中文", "traditional Chinese"),
}
#: First words of English names that keep their capital letter.
_PROPER = re.compile(r"(?:Android|Apple|Bluetooth|Google|Wi-Fi|Widevine)\b|[A-Z][A-Z-]")


def names_in_messages(knowledge: Knowledge) -> dict[str, Bilingual]:
    """Names for people of the ids that messages hold; a permission keeps its own name beside what it allows."""
    permissions = {
        info.name: Bilingual(
            f"“{info.label.zh}”权限（{_short(info.name)}）", f"the “{info.label.en}” permission ({_short(info.name)})"
        )
        for info in knowledge.permissions.values()
    }
    return {
        **permissions,
        **{item.id: Bilingual(item.name.zh, _inside(item.name.en)) for item in knowledge.data_types.values()},
        **{item.id: item.name for item in knowledge.sdks.values()},
        **_WORDS,
    }


def _short(permission: str) -> str:
    return permission.removeprefix("android.permission.")


def _inside(name: str) -> str:
    """An English name as it stands inside a sentence."""
    return name if _PROPER.match(name) else name[:1].lower() + name[1:]

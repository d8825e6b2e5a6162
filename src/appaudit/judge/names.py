"""What people call the ids that stand in messages: permissions, data types, SDKs, and words of our own facts."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final, Literal

from appaudit.model.bilingual import Bilingual, within_sentence
from appaudit.model.facts.base import Fact
from appaudit.model.facts.conduct import UNDECLARED, UNHEARD, UNTOLD
from appaudit.model.facts.fields import fields_of
from appaudit.model.knowledge import Knowledge

Names = Mapping[str, Bilingual]
Vocabulary = Literal["mechanisms", "weaknesses", "wordings"]

THE_APP: Final = Bilingual("应用自身", "the app itself")
#: What lies in the app, bears no name of its developer and is in no catalogue: who wrote it is not known.
UNKNOWN_CODE: Final = Bilingual("归属不明", "of unknown owner")
#: The same where it stands for itself, as the user of a permission or the head of a column.
CODE_OF_UNKNOWN_OWNER: Final = Bilingual("归属不明的代码", "code of unknown owner")
RENAMED_CODE: Final = Bilingual("已混淆、归属不明的代码", "renamed code of unknown owner")
#: Code in an app that is nobody's that we know, by the ids that facts have for it.
STRANGERS: Final[Names] = {"renamed": RENAMED_CODE, "unknown": CODE_OF_UNKNOWN_OWNER}
#: What looks like a word of the program is none for a lawyer.
_MECHANISMS: Final[Names] = {
    "sticky_service": Bilingual("服务被结束后由系统重启（START_STICKY）", "a service that the system starts again"),
    "repeating_alarm": Bilingual("周期性闹钟", "a repeating alarm"),
    "persisted_job": Bilingual("重启后仍保留的定时任务", "a job that survives a restart of the device"),
    "account_sync": Bilingual("账号同步", "synchronisation of an account"),
    "one_pixel_window": Bilingual("一像素窗口", "a window of one pixel"),
    "native_daemon": Bilingual("原生守护进程", "a native daemon process"),
    "daemon_library": Bilingual("保活库", "a library that keeps apps alive"),
    "restart": Bilingual("被移除时重新启动", "a restart when it is removed"),
}
_WEAKNESSES: Final[Names] = {
    "trust_all": Bilingual("信任任意证书", "any certificate is trusted"),
    "any_host": Bilingual("接受任意主机名", "any host name is accepted"),
    "ssl_error_proceed": Bilingual("证书出错仍继续加载", "pages load in spite of certificate errors"),
}
_WORDINGS: Final[Names] = {
    "working_days": Bilingual("个工作日", "working days"),
    "days": Bilingual("日", "days"),
    "no_chinese": Bilingual("外文", "a foreign language"),
    "traditional_only": Bilingual("繁体中文", "traditional Chinese"),
}
#: What the words of a field are called, where a word of the program would not be understood.
_OF_KIND: Final[Mapping[tuple[str, str], Vocabulary]] = {
    ("self_start", "mechanism"): "mechanisms",
    ("tls_weakness", "weakness"): "weaknesses",
    ("policy_text", "subject"): "wordings",
}


#: What `UNHEARD` means.
_UNTOLD = Bilingual(
    "该SDK的代码显示，此组件只做准备，在应用告知用户已同意之前不收集信息，而没有看到首次启动时会执行的这类调用：",
    "the component, as the SDK's code shows, only gets ready and collects nothing until the app tells it that the user"
    " agreed; no such call is seen to run at a first launch: ",
)
_UNHEARD: Final = Bilingual(
    "没有发现息屏时打开该页面的代码；推送SDK用这样的页面转交用户点击的通知",
    "no code was found that opens this page when the screen goes off; push SDKs pass on a touched notification through"
    " such a page",
)


class MessageNames:
    """Names for people of the ids that facts hold, asked for by the field that holds one.

    A text that happens to be spelled like an id, such as a company called Camera, is no id.
    """

    def __init__(self, **vocabularies: Names) -> None:
        self._vocabularies: dict[str, Names] = {
            "parties": {"app": THE_APP, **STRANGERS},
            "mechanisms": _MECHANISMS,
            "weaknesses": _WEAKNESSES,
            "wordings": _WORDINGS,
            **vocabularies,
        }

    def of(self, kind: str, field: str, value: str) -> Bilingual | None:
        """The name of a value that a field of a kind of fact holds; None where it stands for itself."""
        vocabulary = vocabulary_of(kind, field)
        return self._vocabularies.get(vocabulary, {}).get(value) if vocabulary else None

    def in_fact(self, fact: Fact, field: str, value: str) -> Bilingual | None:
        """As `of`, where the fact says whose code it is: what is in the app is not always the app's own."""
        name = self.of(fact.kind, field, value)
        is_own = name is not None and (field, value) == ("party", "app")
        return UNKNOWN_CODE if is_own and getattr(fact, "party_kind", "") == "unknown" else name


def vocabulary_of(kind: str, field: str) -> str | None:
    """What the values of a field are ids of, as its type says; None where they are texts."""
    if (kind, field) in _OF_KIND:
        return _OF_KIND[kind, field]
    asked = fields_of(kind).get(field)
    if asked is None or asked.ids is None:
        return None
    return "parties" if "app" in asked.ids.also else asked.ids.section


def names_in_messages(knowledge: Knowledge, own: Bilingual = THE_APP) -> MessageNames:
    """The names that messages use; a permission keeps its own name beside what it allows.

    `own` is what the party `app` is called: in the archive of an SDK it is not an app.
    """
    sdks = {item.id: item.name for item in knowledge.sdks.values()}
    return MessageNames(
        permissions={
            info.name: Bilingual(
                f"“{info.label.zh}”权限（{_short(info.name)}）",
                f"the “{info.label.en}” permission ({_short(info.name)})",
            )
            for info in knowledge.permissions.values()
        },
        data_types={item.id: _inside(item.name) for item in knowledge.data_types.values()},
        sdks=sdks,
        clauses={term.id: _inside(term.name) for term in knowledge.clauses.values()},
        parties={**sdks, "app": own, **STRANGERS},
    )


def _short(permission: str) -> str:
    return permission.removeprefix("android.permission.")


def _inside(name: Bilingual) -> Bilingual:
    return Bilingual(name.zh, within_sentence(name.en))


def contrary_in_words(contrary: str) -> Bilingual:
    """What speaks against a fact, in words where the fact has a mark for it."""
    if contrary == UNHEARD:
        return _UNHEARD
    if contrary.startswith(f"{UNTOLD} "):
        call = contrary.removeprefix(f"{UNTOLD} ")
        return Bilingual(_UNTOLD.zh + call, _UNTOLD.en + call)
    kept, _, permission = contrary.partition(f"{UNDECLARED} ")
    if kept or not permission:
        return Bilingual(contrary, contrary)
    return Bilingual(f"清单没有声明权限 {permission}", f"the manifest does not declare the permission {permission}")

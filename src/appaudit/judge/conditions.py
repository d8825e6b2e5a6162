"""What else decides whether something happens, in words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Final

from appaudit.model.bilingual import Bilingual
from appaudit.model.condition import OF_SYSTEM, Condition
from appaudit.model.facts.base import Fact
from appaudit.model.method_names import plain
from appaudit.model.words import ConditionKind

WORDS: Final[Mapping[ConditionKind, Bilingual]] = {
    "ungranted": Bilingual(
        "首次启动时尚不可能授予的权限（安卓6.0起）",
        "a permission that nobody can have granted at a first launch (from Android 6.0 on)",
    ),
    "unsent": Bilingual(
        "首次启动时没有代码发送的消息",
        "a message that no code is seen to send at a first launch",
    ),
    "ordered": Bilingual(
        "服务器下发（或已保存的消息中）的指令，收到后才会执行",
        "a command in a message from a server (or a stored one); it runs when that is received",
    ),
    "unopened": Bilingual(
        "首次启动时没有代码打开的页面",
        "a page that no code is seen to open at a first launch",
    ),
    "unshown": Bilingual(
        "首次启动时在创建过程中即被关闭、不会显示的页面",
        "a page that a first launch closes while it is created, so that it is not shown",
    ),
    "unstored": Bilingual(
        "首次启动时为默认值、启动代码也不会写入的设置",
        "a setting that has its default at a first launch, and that no code at launch is seen to store",
    ),
    "stored_first": Bilingual(
        "首次启动时为默认值、须先写入才会成立的设置（启动代码会写入，先后未能确定）",
        "a setting that has its default at a first launch and has to be stored first: code at launch stores it, whether"
        " before this is not known",
    ),
    "unset": Bilingual(
        "应用自身状态的判断，启动代码不会使其成立",
        "a check of the app's own state that fails at a first launch: no code at launch is seen to change it",
    ),
    "unstated": Bilingual(
        "安装包中没有的密钥或资源：启动接口会被调用，但找不到它就直接返回",
        "a key or resource that the package does not state: the start is called, and gives up without it",
    ),
    "kept": Bilingual(
        "按安装包中的代码，该启动接口只保存传入的内容，本身不启动任何功能",
        "the call, as its code in the package shows, only keeps what it is given and starts nothing by itself",
    ),
    "signed_in": Bilingual(
        "用户已登录（首次启动时通常没有人登录）",
        "a user who is signed in, as by its name nobody is at a first launch",
    ),
    "empty": Bilingual(
        "首次启动时仍为空的文本或列表",
        "a text or list that is still empty at a first launch",
    ),
    "refused": Bilingual(
        "调用会执行，但首次启动时用户尚不可能授予权限，系统会拒绝（安卓6.0起）",
        "the call is made, and the system refuses it at a first launch, when nobody can have granted the permission"
        " (from Android 6.0 on)",
    ),
    "requested": Bilingual(
        "调用需要权限，应用在启动时会申请；用户允许之前系统会拒绝（安卓6.0起）",
        "the call needs a permission for which the app asks at launch, and is refused until somebody grants it (from"
        " Android 6.0 on)",
    ),
    "may_be_requested": Bilingual(
        "调用需要权限，应用在启动时会申请权限，代码未写明是哪些，可能包括该权限；用户允许之前系统会拒绝（安卓6.0起）",
        "the call needs a permission, and is refused until somebody grants it (from Android 6.0 on); the app asks for"
        " permissions at launch, and its code does not say for which: it may be among them",
    ),
    "fallback": Bilingual(
        "是否读不到另一项信息（设备通常都能给出）",
        "whether another value, which devices usually give, is missing",
    ),
    "unanswered": Bilingual(
        "某次调用是否没有给出结果（结果刚存入字段，随后即判断是否为空）",
        "whether a call gave nothing, whose answer the code has just kept in a field and then asks for",
    ),
    "permission": Bilingual("权限检查", "a permission check"),
    "device": Bilingual("系统版本或机型", "the system or the device"),
    "app_version": Bilingual("应用版本", "the version of the app"),
    "comparison": Bilingual("与常量比较", "a comparison with a constant"),
    "unlisted": Bilingual(
        "与某个键名的比较，而代码中的配置（JSON）均不含该键名，只含同一处比较的其他键名",
        "a comparison with a key that no configuration (JSON) in the code has, though they have others compared there",
    ),
    "night_mode": Bilingual("夜间模式", "the night mode"),
    "downloaded": Bilingual("下载或配置的数据", "downloaded or configured data"),
    "stored": Bilingual("已保存的设置", "a stored setting"),
    "network": Bilingual("网络状态", "the state of the network"),
    "exception": Bilingual("发生异常", "an exception"),
    "unlikely_exception": Bilingual("发生通常不会发生的异常", "an exception that ordinarily is not thrown"),
    "resumed": Bilingual(
        "调度器是否恢复该协程（所找到的路径没有创建它）",
        "whether a scheduler resumes this coroutine, which no way that was found makes",
    ),
    "callback": Bilingual("库是否回调该对象", "whether a library calls this object back"),
    "one_of_many": Bilingual(
        "所调用的是否正是该对象（可能的对象有很多，所找到的路径没有创建它）",
        "whether this is the object called, one of very many that it may be and none that a way found makes",
    ),
    "other_process": Bilingual(
        "是否运行在主进程以外的进程（应用首先启动的是主进程）",
        "whether it runs in another process than the main one, in which the app starts",
    ),
    "other_object": Bilingual(
        "在此处调用到该对象（代码显示，所找到的路径上调用的是另一个对象，或没有对象）",
        "the call being made on this object: on all ways found, the code shows, it is made on another or on none",
    ),
    "other_value": Bilingual(
        "在此处得到该值（代码显示，所找到的路径上传递的是另一个值，或没有传递）",
        "the value being another one here: on all ways found, the code shows, another is handed on, or none",
    ),
    "by_name": Bilingual(
        "由名称表示“是否同意”的方法决定，该方法在首次启动时返回什么未能确定",
        "a method named for consent, which decides; what it answers at a first launch could not be told",
    ),
    "other": Bilingual("程序中的其他判断", "another check in the program"),
}


#: What is said of the call itself, whatever leads to it.
_NO_BRANCH: Final = (*OF_SYSTEM, "kept")
#: What `ungranted` means where a host asks for each permission when it is first used.
ASKED_BY_HOST: Final = Bilingual(
    "宿主在首次使用时询问用户的授权", "a permission for which the host asks the user when it is first used"
)
#: The same where no version of the system grants them at installation.
_ON_HARMONY: Final[Mapping[ConditionKind, Bilingual]] = {
    "ungranted": Bilingual(
        "首次启动时尚不可能授予的权限", "a permission that nobody can have granted at a first launch"
    ),
    "refused": Bilingual(
        "调用会执行，但首次启动时用户尚不可能授予权限，系统会拒绝",
        "the call is made, and the system refuses it at a first launch, when nobody can have granted the permission",
    ),
}
_HARMONY: Final = "ohos.permission."
#: Methods as facts of scripts name them.
IN_SCRIPT: Final = re.compile(r"\.(?:[cm]?[jt]sx?|vue)[:#]")


def said(condition: Condition) -> Bilingual:
    """A line of evidence: what decides, what is asked, and where."""
    in_script = condition.kind == "ungranted" and IN_SCRIPT.search(condition.method)
    words = ASKED_BY_HOST if in_script else WORDS[condition.kind]
    if condition.subject.startswith(_HARMONY):
        words = _ON_HARMONY.get(condition.kind, words)
    begins = ("", "") if condition.kind in _NO_BRANCH else ("取决于", "depends on ")
    asked = f"{plain(condition.subject)} · {plain(condition.method)}"
    return Bilingual(f"{begins[0]}{words.zh}：{asked}", f"{begins[1]}{words.en}: {asked}")


def conditions_of(facts: Iterable[Fact]) -> tuple[Condition, ...]:
    """What the finding's first fact depends on: the one that weighs most, by which it is graded."""
    return next((tuple(getattr(fact, "conditions", ())) for fact in facts), ())

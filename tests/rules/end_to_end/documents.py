"""Rules that hold a package against its policy and its SDK list."""

from __future__ import annotations

from tests.rules.end_to_end.classes import Part, of_class, running
from tests.rules.end_to_end.policies import policy
from tests.support.axml_builder import Tag
from tests.support.dalvik_assembly import RETURN_VOID, STATIC, VIRTUAL, call, code, text
from tests.support.dex_builder import DefinedMethod
from tests.support.end_to_end import Case, Given

_SECURE = (
    "Landroid/provider/Settings$Secure;->getString"
    "(Landroid/content/ContentResolver;Ljava/lang/String;)Ljava/lang/String;"
)
_ANDROID_ID: tuple[Part, ...] = (text(1, "android_id"), call(STATIC, _SECURE, 0, 1))
_CLIPBOARD = call(VIRTUAL, "Landroid/content/ClipboardManager;->getPrimaryClip()Landroid/content/ClipData;", 0)
_USAGE = call(VIRTUAL, "Landroid/app/usage/UsageStatsManager;->queryUsageStats(IJJ)Ljava/util/List;", 0, 1, 2, 3, 4)
_CONTACTS = text(0, "content://icc/adn")


def _entering(name: str, *parts: Part) -> bytes:
    """An app whose first screen calls a class of an SDK, which runs `parts`."""
    run = DefinedMethod("run()V", code(*parts, RETURN_VOID, incoming=0), 9, is_virtual=False)
    descriptor = f"L{name.replace('.', '/')};"
    return running(call(STATIC, f"{descriptor}->run()V"), classes=[of_class(name, run)])


#: An SDK that the policy lists, one of a foreign company, and one that recognises faces.
_LISTED = "com.umeng.analytics.MobclickAgent"
_FOREIGN = _entering("com.appsflyer.Core")
_FACES = _entering("com.arcsoft.face.FaceEngine")


def _case(
    rule: str, package: bytes, words: str, silent: str = "", *, sdk_list: str = "", silent_list: str = ""
) -> Case:
    """One package with two policies, or with two SDK lists."""
    return Case(
        rule=rule,
        fires=Given(package=package, policy=words, sdk_list=sdk_list),
        silent=Given(package=package, policy=silent or policy(), sdk_list=silent_list or sdk_list),
    )


def _collecting(words: str) -> str:
    return policy(collection_list=f"## 我们收集哪些信息\n{words}")


COLLECTION = [
    _case(
        "denied-collection",
        running(_CONTACTS, permissions=["READ_CONTACTS"]),
        _collecting("我们不会收集您的通讯录信息。"),
        _collecting("您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。"),
    ),
    _case(
        "contradicted-collection",
        running(_CONTACTS, permissions=["READ_CONTACTS"]),
        _collecting("您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。我们不会收集您的通讯录信息。"),
        _collecting(
            "您使用邀请好友功能时，我们会收集您的通讯录信息，用于发出邀请。未经您同意，我们不会收集您的通讯录信息。"
        ),
    ),
    _case(
        "vague-collection",
        running(*_ANDROID_ID),
        policy(collection_list="当您使用本应用时，我们会收集您的设备信息，用于保障账号安全。", sdk_list=""),
        policy(collection_list="当您使用本应用时，我们会收集您的Android ID，用于保障账号安全。", sdk_list=""),
    ),
    _case(
        "sdk-collection-undisclosed",
        _entering(_LISTED, _CLIPBOARD),
        policy(),
        _collecting("友盟统计SDK会读取您的剪贴板内容，用于还原分享的页面。"),
    ),
    _case(
        "face-sdk-unexplained",
        _FACES,
        policy(),
        _collecting("实名认证时，我们会收集您的人脸信息，用于核验身份。"),
    ),
]
PERMISSIONS = [
    _case(
        "permission-undisclosed",
        running(_CONTACTS, permissions=["READ_CONTACTS"]),
        policy(),
        policy(permission_list="## 我们申请的权限\n通讯录权限：用于邀请好友。\n相机权限：用于扫描二维码。"),
    ),
    _case(
        "permission-list-weak",
        running(permissions=["CAMERA"]),
        policy(permission_list="使用本应用可能需要开启相关权限。"),
    ),
    _case(
        "special-permission-undisclosed",
        running(_USAGE, permissions=["PACKAGE_USAGE_STATS"]),
        policy(),
        policy(
            permission_list="## 我们申请的权限\n查看应用使用情况权限：用于统计使用时长。\n相机权限：用于扫描二维码。"
        ),
    ),
]
_KEY = Tag("meta-data", {"name": "JPUSH_APPKEY", "value": "1"})
LEFT = [
    # The key alone, and beside the code that it is for.
    Case(
        rule="sdk-key-left",
        fires=Given(package=running(inside=[_KEY]), policy=policy()),
        silent=Given(
            package=running(inside=[_KEY], classes=[of_class("cn.jpush.android.api.JPushInterface")]), policy=policy()
        ),
    ),
]
SHARING = [
    _case("sdk-list-missing", _entering(_LISTED), policy(sdk_list="")),
    _case(
        "sharing-recipients-missing", _entering(_LISTED), policy(sdk_list="", sharing_recipients="", sharing_consent="")
    ),
    _case(
        "sharing-denied-beside-sdk",
        _entering(_LISTED),
        policy(sharing_consent="我们不会与任何第三方共享您的个人信息。"),
    ),
    _case(
        "sdk-mentioned-not-listed",
        _entering(_LISTED),
        policy(sdk_list=""),
        policy(sdk_list=""),
        sdk_list="SDK名称,使用目的\n友盟同欣（北京）科技有限公司,提供服务\n",
        silent_list="SDK名称,使用目的\n友盟统计SDK,统计页面访问\n",
    ),
    _case("cross-border-missing", _FOREIGN, policy(cross_border="")),
    _case("foreign-sdk-domestic-storage", _FOREIGN, policy(), policy(storage_location="")),
]
_HEADER = "SDK名称,提供方,使用目的,收集的个人信息,隐私政策链接\n"
_COMPANY = "友盟同欣（北京）科技有限公司"
_LINK = "https://www.umeng.com/page/policy"


def _row(*, company: str = _COMPANY, purpose: str = "统计页面访问", data: str = "Android ID、OAID") -> str:
    return f"{_HEADER}友盟统计SDK,{company},{purpose},{data},{_LINK}\n"


LISTS = [
    _case(
        rule,
        _entering(_LISTED, *_ANDROID_ID),
        policy(sdk_list=""),
        policy(sdk_list=""),
        sdk_list=row,
        silent_list=_row(),
    )
    for rule, row in (
        ("sdk-purpose-missing", _row(purpose="")),
        ("sdk-data-missing", _row(data="")),
        ("sdk-recipient-missing", _row(company="")),
        ("sdk-data-missing", _row(data="")),
        ("sdk-scope-undeclared", _row(data="OAID")),
    )
]
LISTS.append(
    Case(
        rule="analysis-limit-partial",
        fires=Given(package=running(), sdk_list=f"{_HEADER},,统计页面访问,OAID,\n"),
        silent=Given(package=running(), sdk_list=_row()),
    )
)
_ROWS = "SDK名称,公司,使用目的\n友盟统计SDK,友盟同欣（北京）科技有限公司,统计\n"
OTHERS = [
    _case(
        "sdk-list-other-app",
        running(_CONTACTS),
        policy(),
        sdk_list=f"小麦外卖第三方SDK目录\n{_ROWS}",
        silent_list=f"第三方SDK目录\n{_ROWS}",
    ),
]
CASES = [*OTHERS, *COLLECTION, *PERMISSIONS, *LEFT, *SHARING, *LISTS]

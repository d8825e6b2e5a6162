"""Rules on what the screens of an app say, alone and against its policy."""

from __future__ import annotations

from tests.rules.end_to_end.classes import Part, method, of_class, running
from tests.rules.end_to_end.packages import OWNER, app, component, launcher
from tests.rules.end_to_end.policies import policy
from tests.support.apk_builder import Member
from tests.support.axml_builder import Tag, axml
from tests.support.dalvik_assembly import text
from tests.support.end_to_end import Case, Given

_LOGIN = component("activity", f"{OWNER}.LoginActivity", exported=False)

_CANCEL = component("activity", f"{OWNER}.AccountCancelActivity", exported=False)
_OTHER = component("activity", f"{OWNER}.OrderCancelActivity", exported=False)
#: A text is taken for a policy from about two thousand characters on.
_LENGTH = "我们会认真对待您的每一条意见，并在应用内公布处理结果。" * 40


def _layout(*views: Tag) -> bytes:
    """An app with one screen beside its first."""
    screen = axml(Tag("LinearLayout", {}, list(views)))
    return app(launcher(), members=[Member("res/layout/start.xml", screen)])


def _saying(*texts: str, inside: Tag | None = None) -> bytes:
    """An app that shows these texts."""
    parts: list[Part] = [text(0, each) for each in texts]
    return running(*parts, inside=[inside] if inside else [])


def _saying_twins(rule: str, fires: str, silent: str) -> Case:
    return Case(rule=rule, fires=Given(package=_saying(fires)), silent=Given(package=_saying(silent)))


def _carrying(words: str) -> bytes:
    """An app with a policy among its assets."""
    return app(launcher(), members=[Member("assets/privacy.txt", f"{words}\n{_LENGTH}".encode())])


def _box(*, checked: bool) -> Tag:
    return Tag("CheckBox", {"text": "我已阅读并同意《隐私政策》", "checked": checked})


CONSENT = [
    Case(
        rule="consent-box-ticked",
        fires=Given(package=_layout(_box(checked=True))),
        silent=Given(package=_layout(_box(checked=False))),
    ),
    Case(
        rule="consent-implied",
        fires=Given(package=_layout(Tag("TextView", {"text": "登录即表示您同意《隐私政策》"}))),
        silent=Given(package=_layout(Tag("TextView", {"text": "登录即表示您同意《隐私政策》"}), _box(checked=False))),
    ),
]
_UMENG = of_class("com.umeng.analytics.MobclickAgent", method("run()V"))


def _with_sdk(*texts: str) -> bytes:
    """An app that embeds an SDK which collects, and shows these texts."""
    return running(*(text(0, each) for each in texts), classes=[_UMENG])


PROMPT = [
    Case(
        rule="consent-prompt-not-found",
        fires=Given(package=_with_sdk("隐私政策")),
        silent=Given(package=_with_sdk("隐私政策", "继续使用之前，请您先看看《隐私政策》。")),
    ),
    Case(
        rule="policy-entry-not-found",
        fires=Given(package=_saying("我已阅读并同意《隐私政策》")),
        silent=Given(package=_saying("我已阅读并同意《隐私政策》", "查看《隐私政策》")),
    ),
    Case(
        rule="data-lists-not-in-app",
        fires=Given(package=_with_sdk("设置")),
        silent=Given(package=_with_sdk("设置", "已收集个人信息清单")),
    ),
]
POLICY = [
    Case(
        rule="no-policy",
        fires=Given(package=_with_sdk("欢迎使用")),
        silent=Given(package=_with_sdk("https://notes.example.cn/privacy.html")),
    ),
    Case(
        rule="no-policy-of-its-own",
        fires=Given(package=_with_sdk("五、隐私保护")),
        silent=Given(package=_with_sdk("五、版权声明")),
    ),
    Case(
        rule="no-policy-nothing-collected",
        fires=Given(package=_saying("欢迎使用")),
        silent=Given(package=_with_sdk("欢迎使用")),
    ),
    Case(
        rule="policy-not-supplied",
        fires=Given(package=_saying("《隐私政策》")),
        silent=Given(package=_saying("《隐私政策》"), policy=policy()),
    ),
    Case(
        rule="policy-copy-differs",
        fires=Given(package=_carrying(policy(effective_date="更新日期：2024年1月1日")), policy=policy()),
        silent=Given(package=_carrying(policy()), policy=policy()),
    ),
    Case(
        rule="policy-other-app-name",
        fires=Given(package=app(label="千里行车"), policy=policy()),
        silent=Given(package=app(), policy=policy()),
    ),
]
ACCOUNT = [
    Case(
        rule="account-cancellation-nowhere",
        fires=Given(package=_saying("登录", inside=_LOGIN)),
        silent=Given(package=_saying("登录", "注销账号", inside=_LOGIN)),
    ),
    Case(
        rule="account-cancellation-weak",
        fires=Given(package=_saying("登录"), policy=policy(account_cancellation="您有权注销您的账号。")),
        silent=Given(package=_saying("登录"), policy=policy()),
    ),
    # The truth table of policy and app: neither, one, the other.
    Case(
        rule="account-cancellation-missing",
        fires=Given(package=_saying("登录"), policy=policy(account_cancellation="")),
        silent=Given(package=_saying("登录", "注销账号"), policy=policy(account_cancellation="")),
    ),
    Case(
        rule="account-cancellation-missing",
        fires=Given(package=_saying("登录", inside=_OTHER), policy=policy(account_cancellation="")),
        silent=Given(package=_saying("登录", inside=_CANCEL), policy=policy(account_cancellation="")),
    ),
    # A path by which the app asks its server, and one that cancels something else.
    Case(
        rule="account-cancellation-missing",
        fires=Given(package=_saying("登录", "user/order/cancel"), policy=policy(account_cancellation="")),
        silent=Given(package=_saying("登录", "user/account/cancel"), policy=policy(account_cancellation="")),
    ),
    Case(
        rule="cancellation-not-in-policy",
        fires=Given(package=_saying("登录", "注销账号"), policy=policy(account_cancellation="")),
        silent=Given(package=_saying("登录", "注销账号"), policy=policy()),
    ),
    Case(
        rule="correction-nowhere",
        fires=Given(package=_saying("登录", inside=_LOGIN), policy=policy(correction="", access_copy="")),
        silent=Given(package=_saying("登录", "编辑资料", inside=_LOGIN), policy=policy(correction="", access_copy="")),
    ),
    Case(
        rule="deletion-nowhere",
        fires=Given(package=_saying("登录", inside=_LOGIN), policy=policy(deletion="")),
        silent=Given(package=_saying("登录", "删除个人信息", inside=_LOGIN), policy=policy(deletion="")),
    ),
    Case(
        rule="complaint-channel-missing",
        fires=Given(package=_saying("设置"), policy=policy(complaint_channel="", operator_contact="")),
        silent=Given(package=_saying("设置", "投诉举报"), policy=policy(complaint_channel="", operator_contact="")),
    ),
    _saying_twins("cancellation-conditions-in-app", "注销账号请上传手持身份证照片", "注销账号请输入短信验证码"),
    _saying_twins("cancellation-conditions-in-app", "注册未满30天不能注销", "注销后30天内不能重新注册"),
    _saying_twins("cancellation-conditions-in-app", "须邮寄盖章的证明材料方可办理注销", "注销账户无需邮寄材料"),
    Case(
        rule="cancellation-not-in-app",
        fires=Given(package=_saying("登录"), policy=policy()),
        silent=Given(package=_saying("登录", "注销账号"), policy=policy()),
    ),
]


def _ticked(words: str, *, checked: bool) -> bytes:
    return _layout(Tag("CheckBox", {"text": words, "checked": checked}))


_PERSONALISED = "## 推荐\n我们根据您的浏览记录为您推荐您可能感兴趣的内容，您可以在“我的-设置”中关闭。"
SERVICES = [
    _saying_twins("ad-close-after-countdown", "5秒后可关闭广告", "5秒后自动关闭"),
    _saying_twins("ad-close-after-countdown", "倒计时结束才能跳过", "锁屏5秒后可关闭"),
    _saying_twins("fake-system-prompt", "检测到您的手机中了3个病毒", "未检测到病毒"),
    _saying_twins("fake-system-prompt", "手机内存严重不足，立即清理", "内存不足，无法加载图片"),
    Case(
        rule="fake-system-prompt",
        fires=Given(package=_saying("您的手机已感染木马")),
        silent=Given(package=_saying("您的手机已感染木马"), kinds=("security",)),
    ),
    Case(
        rule="personalised-content-not-marked",
        fires=Given(package=_saying("首页"), policy=policy(personalization_optout=_PERSONALISED)),
        silent=Given(package=_saying("首页", "猜你喜欢"), policy=policy(personalization_optout=_PERSONALISED)),
    ),
    Case(
        rule="personalised-content-not-marked",
        fires=Given(package=_saying("首页"), policy=policy(personalization_optout=_PERSONALISED)),
        silent=Given(
            package=_saying("首页"), policy=policy(personalization_optout="## 推荐\n我们不为您展示个性化内容。")
        ),
    ),
    _saying_twins("forced-permission-text", "拒绝位置权限将无法使用本应用", "拒绝相机权限将无法使用扫一扫功能"),
    _saying_twins(
        "forced-permission-text", "不授权存储权限，则不能使用本软件", "拒绝存储权限将无法使用本应用的部分功能"
    ),
    Case(
        rule="auto-renewal-ticked",
        fires=Given(package=_ticked("到期自动续费，可随时取消", checked=True)),
        silent=Given(package=_ticked("到期自动续费，可随时取消", checked=False)),
    ),
    Case(
        rule="auto-renewal-no-cancel",
        fires=Given(package=_saying("到期自动续费")),
        silent=Given(package=_saying("到期自动续费", "管理自动续费")),
    ),
    Case(
        rule="backup-allowed",
        fires=Given(package=app(launcher(), _LOGIN)),
        silent=Given(package=app(launcher(), _LOGIN, application={"allowBackup": False})),
    ),
    Case(
        rule="filing-number-not-shown",
        fires=Given(package=_saying("关于"), policy=policy(filing="")),
        silent=Given(package=_saying("关于", "浙ICP备00000000号-1A"), policy=policy(filing="")),
    ),
    Case(
        rule="algorithm-filing-not-shown",
        fires=Given(package=_saying("关于"), policy=policy(filing="")),
        silent=Given(package=_saying("关于"), policy=policy(filing="", personalization_optout="")),
    ),
    Case(
        rule="policy-asks-beyond-category",
        fires=Given(package=app(), policy=policy(), kinds=("browser",)),
        silent=Given(package=app(), policy=policy(), kinds=("instant_messaging",)),
    ),
]
CASES = [*CONSENT, *PROMPT, *POLICY, *ACCOUNT, *SERVICES]

"""Ordinary ways to write an entry of an SDK list, and parties to write in them, from which lists are put together.

In a form `{n}` is a name, `{c}` a company, `{p}` a use, `{v}` the same as a verb, `{d}` data, `{each}` one item of them
(its line stands once for each), `{l}` an address; `{h}` begins a heading.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Party:
    """What a list says of one: name `n`, company `c`, use `p`, the same as a verb `v`, data `d`, address `l`."""

    n: str
    c: str
    p: str
    v: str
    d: str
    l: str  # noqa: E741 (the letter that forms have)


def _parties(language: str, rows: str) -> tuple[Party, ...]:
    found = []
    for row in rows.strip().split("\n"):
        n, c, p, v, d = row.strip().split(" | ")
        host = "policies" if language == "en" else "www"
        found.append(Party(n, c, p, v, d, f"https://{host}.example{len(found)}.com/privacy"))
    return tuple(found)


NAMES = {
    "zh": {
        "known, SDK": _parties(
            "zh",
            """
            微信开放平台SDK | 深圳市腾讯计算机系统有限公司 | 微信登录和分享 | 登录 | 设备标识符、网络状态
            友盟统计SDK | 友盟同欣（北京）科技有限公司 | 统计分析 | 分析 | 设备型号、系统版本
            极光推送SDK | 深圳市和讯华谷信息技术有限公司 | 消息推送 | 推送 | Android ID、OAID""",
        ),
        "known": _parties(
            "zh",
            """
            高德地图 | 高德软件有限公司 | 地图定位 | 定位 | 位置信息、IP地址
            极光推送 | 深圳市和讯华谷信息技术有限公司 | 消息推送 | 推送 | 设备标识符
            支付宝 | 支付宝（中国）网络技术有限公司 | 支付功能 | 支付 | 订单信息、网络信息""",
        ),
        "invented, SDK": _parties(
            "zh",
            """
            白鹭登录SDK | 北京白鹭科技有限公司 | 一键登录 | 登录 | 手机号码、网络信息
            夜鹭SDK | 上海夜鹭网络科技有限公司 | 崩溃分析 | 分析 | 设备型号、系统版本
            苍鹭直播SDK | 广州苍鹭信息技术有限公司 | 直播播放 | 播放 | Android ID、IMEI""",
        ),
        "invented": _parties(
            "zh",
            """
            白鹭推送 | 北京白鹭科技有限公司 | 消息推送 | 推送 | 设备标识符、网络状态
            夜鹭统计 | 上海夜鹭网络科技有限公司 | 统计分析 | 分析 | 设备型号
            苍鹭云存储 | 广州苍鹭信息技术有限公司 | 图片存储 | 存储 | 上传的图片""",
        ),
        "company": _parties(
            "zh",
            """
            北京白鹭科技有限公司 | 北京白鹭科技有限公司 | 短信验证码 | 验证 | 手机号码
            友盟同欣（北京）科技有限公司 | 友盟同欣（北京）科技有限公司 | 统计分析 | 分析 | 设备型号、系统版本
            广州苍鹭物流有限公司 | 广州苍鹭物流有限公司 | 商品配送 | 配送 | 收货人姓名、地址""",
        ),
        "mixed": _parties(
            "zh",
            """
            微信SDK | 深圳市腾讯计算机系统有限公司 | 微信登录 | 登录 | 设备标识符、网络状态
            白鹭短信平台 | 北京白鹭科技有限公司 | 短信验证码 | 验证 | 手机号码
            阿里云 | 阿里云计算有限公司 | 数据存储 | 存储 | 账号信息、日志信息
            Bugly | 深圳市腾讯计算机系统有限公司 | 崩溃统计 | 统计 | 设备型号、崩溃日志""",
        ),
    },
    "en": {
        "known": _parties(
            "en",
            """
            Firebase Crashlytics | Google LLC | crash reporting | report crashes | device model, crash logs
            Stripe | Stripe, Inc. | payment processing | process payments | name, card details
            OneSignal | OneSignal, Inc. | push notifications | send push notifications | push token, IP address""",
        ),
        "invented": _parties(
            "en",
            """
            Egret Analytics | Egret Ltd | usage analytics | measure usage | device identifiers, IP address
            Heronpay | Heron Payments GmbH | payment processing | process payments | name, billing address
            Finchmail | Finch Inc. | email delivery | deliver emails | email address""",
        ),
        "mixed": _parties(
            "en",
            """
            Supabase | Supabase, Inc. | database hosting | store your account | email address, account ID
            Egret Maps | Egret Ltd | map display | show maps | approximate location, IP address
            Sentry | Functional Software, Inc. | error monitoring | find errors | device model, stack traces
            Finchmail | Finch Inc. | email delivery | deliver emails | email address, name""",
        ),
        "company": _parties(
            "en",
            """
            Egret Ltd | Egret Ltd | cloud hosting | host our servers | account data, IP address
            Stripe, Inc. | Stripe, Inc. | payment processing | process payments | name, card details
            Finch GmbH | Finch GmbH | customer support | answer your requests | email address, messages""",
        ),
    },
}

#: Entries of one line.
LINES = {
    "zh": (
        "{n}：用于{p}，收集{d}。",
        "{n}：用于{p}；收集信息：{d}；隐私政策：{l}",
        "{n}：用于{p}；收集信息：{d}",
        "{n}（{c}）：用于{p}，收集{d}。",
        "{n}，用于{p}，会收集{d}。",
        "{n}用于{p}，需要收集您的{d}。",
        "{n}：{p}",
        "{n}（{p}）",
        "{n}（用于{p}）",
        "{n} - {p}",
        "{n}，{p}，隐私政策：{l}",
        "{n}：{p}，收集{d}，隐私政策：{l}",
        "SDK名称：{n}；使用目的：{p}；收集的个人信息：{d}；隐私政策：{l}",
        "第三方名称：{n}，公司名称：{c}，使用目的：{p}，收集个人信息类型：{d}，隐私政策链接：{l}",
        "{n}，由{c}提供，用于{p}，收集{d}，隐私政策：{l}",
        "{n}：由{c}提供，用于{p}。收集的信息：{d}。隐私政策链接：{l}",
        "我们接入了{n}，用于{p}，{n}会收集{d}。",
        "我们使用{c}提供的{n}实现{p}，该SDK会收集{d}。",
        "为了实现{p}，我们集成了{n}，需要收集您的{d}。隐私政策：{l}",
        "为实现{p}功能，我们接入了{n}，该第三方会收集您的{d}。",
        "{p}：{n}",
        "{p}：{n}（{c}）",
        "{p}：我们使用{n}，会收集{d}。",
        "{p}：使用{n}，共享{d}，隐私政策：{l}",
        "{n}：{l}",
        "{n}隐私政策：{l}",
        "《{n}隐私政策》：{l}",
        "{n}：提供{p}服务，共享{d}",
        "{n}：提供{p}服务；共享信息：{d}；共享目的：{p}",
        "向{n}共享{d}，用于{p}。",
        "{n} | {p} | {d} | {l}",
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{n}（{p}）：{d}",
        "{n}（{c}）——{p}，收集{d}",
        "{n}：{p}（{d}）",
        "{n}：收集{d}，用于{p}",
        "{n}—{p}—{l}",
        "接入{n}，用于{p}，涉及信息：{d}",
        "使用{n}（{c}）提供{p}服务，涉及{d}。",
        "{p}（{n}）：收集{d}",
        "{p}：由{n}提供，您的{d}将发送至{n}。",
    ),
    "en": (
        "{n}: {p}",
        "{n} – {p}",
        "{n} - {p}",
        "{n} — {p}.",
        "{n} ({p})",
        "{n}, for {p}",
        "{n} for {p}.",
        "{n}: used for {p}. Collects {d}.",
        "{n} – used for {p}. Data collected: {d}.",
        "{n} ({c}): {p}",
        "{n} ({c}) – {p}; data: {d}; privacy policy: {l}",
        "{n} by {c}: {p}",
        "{n}: {p} ({l})",
        "{n} – {p} – {l}",
        "{n}: {l}",
        "{n} Privacy Policy: {l}",
        "{n} is used for {p} and may collect {d}.",
        "{n} is used to {v}. It collects {d}.",
        "{n} – we use it to {v}. It receives {d}. Privacy policy: {l}",
        "{n}: we share {d} to {v}.",
        "{n} receives {d} for {p}.",
        "We use {n} for {p}. {n} collects {d}.",
        "We use {n} to {v}. Their privacy policy is at {l}.",
        "We use {n} ({c}) to {v}. It processes {d}.",
        "{p}: {n}",
        "{p}: {n} ({c})",
        "{p}: we use {n}, which receives {d}.",
        "{p} – {n} ({l})",
        "Name: {n}; Purpose: {p}; Data: {d}; Privacy policy: {l}",
        "{n} | {p} | {d} | {l}",
        "{n}\t{c}\t{p}\t{d}\t{l}",
        "{n} ({p} — USA) — {d}",
        "{n} ({p}): {d}",
        "{n} ({p}) – {l}",
        "{n}: {d}",
        "{n} – {p} ({d})",
        "{n} – {p}. Data: {d}.",
        "{n}: {p}; receives {d}",
        "{n} ({c}) – {p}. Data shared: {d}. {l}",
        "{n} ({c}) processes {d} to {v}.",
        "{n} helps us {v}. It receives {d}.",
        "We share {d} with {n} for {p}.",
        "{n}. Used for {p}. Receives {d}. Each user sees their own data.",
        "{n} – {v}. Your {d} are sent to {n}.",
    ),
}

#: Entries of several lines; the first stands behind the mark.
BLOCKS = {
    "zh": (
        "{n}\n使用目的：{p}\n收集信息：{d}\n隐私政策：{l}",
        "{n}\n提供方：{c}\n用途：{p}\n收集的个人信息类型：{d}\n隐私政策链接：{l}",
        "第三方名称：{n}\n所属机构：{c}\n使用场景：{p}\n共享个人信息：{d}\n官网链接：{l}",
        "{n}\n用于{p}，收集{d}。\n{l}",
        "{n}\n我们使用该SDK实现{p}，它会收集{d}。\n隐私政策：{l}",
        "{n}（{c}）\n功能：{p}\n信息：{d}\n链接：{l}",
        "{n}：\n用途：{p}\n数据：{d}",
        "{p}：\nSDK：{n}\n收集信息：{d}\n隐私政策：{l}",
    ),
    "en": (
        "{n}\nPurpose: {p}\nData collected: {d}\nPrivacy policy: {l}",
        "{n}\nProvider: {c}\nPurpose: {p}\nData: {d}\nWebsite: {l}",
        "{n} ({p})\nWe use {n} to {v}. It collects {d}.\nPrivacy policy: {l}",
        "{n}\nWe use {n} to {v}. {n} may collect {d}.\n{l}",
        "{n}\nUsed for {p}. Collects {d}.\n{l}",
        "{n} ({c})\nUse: {p}\nInformation shared: {d}",
        "{p}: {n}\nData: {d}\nPrivacy policy: {l}",
    ),
}

#: Entries that are sections with a heading of their own.
SECTIONS = {
    "zh": (
        "{h}{n}\n使用目的：{p}\n收集的个人信息：\n- {each}\n隐私政策：{l}",
        "{h}{n}\n我们使用{n}实现{p}，该SDK可能收集以下信息：\n- {each}\n隐私政策：{l}",
        "{h}{n}\n{n}由{c}提供，用于{p}。\n收集的个人信息包括：{d}。\n隐私政策链接：{l}",
        "{h}{n}\n- 提供方：{c}\n- 目的：{p}\n- 信息：{d}\n- 链接：{l}",
        "{h}{n}\n- 用途：{p}\n- 收集信息：{d}\n- 隐私政策：{l}",
        "{h}{n}（{c}）\n用于{p}，会收集以下信息：\n- {each}",
        "{h}{n}\n**使用目的：** {p}\n**收集信息：** {d}\n**隐私政策：** {l}",
        "{h}{p}：{n}\n为了实现{p}，我们接入了{n}，该SDK会收集您的{d}。\n隐私政策：{l}",
    ),
    "en": (
        "{h}{n}\n{n} may collect:\n- {each}\nPrivacy policy: {l}",
        "{h}{n}\nWe use {n} to {v}. It may collect:\n- {each}\n{n} Privacy Policy: {l}",
        "{h}{n} ({c})\nUsed to {v}.\nThis service may collect:\n- {each}",
        "{h}{n}\n- Purpose: {p}\n- Data collected: {d}\n- Privacy policy: {l}",
        "{h}{n}\n- Collects {d}\n- Used to {v}\n- Privacy policy: {l}",
        "{h}{n}\n**Purpose:** {p}\n**Data shared:**\n- {each}\n**Privacy policy:** {l}",
        "{h}{n}\nOperated by {c}.\nMay collect: {d}.\nPrivacy policy: {l}",
        "{h}{n}\nWe use {n}, a service of {c}, for {p}. {n} receives your {d}. Privacy policy: {l}",
        "{h}{p}: {n}\nWe use {n} to {v}. The following data is collected:\n- {each}",
        "{h}{n}\n**What it does:** {p}\n**What it receives:** {d}\n**Where:** EU",
    ),
}

MARKS = {
    "zh": ("{}", "- {}", "{i}. {}", "{i}、{}", "（{i}）{}", "- **{n}**{}", "**{i}. {n}**{}"),
    "en": ("{}", "- {}", "{i}. {}", "- **{n}**{}", "**{n}**{}"),
}

CONTEXTS = {
    "zh": (
        "{h}第三方SDK\n\n{}",
        "三、第三方服务\n\n{}",
        "我们使用以下第三方SDK：\n\n{}",
        "{h}信息共享\n\n为了向您提供服务，我们会与以下合作方共享您的信息：\n\n{}",
        "附件：第三方SDK目录\n\n{}",
        (
            "{h}隐私政策\n\n白鹤应用重视您的隐私。\n\n{h}一、信息收集\n\n我们会收集您的手机号用于注册。\n\n"
            "{h}二、第三方共享\n\n本应用接入以下第三方服务：\n\n{}\n\n{h}三、联系我们\n\n邮箱：help@example.com"
        ),
    ),
    "en": (
        "{h}Third-party services\n\n{}",
        "We use the following third-party services:\n\n{}",
        "{h}Service providers\n\nWe share information with the following providers:\n\n{}",
        "Annex: third-party SDKs\n\n{}",
        (
            "{h}Privacy Policy\n\nCrane cares for your privacy.\n\n{h}1. Information we collect\n\n"
            "We collect your email address to create your account.\n\n"
            "{h}2. Third parties\n\nThe app uses these third-party services:\n\n{}\n\n"
            "{h}3. Contact\n\nWrite to help@example.com."
        ),
    ),
}

#: The same with nothing above them that speaks of third parties.
BARE_CONTEXTS = {
    "zh": ("{}", "{h}隐私政策\n\n{}"),
    "en": ("{}", "{h}Privacy Policy\n\n{}"),
}

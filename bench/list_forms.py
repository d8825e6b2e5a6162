"""How many of the ordinary ways to write an SDK list are read in full: lists put together from forms, rows known.

    python bench/list_forms.py [--language zh|en] [--every N] [--worst N] [--show TEXT]

A list is a context (heading, lead-in, a policy around it) with entries; an entry is a form of words with a name, a
company, a use, data and an address, behind a mark (dash, number, bold type). All combinations are built, of which every
Nth is read; the rows of each are known, as it was made of them. Prints the share of lists in which every field of every
row is right, by form, kind of name, mark, context and file, and the forms that are read worst.
"""

from __future__ import annotations

import argparse
import html
import itertools
import tempfile
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from bench.sdk_list_rows import FIELDS, Count, score

from appaudit.catalog import load_catalog
from appaudit.sdk_list import read_sdk_list


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
KINDS = ("md", "txt", "html")
#: How a use may be given that is said as one of these.
_ALIKE = ("{}", "实现{}", "{}服务", "提供{}服务", "{}功能", "实现{}功能")
_FIELDS = {"n": "name", "c": "company", "p": "purpose", "v": "purpose", "d": "data", "l": "link"}


@dataclass(frozen=True)
class Case:
    """One list: its parts, its text and its rows."""

    form: str
    names: str
    mark: str
    context: str
    kind: str
    text: str
    rows: tuple[dict[str, str], ...]


def cases(language: str) -> Iterator[Case]:
    """Every list of a language that makes sense."""
    for form, names, mark, context, kind in itertools.product(
        (*LINES[language], *BLOCKS[language]), NAMES[language], MARKS[language], CONTEXTS[language], KINDS
    ):
        is_bold = "{n}" in mark
        if is_bold and not form.startswith("{n}"):
            continue
        if is_bold and kind != "md":
            continue
        if names == "company" and "{c}" in form:
            continue
        if ("\t" in form or " | " in form) and mark != "{}":
            continue
        yield _case(form, names, mark, context, kind, language)


def _case(form: str, names: str, mark: str, context: str, kind: str, language: str) -> Case:
    parties = NAMES[language][names]
    entries = []
    for number, party in enumerate(parties, 1):
        rest = form.removeprefix("{n}") if "{n}" in mark else form
        said = rest.format(**vars(party)).replace("\n", "\n   " if mark.startswith(("- ", "{i}.")) else "\n")
        entries.append(mark.replace("{i}", str(number)).replace("{n}", party.n).replace("{}", said))
    is_block = "\n" in form
    between = "\n\n" if is_block or (mark in ("{}", "**{n}**{}", "**{i}. {n}**{}") and kind == "md") else "\n"
    rows = tuple(_row(party, form, names, language) for party in parties)
    if kind == "html":
        text = _page(entries, context, mark)
    else:
        text = context.replace("{h}", "## " if kind == "md" else "").replace("{}", between.join(entries))
    return Case(form, names, mark, context, kind, text, rows)


def _row(party: Party, form: str, names: str, language: str) -> dict[str, str]:
    row = {"name": party.n} | dict.fromkeys(FIELDS, "")
    row |= {field: getattr(party, letter) for letter, field in _FIELDS.items() if f"{{{letter}}}" in form}
    if "{p}" in form and "{v}" in form:
        row["purpose"] = f"{party.p} || {party.v}"
    elif language == "zh" and row["purpose"]:
        row["purpose"] = " || ".join(each.format(party.p) for each in _ALIKE)
    if names == "company":
        row["company"] = "*"
    return row


def _page(entries: list[str], context: str, mark: str) -> str:
    lines = [html.escape(entry.removeprefix("- ")).replace("\n", "<br>") for entry in entries]
    listed = "".join(f"<li>{line}</li>" if mark == "- {}" else f"<p>{line}</p>" for line in lines)
    listed = f"<ul>{listed}</ul>" if mark == "- {}" else listed
    before, _, after = context.partition("{}")
    parts = [
        f"<h2>{part.removeprefix('{h}')}</h2>" if part.startswith("{h}") else f"<p>{part}</p>" if part else ""
        for part in before.split("\n\n")
    ]
    rest = [
        f"<h2>{part.removeprefix('{h}')}</h2>" if part.startswith("{h}") else f"<p>{part}</p>" if part else ""
        for part in after.split("\n\n")
    ]
    return "".join([*parts, listed, *rest])


def is_right(count: Count) -> bool:
    """Whether every row was found, none in vain, and every field is right."""
    return count.found == count.labelled == count.read and count.right == count.judged


def main() -> None:
    """Read the lists and print the shares."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--language", choices=("zh", "en"), action="append")
    options.add_argument("--every", type=int, default=7)
    options.add_argument("--worst", type=int, default=20)
    options.add_argument("--show", default="")
    chosen = options.parse_args()
    for language in chosen.language or ("zh", "en"):
        told = _told(language, chosen.every, chosen.show)
        for group, values in told.items():
            shares = sorted((sum(rights) / len(rights), value, len(rights)) for value, rights in values.items())
            for share, value, count in shares[: chosen.worst if group == "form and names" else len(shares)]:
                print(f"  {group}: {share:.2f} of {count}: {value!r}")


def _told(language: str, every: int, show: str) -> dict[str, dict[str, list[bool]]]:
    """Which lists are right, by what they are made of; those of which the parts hold `show` and are not are printed."""
    lexicons = load_catalog().lexicons
    told: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    total = Count()
    with tempfile.TemporaryDirectory() as folder:
        for case in itertools.islice(cases(language), 0, None, every):
            path = Path(folder) / f"list.{case.kind}"
            path.write_text(case.text, encoding="utf-8")
            facts = read_sdk_list(path, lexicons).facts
            count = score(list(case.rows), facts, False, by_items=True)
            total.add(count)
            parts = {
                "form": case.form,
                "names": case.names,
                "mark": case.mark,
                "context": case.context[:24],
                "file": case.kind,
                "form and names": f"{case.form} [{case.names}]",
            }
            for group, value in parts.items():
                told[group][value].append(is_right(count))
            if show and not is_right(count) and show in f"{parts['form and names']} {case.mark} {case.kind}":
                print(f"--- {case.form!r} {case.names} {case.mark!r} {case.kind}\n{case.text}")
                score(list(case.rows), facts, True, by_items=True)
    right = [each for values in told["form"].values() for each in values]
    print(f"{language}: {sum(right) / len(right):.3f} of {len(right)} lists in full; {total.line()}")
    return told


if __name__ == "__main__":
    main()

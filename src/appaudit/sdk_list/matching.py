"""Declared names to known SDKs: by package, exact alias, alias inside the name, or vendor and category.

A wrong match hides an SDK that nobody disclosed, so every step asks for more than likeness, and a name that could
be two SDKs stays unmatched, with the reason.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache

from appaudit.model.facts.documents import DeclaredSdkFact
from appaudit.sdk_list.rows import MAVEN_REASON, PACKAGE_REASON

_PUNCTUATION = re.compile(r"[\s·•\-_—–“”\"'‘’【】《》\[\]:：,，.。;；!！®™*]+")
_BRACKETS = re.compile(r"[（(][^（）()]*[)）]")
_SUFFIX = re.compile(
    r"(?:(?:android|安卓|ios|移动端|客户端|服务|版)*(?:sdk|软件开发工具包|软件开发包)(?:android|安卓|ios|版|服务|端)*)+$"
)
_COMPANY = re.compile(
    r"股份|有限责任公司|有限公司|集团|公司|（中国）|\(中国\)|科技|技术|网络|信息|技術|^(?:北京|上海|深圳市?|广州市?|杭州|浙江|南京|武汉|成都|珠海市?|厦门|天津|广东)"
)
#: The end of a company's name; a name that ends so names no product.
_LEGAL_FORM = re.compile(
    r"(?:公司|集团|公司及其关联方|集团及其关联方)$|\b(?:inc|ltd|llc|limited|corp|corporation|company|gmbh|pte|plc)\.?$",
    re.IGNORECASE,
)
_SHORTEST_COMPANY = 2
_DOTTED = re.compile(r"[a-z]\w*(?:\.\w+){1,8}", re.IGNORECASE)
_LATIN = re.compile(r"[a-z0-9+]+")
#: Words for what an SDK does, to the categories that do it. A name that says 推送 is no statistics SDK.
_FUNCTIONS: tuple[tuple[str, frozenset[str]], ...] = (
    ("一键登录|号码认证|本机号码|闪验|one.?click login|umverify", frozenset({"one-key-login"})),
    ("推送|push|消息通道", frozenset({"push"})),
    ("统计|数据分析|analytics|statistics|埋点", frozenset({"analytics"})),
    ("地图|定位|导航|location|maps?", frozenset({"map-location"})),
    ("支付|收银|payment|(?<![a-z])pay", frozenset({"payment"})),
    ("分享|第三方登录|授权登录|社交|互联|share|oauth", frozenset({"social-login-share"})),
    ("广告|联盟|(?<![a-z])ads?(?![a-z])|advert", frozenset({"ads", "ad-mediation"})),
    ("崩溃|性能监控|异常|crash|apm|bugly", frozenset({"crash-apm"})),
    ("人脸|活体|ocr|扫码|二维码|核身|实人", frozenset({"scan-ocr", "anti-fraud", "other"})),
    ("语音识别|语音合成|语音听写|speech|tts|asr", frozenset({"speech-ai"})),
    ("即时通讯|即时通信|实时音视频|(?<![a-z])im(?![a-z])|rtc|直播|连麦|通话", frozenset({"im-rtc", "video-player"})),
    ("播放|点播|player|投屏", frozenset({"video-player", "im-rtc"})),
    ("风控|风险控制|反作弊|反欺诈|设备指纹|fraud", frozenset({"anti-fraud", "device-id", "captcha"})),
    ("验证码|captcha", frozenset({"captcha", "anti-fraud", "one-key-login"})),
    ("热修复|热更新|升级|hot.?fix", frozenset({"hot-update"})),
    ("客服|customer service", frozenset({"customer-service"})),
    ("存储|对象存储|storage|(?<![a-z])oss(?![a-z])", frozenset({"cloud-storage"})),
    ("归因|渠道|attribution", frozenset({"analytics", "ads"})),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class SdkNames:
    """What a known SDK is called, who offers it, and which Java packages and Maven coordinates are its own.

    A coordinate is `group:artifact`; `*` at its end stands for the rest.
    """

    id: str
    names: tuple[str, ...]
    vendor: str = ""
    prefixes: tuple[str, ...] = ()
    category: str = ""
    maven: tuple[str, ...] = ()


def match_names(declared: Iterable[DeclaredSdkFact], catalog: Mapping[str, SdkNames]) -> list[DeclaredSdkFact]:
    """Give the declared SDKs with `sdk_id` and `reason` set where a known SDK goes by that name.

    A name that lists several (华为、小米推送SDK) gives one fact for each part that is known.
    """
    index = _Index(catalog)
    result: list[DeclaredSdkFact] = []
    for fact in declared:
        identifier, reason = index.exact(fact, fact.name)
        parts = [] if identifier else [(part, *index.exact(fact, part)) for part in _parts(fact.name)]
        known = [match for match in parts if match[1]]
        if len(known) > 1:
            result.extend(
                replace(fact, name=part, sdk_id=found, reason=f"{why}, part of {fact.name}")
                for part, found, why in known
            )
            continue
        if not identifier:
            identifier, reason = index.inexact(fact, fact.name)
        vendor_of = () if identifier else index.of_company(fact)
        result.append(replace(fact, sdk_id=identifier, reason=reason, vendor_of=vendor_of))
    return result


def is_company(name: str) -> bool:
    """Whether a name is a company's and says nothing of a product."""
    return _LEGAL_FORM.search(_BRACKETS.sub("", unicodedata.normalize("NFKC", name)).strip()) is not None


def normal_name(name: str) -> str:
    """A name without case, width, punctuation, brackets and a closing `SDK`."""
    plain = unicodedata.normalize("NFKC", name).lower()
    short = _PUNCTUATION.sub("", _BRACKETS.sub("", plain)) or _PUNCTUATION.sub("", plain)
    return _SUFFIX.sub("", short) or short


def _parts(name: str) -> Iterable[str]:
    pieces = [
        piece.strip() for piece in re.split(r"[、/,，;；&+]|以及|和(?=[\u4e00-\u9fffa-zA-Z])", name) if piece.strip()
    ]
    if len(pieces) < 2:
        return []
    # "华为、小米、OPPO推送SDK": what the last one does, all of them do.
    tail = re.search(r"(?:推送|登录|分享|支付|地图|定位|广告|统计)[^、/]*$", pieces[-1])
    suffix = tail.group() if tail else ""
    return [piece if piece.endswith(suffix) or functions_of(piece) else piece + suffix for piece in pieces]


@lru_cache(maxsize=4096)
def functions_of(text: str) -> frozenset[str]:
    """The categories that the words of a name or purpose point to; empty when it says nothing."""
    text = text.lower()
    found: set[str] = set()
    for pattern, categories in _FUNCTIONS:
        if re.search(pattern, text):
            found |= categories
    return frozenset(found)


def _company_key(company: str) -> str:
    return _COMPANY.sub("", _PUNCTUATION.sub("", unicodedata.normalize("NFKC", company).lower()))


class _Index:
    """The catalogue by alias, package and vendor."""

    def __init__(self, catalog: Mapping[str, SdkNames]) -> None:
        self.catalog = catalog
        self.aliases: dict[str, list[str]] = {}
        self.prefixes: list[tuple[str, str]] = []
        self.vendors: dict[str, list[str]] = {}
        self.coordinates: dict[str, str] = {}
        for identifier in sorted(catalog):
            names = catalog[identifier]
            for alias in (identifier, *names.names):
                key = normal_name(alias)
                if key and identifier not in self.aliases.setdefault(key, []):
                    self.aliases[key].append(identifier)
            self.prefixes.extend((prefix.strip().strip("."), identifier) for prefix in names.prefixes if prefix.strip())
            self.coordinates.update((pattern, identifier) for pattern in names.maven)
            if _company_key(names.vendor):
                self.vendors.setdefault(_company_key(names.vendor), []).append(identifier)
        self.prefixes.sort(key=lambda pair: (-len(pair[0]), pair))
        self.by_length = sorted((alias for alias in self.aliases if _usable(alias)), key=lambda a: (-len(a), a))

    def exact(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        """The SDK id and the reason, by the coordinate or package of the row or by a whole alias."""
        if fact.reason.startswith(MAVEN_REASON):
            found = self._by_coordinate(fact.reason.removeprefix(MAVEN_REASON))
            if found[0] or ":" in name:
                return found
        package = fact.reason.removeprefix(PACKAGE_REASON) if fact.reason.startswith(PACKAGE_REASON) else ""
        if not package and _DOTTED.fullmatch(name.strip()):
            package = name.strip()
        if package and (owner := self._by_package(package)):
            return owner[1], f"package {owner[0]}"
        key = normal_name(name)
        chosen = self._choose(self.aliases.get(key, []), name, fact.purpose)
        return (chosen, "alias") if chosen else ("", "")

    def _by_package(self, package: str) -> tuple[str, str] | None:
        for prefix, identifier in self.prefixes:
            if package == prefix or package.startswith(prefix + "."):
                return prefix, identifier
        return None

    def _by_coordinate(self, coordinate: str) -> tuple[str, str]:
        """By the coordinate itself, by the longest pattern, or by a group that is the Java package of an SDK."""
        patterns = (f"{coordinate[:length]}*" for length in range(len(coordinate), 0, -1))
        for pattern in (coordinate, *patterns):
            if pattern in self.coordinates:
                return self.coordinates[pattern], f"coordinate {pattern}"
        group, _, artifact = coordinate.partition(":")
        found = self._by_package(f"{group}.{artifact}") or self._by_package(group)
        return (found[1], f"group {found[0]}") if found else ("", "")

    def inexact(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        """The SDK id and the reason, by an alias inside the name, or by vendor and function.

        A company may have products that nobody here knows, so its name alone is never one of them; a product in
        brackets after it is.
        """
        if _DOTTED.fullmatch(name.strip()) or (fact.reason.startswith(MAVEN_REASON) and ":" in name):
            return "", ""
        if is_company(name):
            for inner in _BRACKETS.findall(name):
                found = self.exact(replace(fact, reason=""), inner.strip("（）() "))
                if found[0]:
                    return found
            return self._by_vendor(fact if fact.company else replace(fact, company=name), "")
        product = name.rpartition("公司")[2].strip(" 的-—_")
        if product and product != name and (found := self.exact(replace(fact, reason=""), product))[0]:
            return found
        found = self._contained(name, normal_name(name), fact.purpose)
        return found if found[0] else self._by_vendor(fact, name)

    def _contained(self, name: str, key: str, purpose: str) -> tuple[str, str]:
        spaced = unicodedata.normalize("NFKC", name).lower()
        wanted = functions_of(name)
        for alias in self.by_length:
            if alias not in key or not _stands_alone(alias, spaced, key):
                continue
            # The name says what the SDK does: another product of the same brand is not it.
            candidates = [
                identifier
                for identifier in self.aliases[alias]
                if not (wanted - functions_of(alias)) or self.catalog[identifier].category in wanted
            ]
            chosen = self._choose(candidates, name, purpose)
            if chosen:
                return chosen, f"contains {alias}"
        return "", ""

    def _choose(self, candidates: list[str], name: str, purpose: str) -> str:
        if len(candidates) == 1:
            return candidates[0]
        for words in (functions_of(name), functions_of(purpose)):
            fitting = [identifier for identifier in candidates if self.catalog[identifier].category in words]
            if len(fitting) == 1:
                return fitting[0]
        return ""

    def of_company(self, fact: DeclaredSdkFact) -> tuple[str, ...]:
        """The SDKs of a company, where a document names that and no product; `腾讯公司` is short for one."""
        key = _company_key(fact.name) if is_company(fact.name) else ""
        if len(key) < _SHORTEST_COMPANY:
            return ()
        return tuple(sorted(sdk for vendor, sdks in self.vendors.items() if vendor.startswith(key) for sdk in sdks))

    def _by_vendor(self, fact: DeclaredSdkFact, name: str) -> tuple[str, str]:
        company = _company_key(fact.company)
        if not company:
            return "", ""
        for text in (name, fact.purpose):
            words = functions_of(text)
            fitting = [
                identifier
                for identifier in self.vendors.get(company, ())
                if self.catalog[identifier].category in words and self.catalog[identifier].category != "other"
            ]
            if len(fitting) == 1:
                return fitting[0], f"vendor and category {self.catalog[fitting[0]].category}"
            if len(fitting) > 1:
                return "", f"could be {', '.join(fitting)}"
        return "", ""


def _usable(alias: str) -> bool:
    """An alias that may be looked for inside a name: two Chinese characters or three Latin letters at least."""
    if re.search(r"[\u4e00-\u9fff]", alias):
        return len(alias) >= 2 and alias not in _GENERIC
    return len(alias) >= 3 and alias not in _GENERIC


#: Aliases that are ordinary words of such lists.
_GENERIC = frozenset(
    [
        *(
            "推送",
            "统计",
            "分享",
            "登录",
            "支付",
            "广告",
            "地图",
            "定位",
            "移动",
            "联通",
            "电信",
            "数据",
            "移动统计",
            "消息推送",
        ),
        *("中国移动", "中国联通", "中国电信", "阿里", "腾讯", "百度", "华为", "小米", "微信", "新浪"),
        *("push", "pay", "share", "map", "login", "sdk", "android", "google", "ads", "core", "api", "app", "web"),
        *("mobile", "service", "services"),
    ]
)


def _stands_alone(alias: str, spaced: str, key: str) -> bool:
    """Latin aliases must be words of their own, so that `mob` is not found in `mobile`."""
    if not _LATIN.fullmatch(alias):
        return True
    for text in (spaced, key):
        if re.search(rf"(?<![a-z0-9]){re.escape(alias)}(?![a-z0-9])", text):
            return True
    # "umengsdk": a word followed by the word SDK.
    return re.search(rf"(?<![a-z0-9]){re.escape(alias)}sdk(?![a-z0-9])", spaced.replace(" ", "")) is not None

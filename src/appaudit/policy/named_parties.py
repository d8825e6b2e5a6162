"""Names of third parties inside sentences: in the brackets after a class of them, before 的SDK, and as companies."""

from __future__ import annotations

import re
from collections.abc import Iterator

from appaudit.policy.clauses import DocumentIndex, Hit, Place

#: A class of recipients with examples: "第三方支付机构（包括甲、乙）", "物流公司（如甲、乙等）".
_EXAMPLES = re.compile(
    r"(?:机构|公司|服务商|提供商|供应商|平台|伙伴|商家|厂商|制造商|合作方|服务方|提供方|第三方|银行|sdk)"
    r"（(?:包括但不限于|包括|包含|例如|比如|如|即)?：?([^（）\n]{2,200})）"
)
_USED = re.compile(
    r"(?:使用|接入|集成|嵌入|引入|植入)了?(?:由)?((?:[^，。；：\n、]{2,16}、){1,12}[^，。；：\n、]{2,16}?)(?:的|等)(?:第三方)?的?sdk"
)
_REST = re.compile(r"[，；](?:以下|具体|下称|统称|简称|以实际).*$")
_ITEM = re.compile(r"[^、，/和及或]{2,60}")
#: Longer items are descriptions.
_LONGEST = 30
#: What is shorter is the end of a name.
_SHORTEST_COMPANY = 8
_ITEM_TAIL = re.compile(r"(?:等.{0,8}|的)$")
#: Items that name a class, or data, and nobody.
_CLASS = re.compile(
    r"(?:商|方|机构|(?<!有限)公司|伙伴|者|部门|用户|人员|单位|企业|承包|代理|银行账号|信息|数据|服务|功能|权限|账号|号码?|地址"
    r"|标识符?|以下简称.*|下称.*|统称.*|简称.*|登录|分享|支付功能|网站|软件|应用|产品|内容|记录|政策|协议|情况|方式|时|店|社|海关|院|所|局|厅|委|站|酒店|邮件|通知|更新|升级|增加|减少|演绎)$"
)
_NOT_A_NAME = re.compile(
    r"我们|您|本|该|此|其|第三方|提供|进行|使用|为|的|是|不|可|会|将|需|以下|上述|其他|任何|相关|仅|安卓|(?<![a-z])ios"
    r"|android|http|@|#|[“”：；。]"
)
#: Where the company that a sentence names is the operator itself.
_OPERATOR = re.compile(
    r"简称|下称|以下称|“我们|“本公司|是指|运营主体|注册地|办公地|联系地址|开发者名称|版权|解释权|尊重并保护|欢迎(?:您)?使用|“平台"
    r"|我司（|我们（|本公司（|个人信息保护负责人|地址：|公司名称：|住所|由[^，。]{4,40}(?:开发|运营|提供的(?:产品|服务|软件))"
)
_COMPANY = re.compile(r"(?:[^\W\da-z_]|[（）]){2,40}?(?:有限责任公司|有限公司|集团公司)")
_OURS = re.compile(r"(?:我司|我们|本公司)（\Z")
_PARTNER = re.compile(r"sdk|api|第三方|合作|共享|接入|关联公司|委托|服务商|供应商|提供商|通道|认证服务|接收方")


def examples_in_brackets(index: DocumentIndex) -> Iterator[tuple[Hit, Place]]:
    """Give the places of names in brackets after a class of recipients, and in lists before 的SDK."""
    text = index.view.text
    for pattern in (_EXAMPLES, _USED):
        for found in pattern.finditer(text):
            place = index.place_at(found.start())
            if place is None or place.sentence.block.kind in {"contents", "row"}:
                continue
            names = list(_items(text, found.start(1), found.end(1)))
            # One name in brackets after a class is often its short form; two or more are examples.
            if len(names) > 1 or pattern is _USED:
                yield from ((name, place) for name in names)


def _items(text: str, start: int, end: int) -> Iterator[Hit]:
    rest = _REST.search(text, start, end)
    for found in _ITEM.finditer(text, start, rest.start() if rest else end):
        name = _ITEM_TAIL.sub("", found.group()).strip(" *“")
        if 1 < len(name) <= _LONGEST and not _CLASS.search(name) and not _NOT_A_NAME.search(name):
            first = text.index(name, found.start())
            yield first, first + len(name)


def partner_companies(index: DocumentIndex) -> Iterator[tuple[Hit, Place]]:
    """Give the places of full company names in sentences about partners, the operator's own name excepted."""
    text = index.view.text
    hits = [
        (found.span(), place)
        for found in _COMPANY.finditer(text)
        if (place := index.place_at(found.start())) is not None
    ]
    own = {
        _name(text, hit)
        for hit, place in hits
        if place.is_heading or _OPERATOR.search(text, place.start, place.end)
        if not re.search(r"sdk|第三方", text[place.start : place.end])
    }
    own |= {
        _name(text, hit) for hit, _ in hits if re.search(r"(?:我司|我们|本公司)（$", text[max(0, hit[0] - 4) : hit[0]])
    }
    for hit, place in hits:
        if place.sentence.block.kind in {"contents", "row"} or place.is_heading:
            continue
        name = _name(text, hit)
        if len(name) < _SHORTEST_COMPANY:
            continue
        if name in own or any(name.endswith(other) or other.endswith(name) for other in own):
            continue
        if _PARTNER.search(text, place.start, place.end):
            yield (hit[1] - len(name), hit[1]), place


#: Words before a company's name; the short ones are parts of names as well (深圳市和讯…, 华为…).
_BEFORE_NAME = re.compile(
    r"(?:.*(?:向|的|：|、|包括|例如|委托|接入|使用|通过|合作方|服务商|提供商|供应商|授权|【|集成了?|指|了|存[储放]在|是|给"
    r"|由|[会将可能][与和向]|）[和与及或])|(?:.{4,})?(?:与|和|及|为|或|如))(?=[^，。]{4})"
)


def _name(text: str, hit: Hit) -> str:
    """A company's name without the words before it that the phrase also took."""
    name = text[hit[0] : hit[1]]
    for _ in range(2):
        found = _BEFORE_NAME.match(name)
        name = name[found.end() :] if found else name
    opened = name.rfind("（")
    return name[opened + 1 :] if opened >= 0 and "）" not in name[opened:] else name

"""How many of the words that SDK lists use for their columns and labels are understood.

    python bench/words_of_labels.py

Each word stands once in a small table and once in blocks of lines, in the place of the usual word for its field, beside
usual ones for the others; it is understood where every field of every row is right, with two sets of names each.
"""

from __future__ import annotations

import tempfile
from pathlib import Path

from bench.list_forms import is_right, row_of
from bench.ordinary_forms import NAMES, Party
from bench.sdk_list_rows import score

from appaudit.catalog import load_catalog
from appaudit.lexicon.lexicons import Lexicons
from appaudit.sdk_list import read_sdk_list

#: Words by language and field; those of English are parted by bars.
WORDS = {
    "zh": {
        "name": """
            SDK名称 第三方SDK名称 SDK 第三方 第三方名称 服务商 服务商名称 合作方 合作方名称 合作伙伴
            第三方服务 服务名称 服务 产品名称 插件名称 组件名称 第三方主体 接收方名称 供应商 供应商名称
            第三方平台 平台 平台名称 SDK/API名称 SDK或API 第三方产品 工具名称 接入SDK 集成SDK SDK（第三方）
            第三方代码 第三方库 名称 软件名称 第三方软件 接口名称 第三方应用 应用名称 厂商 共享对象 共享方
            受托方 处理者 子处理者 数据处理者 服務 服務商 廠商 第三方業者 服務名稱 套件 工具""",
        "company": """
            公司 公司名称 所属公司 所属机构 提供方 提供者 运营方 运营主体 开发者 开发商 主体 第三方主体名称
            SDK提供方 SDK开发者 第三方公司 机构名称 公司主体 所属主体 运营公司 合作公司 企业名称 接收方
            信息接收方 数据接收方 主体名称 提供商 服务提供者 服务提供商 责任主体 开发方 公司信息 处理者名称
            公司全称 运营者 SDK所属公司 第三方公司名称 SDK运营方 提供公司 業者 提供商名稱 營運公司""",
        "purpose": """
            目的 用途 使用目的 功能 使用场景 场景 业务场景 功能场景 使用目的及场景 业务功能 作用 服务类型
            SDK用途 共享目的 收集目的 处理目的 使用功能 应用场景 用途说明 使用场景及目的 服务内容 功能描述
            合作目的 委托事项 处理方式和目的 提供的服务 使用说明 功能简介 说明 用途/场景 嵌入目的 接入目的
            调用目的 主要用途 共享用途 使用方式及目的 使用范围 目的及方式 服務內容 功能說明 所用功能
            为何使用 做什么""",
        "data": """
            收集信息 收集的信息 收集个人信息 个人信息类型 收集数据 信息类型 数据类型 收集个人信息类型
            个人信息 处理的信息 共享信息 共享的个人信息 获取的信息 涉及个人信息 涉及的数据 所需信息
            提供的个人信息 信息种类 字段 收集字段 数据内容 传输的数据 传输内容 发送的数据 上传数据
            可能收集的信息 处理数据 接收的数据 处理个人信息类型 所涉及的个人信息 收集范围 信息范围 数据范围
            数据字段 使用的个人信息 收集个人信息的种类 设备权限及个人信息 数据传输 数据流向 收到什么
            共享内容 信息共享内容 共享数据 数据 蒐集資料 收集資料 資料類型 處理資料 傳送資料 提供資料
            個人資料 資料項目 資料範圍""",
        "link": """
            隐私政策 隐私政策链接 链接 官网链接 隐私链接 第三方隐私政策 隐私协议 隐私政策地址 官网 网址
            官方网站 详情链接 SDK隐私政策 个人信息处理规则 隐私条款 政策链接 隐私声明 官网地址
            隐私政策或官网链接 隐私权政策 第三方官网 查看详情 参考链接 相关链接 隱私政策 隱私權政策 網站
            連結 隐私说明 第三方规则 合规指引 地址 URL""",
    },
    "en": {
        "name": """
            SDK|SDK name|Third party|Third-party service|Service|Provider|Vendor|Name|Partner|Sub-processor|
            Subprocessor|Processor|Recipient|Tool|Library|Product|Platform|Service provider|Third-party SDK|
            Company|Supplier|Network|Integration|Component|Plugin|Third party name|Service name|Vendor name|
            App/Service|SDK / Service|External service|Data processor|Entity name|Entity|
            Third-party provider|API|Software|Data recipient|Partner name|Sub-processor name|Third-party|
            Ad network|Dependency""",
        "company": """
            Company|Company name|Provider|Owner|Developer|Legal entity|Operator|Entity|Corporate entity|
            Provided by|Vendor|Parent company|Operated by|Publisher|Manufacturer|Organization|Organisation|
            Controller|Company / entity|Legal name|Provider (company)|Supplier|Third-party company""",
        "purpose": """
            Purpose|Use|Usage|Function|Role|Why|Why we use it|What it does|What for|Description|Service|
            Services provided|Purpose of use|Purpose of processing|Used for|Reason|Processing purpose|
            Functionality|Feature|Use case|Purpose of sharing|Activity|Service description|
            Processing activity|Nature of processing|What we use it for|How we use it|Purpose in app|
            Subject matter|Services|Category|Type of service|Purpose of data sharing|Scope|Purposes|Task|
            Use of data|Purpose & function|Nature and purpose""",
        "data": """
            Data|Data collected|Data shared|Data processed|Information collected|Personal data|
            What it receives|Data types|Categories of data|Data sent|What is shared|Personal information|
            Data transmitted|Data categories|Information shared|Data accessed|What data|Types of data|
            Personal data processed|Data received|Data touched|What they see|What we share|Data involved|
            Data it collects|Data stored|Data fields|Data elements|What they receive|Data exposed|
            Information processed|Data handled|PII|Data transferred|Personal data shared|Data type|
            Customer data|User data|Data exchanged|Collected data|Info shared|Data flow|Data they receive|
            What they can access|Access|Data points|Data category|Processed data|Shared data|
            Data collected/shared|Personal data categories|Data passed|Data sent to them|What's sent|
            What leaves the device|Data scope""",
        "link": """
            Privacy policy|Link|Privacy|URL|Policy|Website|Privacy policy link|More information|
            Privacy notice|Policy link|Link to privacy policy|Privacy URL|Terms|Reference|
            Their privacy policy|Privacy statement|Learn more|Privacy & terms|Details|Documentation|
            Privacy Policy URL|Web|Homepage""",
    },
}
_USUAL = {
    "zh": {"name": "SDK名称", "company": "公司名称", "purpose": "使用目的", "data": "收集信息", "link": "隐私政策"},
    "en": {
        "name": "Service",
        "company": "Company",
        "purpose": "Purpose",
        "data": "Data collected",
        "link": "Privacy policy",
    },
}
_TITLES = {"zh": "## 第三方SDK目录\n\n", "en": "## Third-party services\n\n"}
_LETTERS = {"name": "n", "company": "c", "purpose": "p", "data": "d", "link": "l"}


def words_of(language: str, field: str) -> list[str]:
    """The words of a language for a field, without those that are the usual ones of another."""
    told = WORDS[language][field]
    parts = told.split("|") if language == "en" else told.split()
    others = {word for each, word in _USUAL[language].items() if each != field}
    return [part.strip() for part in parts if part.strip() and part.strip() not in others]


def _text(language: str, labels: dict[str, str], parties: tuple[Party, ...], *, is_table: bool) -> str:
    values = [{field: getattr(party, _LETTERS[field]) for field in labels} for party in parties]
    if is_table:
        rows = [list(labels.values()), ["---"] * len(labels), *(list(row.values()) for row in values)]
        return _TITLES[language] + "".join("| " + " | ".join(row) + " |\n" for row in rows)
    mark = "：" if language == "zh" else ": "
    blocks = ("\n".join(f"- {labels[field]}{mark}{value}" for field, value in row.items()) for row in values)
    return _TITLES[language] + "\n\n".join(blocks) + "\n"


def understood(language: str, field: str, word: str, lexicons: Lexicons, *, is_table: bool) -> bool:
    """Whether lists that call a field by a word are read in full."""
    fields = [each for each in _LETTERS if each != "company" or field == "company"]
    labels = {each: word if each == field else _USUAL[language][each] for each in fields}
    form = "".join(f"{{{_LETTERS[each]}}}" for each in fields)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "list.md"
        for names in ("known", "mixed"):
            parties = NAMES[language][names]
            path.write_text(_text(language, labels, parties, is_table=is_table), encoding="utf-8")
            rows = [row_of(party, form, names, language) for party in parties]
            if not is_right(score(rows, read_sdk_list(path, lexicons).facts, is_verbose=False, by_items=True)):
                return False
    return True


def main() -> None:
    """Print which words are not understood."""
    lexicons = load_catalog().lexicons
    for language, fields in WORDS.items():
        for is_table in (True, False):
            total, missed = 0, []
            for field in fields:
                words = words_of(language, field)
                total += len(words)
                missed += [word for word in words if not understood(language, field, word, lexicons, is_table=is_table)]
            print(f"{language}, {'tables' if is_table else 'labels'}: {total - len(missed)} of {total}; not {missed}")


if __name__ == "__main__":
    main()

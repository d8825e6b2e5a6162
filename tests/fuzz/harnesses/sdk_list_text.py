"""SDK lists as text: CSV, gradle output, JSON, bills of materials, source, tables and labels in documents."""

from __future__ import annotations

from tests.fuzz.files import as_file
from tests.fuzz.seeds import SAMPLES
from tests.fuzz.text_mutations import text_mutation
from tests.support.shipped import shipped_lexicons

from appaudit.sdk_list import read_sdk_list, with_data_types

NAMES = ("sdks.csv", "sdks.json", "sdks.xml", "sdks.txt", "sdks.html", "sdks.kt", "sdks.tsx")
DICTIONARY = (
    "SDK名称".encode(), "使用目的".encode(), "公司".encode(), b"name", b"purl", b'"components":', b'"bomFormat"',
    b'"packages":', b'"spdxVersion"', b"pkg:maven/a/b@1", b"+--- ", b"\\--- ", b" -> ", b" (*)", b";", b"\t", b'""',
    b"<component>", b"<!DOCTYPE a [<!ENTITY b 'c'>]>", b"&b;", b"PackageName: ", b"[[[[", b"\x1e",
    b"data class Sdk(val name: String)", b"Sdk(name = ", b"listOf(", b'"""', b"'''", b"`", b"//", b"/*", b"$URL",
    b"\\u", b"return <p>", b"</p>", b"{", b"}", b".append(", b"https://[a]/",
)  # fmt: skip
mutate = text_mutation(DICTIONARY)
_SEEDS = (
    "SDK名称,公司,使用目的,收集的信息\n甲推送SDK,甲科技有限公司,消息推送,设备型号、OAID\n",
    'SDK名称;公司\n"甲;推送";"甲\n科技"\n',
    "SDK名称：甲推送SDK\n公司：甲科技有限公司\n使用目的：推送\n\nSDK名称：乙\n",
    "releaseRuntimeClasspath\n+--- com.a:b:1.0 -> 2.0\n|    \\--- com.c:d:{strictly 1} (*)\n\\--- project :x\n",
    '[{"name": "甲", "company": "乙", "purpose": "推送", "data": ["OAID"], "url": "https://a.example"}]',
    (
        '{"bomFormat": "CycloneDX", "components": [{"type": "library", "group": "com.a", "name": "b", "version": "1", '
        '"purl": "pkg:maven/com.a/b@1", "components": [{"name": "c"}]}]}'
    ),
    (
        '<bom xmlns="http://cyclonedx.org/schema/bom/1.5"><components><component type="library"><group>com.a</group>'
        "<name>b</name><version>1</version><purl>pkg:maven/com.a/b@1</purl></component></components></bom>"
    ),
    (
        '{"spdxVersion": "SPDX-2.3", "packages": [{"name": "a", "versionInfo": "1", "externalRefs": '
        '[{"referenceType": "purl", "referenceLocator": "pkg:maven/a/b@1"}]}]}'
    ),
    "SPDXVersion: SPDX-2.3\n\nPackageName: a\nPackageVersion: 1\nExternalRef: PACKAGE-MANAGER purl pkg:maven/a/b@1\n",
    (
        'const val URL = "https://a.example"\ndata class Sdk(val name: String, val company: String = "a")\n'
        'val sdks = listOf(Sdk("甲推送SDK", "甲科技有限公司", URL), Sdk(name = "乙SDK", company = "乙" + "有限公司"))\n'
    ),
    "text.append(\"第三方SDK清单\\n\").append(URL);\ntext.append('''1. 甲推送SDK：用于推送，收集OAID''');\n",
    (
        "const A = 'https://a.example'\nexport const List = () => (<ul title=\"a > b\">{/* a */}<li>甲推送SDK：收集"
        "{'OAID'}<a href={A} onClick={() => go({ to: A })}>隐私政策</a></li>{a.map(row => <b>{row}</b>)}</ul>)\n"
    ),
    "<table><tr><th>SDK名称</th><th>公司</th></tr><tr><td>甲</td><td>乙</td></tr></table>",
)


def seeds() -> list[bytes]:
    return [*(seed.encode() for seed in _SEEDS), (SAMPLES / "planted-shop" / "sdks.csv").read_bytes()]


def fuzz(data: bytes) -> None:
    words = shipped_lexicons()
    for name in NAMES:
        reading = read_sdk_list(as_file(data, name), words)
        assert reading.facts or reading.gaps or reading.lists_nothing
        with_data_types(reading.facts, words.policy)

"""The apps: every start of an SDK that the table has, crossed with reads, guards, documents, permissions and accounts.

The order of the lists decides which values meet; it is fixed, so that app 17 is the same app on every machine.
"""

from __future__ import annotations

from itertools import cycle

from .readers import READERS
from .recipe import Account, Asked, Documents, Guard, Read, Recipe, Site, Use, Way

_A, _L, _C = Site.APPLICATION, Site.LAUNCHER, Site.CLICK

#: SDKs of each app: present, or how they are started.
_USES: tuple[tuple[Use, ...], ...] = (
    (Use("umeng-analytics", _A),),
    (Use("umeng-analytics", _A, guard=Guard.AGREED, prepared=True),),
    (Use("umeng-analytics", Site.AGREE, prepared=True),),
    (Use("umeng-analytics@9.8", _A, Way.CHAIN, Guard.INVERTED),),
    (Use("umeng-analytics@9.8"),),
    (Use("umeng-analytics@9.8", _L, Way.LAMBDA),),
    (Use("bugly", _A),),
    (Use("bugly", _A, guard=Guard.RETURN),),
    (Use("bugly@3.4", _A, Way.THREAD),),
    (Use("bugly@3.4", Site.AGREE, Way.LAMBDA),),
    (Use("bugly", _A, Way.OVERLOAD),),
    (Use("bugly", _C, Way.OVERLOAD),),
    (Use("wechat-opensdk", _A),),
    (Use("wechat-opensdk", Site.PAGE),),
    (Use("wechat-opensdk"), Use("alipay", _C)),
    (Use("alipay"),),
    (Use("amap", _A),),
    (Use("amap", Site.AGREE, prepared=True),),
    (Use("amap", _L, guard=Guard.PERMISSION),),
    (Use("amap@11", _A, Way.EXECUTOR),),
    (Use("sensorsdata", _A),),
    (Use("sensorsdata", _A, Way.INTERFACE),),
    (Use("sensorsdata", _A, Way.INTERFACE, Guard.METHOD),),
    (Use("sensorsdata", _C, Way.INTERFACE),),
    (Use("netease-nim", _A),),
    (Use("netease-nim", Site.DEAD),),
    (Use("easemob", _A, guard=Guard.INVERTED_METHOD),),
    (Use("easemob", _A, guard=Guard.ELSE),),
    (Use("baidu-mobstat", _A),),
    (Use("baidu-mobstat", _A, Way.CHAIN, Guard.METHOD),),
    (Use("tencent-map", _A),),
    (Use("tencent-map", Site.AGREE, Way.CHAIN),),
    (Use("adjust", _A),),
    (Use("adjust", Site.PROVIDER),),
    (Use("appsflyer", _A),),
    (Use("appsflyer", Site.AGREE, prepared=True),),
    (Use("mixpanel", _A, Way.REFLECTION),),
    (Use("mixpanel", _A, guard=Guard.STATE),),
    (Use("amplitude", _A),),
    (Use("amplitude", _A, Way.THREAD, Guard.AGREED),),
    (Use("flurry", Site.ATTACH),),
    (Use("flurry", _C),),
    (Use("sentry"),),
    (Use("sentry", _A),),
    (Use("facebook-login"),),
    (Use("qiniu-storage"), Use("bugly@3.4", _A, guard=Guard.RETURN)),
    (Use("aliyun-oss"), Use("umeng-analytics", _A)),
    (Use("umeng-push", _A),),
    (Use("umeng-push", _A, guard=Guard.AGREED),),
    (Use("umeng-apm", _A),),
    (Use("wechat-opensdk", _A, guard=Guard.METHOD), Use("bugly", _A)),
    (Use("baidu-mobstat"), Use("wechat-opensdk", _A)),
    (Use("adjust", _A, guard=Guard.SDK_INT),),
    (Use("tencent-map", _A, Way.REFLECTION),),
)
#: Apps without an SDK, one for each of the reads that matter most.
_PLAIN = 14

#: The way and the guard of reads: what runs at launch, what stands behind consent, what another condition decides, and
#: what runs later or never.
_READS: tuple[tuple[Site, Way, Guard], ...] = (
    (_A, Way.DIRECT, Guard.NONE),
    (_C, Way.OVERLOAD, Guard.NONE),
    (_A, Way.DIRECT, Guard.AGREED),
    (_L, Way.INTERFACE, Guard.NONE),
    (Site.DEAD, Way.DIRECT, Guard.NONE),
    (_A, Way.DIRECT, Guard.INVERTED),
    (_A, Way.DIRECT, Guard.PERMISSION),
    (_C, Way.DIRECT, Guard.NONE),
    (_A, Way.THREAD, Guard.NONE),
    (_A, Way.DIRECT, Guard.RETURN),
    (_A, Way.OVERLOAD, Guard.NONE),
    (Site.RECEIVER, Way.DIRECT, Guard.NONE),
    (_A, Way.DIRECT, Guard.SDK_INT),
    (Site.ATTACH, Way.DIRECT, Guard.NONE),
    (_A, Way.LAMBDA, Guard.METHOD),
    (_C, Way.INTERFACE, Guard.NONE),
    (_L, Way.LAMBDA, Guard.NONE),
    (Site.PAGE, Way.DIRECT, Guard.NONE),
    (_A, Way.CHAIN, Guard.NONE),
    (_A, Way.DIRECT, Guard.CONSTANT),
    (_A, Way.REFLECTION, Guard.NONE),
    (_L, Way.DIRECT, Guard.ELSE),
    (Site.AGREE, Way.CHAIN, Guard.NONE),
    (_A, Way.EXECUTOR, Guard.NONE),
    (_A, Way.DIRECT, Guard.INVERTED_METHOD),
    (_A, Way.DIRECT, Guard.STATE),
    (Site.PROVIDER, Way.DIRECT, Guard.NONE),
    (_A, Way.THREAD, Guard.AGREED),
    (_L, Way.CHAIN, Guard.METHOD),
    (Site.AGREE, Way.LAMBDA, Guard.NONE),
    (_L, Way.DIRECT, Guard.NONE),
)
_DOCUMENTS = (
    Documents.COMPLETE,
    Documents.SDK_OMITTED,
    Documents.DATA_OMITTED,
    Documents.COMPLETE,
    Documents.NO_DOCUMENTS,
    Documents.SDK_IN_LIST_ONLY,
    Documents.DATA_DENIED,
    Documents.SDK_IN_POLICY_ONLY,
    Documents.EXTRA_SDK,
)
_UNUSED = (
    (),
    ("android.permission.READ_CALENDAR",),
    (),
    ("android.permission.BODY_SENSORS", "android.permission.SEND_SMS"),
    (),
    ("android.permission.CALL_PHONE",),
    ("android.permission.RECORD_AUDIO",),
)
_LIBRARIES: tuple[tuple[str, ...], ...] = (
    ("okhttp", "gson"),
    (),
    ("glide",),
    (),
    ("retrofit",),
    (),
    ("mmkv", "eventbus"),
    (),
    ("fastjson",),
    (),
    ("rxjava",),
)
#: What a feature behind a button uses when the app asks for permissions: no read of the recipe may be of these types.
_FEATURE_DATA = {"contacts", "location_precise"}
#: Files of numbers: the rotation goes on through all apps.
_DATA = tuple(READERS)


def recipes() -> list[Recipe]:
    """All apps, in a fixed order."""
    uses = [*_USES, *([()] * _PLAIN)]
    shapes, documents, unused = cycle(_READS), cycle(_DOCUMENTS), cycle(_UNUSED)
    accounts, asked, data = cycle(Account), cycle(Asked), cycle(_DATA)
    libraries = cycle(_LIBRARIES)
    found = []
    for number, used in enumerate(uses, 1):
        wanted = 3 if used else 4
        said, ask = next(documents), next(asked)
        if not used and said in {Documents.SDK_OMITTED, Documents.SDK_IN_LIST_ONLY, Documents.SDK_IN_POLICY_ONLY}:
            said = Documents.COMPLETE
        reads: list[Read] = []
        while len(reads) < wanted:
            name = next(data)
            if name not in {read.data for read in reads} and not (ask is not Asked.NOTHING and name in _FEATURE_DATA):
                reads.append(Read(name, *next(shapes)))
        if said in {Documents.DATA_OMITTED, Documents.DATA_DENIED} and reads[0].site is Site.DEAD:
            reads = [*reads[1:], reads[0]]
        found.append(
            Recipe(
                name=f"app{number:02d}",
                uses=used,
                reads=tuple(reads),
                libraries=next(libraries),
                documents=said,
                account=next(accounts),
                asked=ask,
                unused=next(unused),
                sampled=number % 5 == 1,
            )
        )
    return found

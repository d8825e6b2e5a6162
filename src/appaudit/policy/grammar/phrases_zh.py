"""The fixed expressions of the grammar of Chinese statements, as the normalised view spells them.

Words that others may add to (verbs, data, recipients) are in the lexicon; here is what holds sentences together.
"""

from __future__ import annotations

import re

#: A Chinese character of the view: written so because a range of 20,000 characters takes `re` long to compile.
HAN = r"[^\W\da-z_]"
#: Stands for each character inside brackets.
HIDDEN = "\x00"


def _expression(text: str) -> re.Pattern[str]:
    """An expression written over several lines; `~` is a Chinese character."""
    return re.compile(text.replace("~", HAN), re.VERBOSE)


#: A bracket with what it holds; read apart from the text around it.
BRACKETS = _expression(r"[（(][^（()）\n]*[)）]")
CLAUSE = _expression(r"[^，；。：！？\n]+")
#: How a clause begins that says when, on what ground or with what exception.
CONDITION = _expression(
    r"""
    (?:[\s\x00\d.、*•·●○■◆“_#>|-]|[一二三四五六七八九十]{1,3}、|[a-z][.)]|但是?|且|并且?|同时|另外|此外|例如
    |而且?|其中|仅仅?|只有?|也|还|即|因此|请您[理了]解|对于|我们(?:仅|只)?会?(?=在|根据|为了|按照|基于
    |出于))*(?P<open>如果?(?![下上图何])|若|倘若|假如|一旦|除非|除了?(?=.)|未经|未获|未得到|经过?(?!营|纪|济
    |常)|当(?![前地])|在(?!线)|根据|依据|按照|依照|基于|只要|征得|取得|得到|获得您|获取明确|事先|遵循|遵守
    |受到|符合|以下情[况形]|下列情[况形]|您?在[^，]{0,40}[时后中]$|您[^，]{2,60}[时后]$|以下[^，]{0,6}除外
    |(?:存在)?下列[^，]{0,8}除外)
    """
)
#: Conditions that suppose something, and what closes them inside a clause.
SUPPOSING = _expression(r"如|若|倘|假如|一旦|除非")
CLOSES = _expression(r"(?:时|后|的|下|外|前)[\s\x00]*\Z")
#: How a clause begins that says what for.
PURPOSE = _expression(
    r"""
    (?:[\s\x00\d.、*•·●○■◆“_#>|-]|[一二三四五六七八九十]{1,3}、|[a-z][.)]|但是?|且|并且?|同时|另外|此外|例如
    |而且?|其中|仅仅?|只有?|也|还|即|因此|请您[理了]解|对于|我们(?:仅|只)?会?(?=在|根据|为了|按照|基于
    |出于))*(?P<open>为了|为(?=~{2})(?!您的|其他|主|准|止|避)|出于|以便|用于|用来|便于|方便|旨在|从而|进而
    |帮助|以(?![下上及外内后前往其何]|上述|便|此)|来(?![自源电])|仅为|并?用作|作为|让|使(?!用))
    """
)
#: Where a purpose begins inside a clause.
INLINE_PURPOSE = _expression(
    r"""
    用于|以便|用来|便于|从而|进而|用作|(?<=[息料据码号名等录片容限像址\x00])以(?![下上外内后前往来及])
    |(?<![可所予加足得难])以(?![上下外内后前往来及])(?=~{0,16}(?:完成|实现|提供|保障|保证|确保|确认|提升|改进|改善|优化|验证|便|帮助|满足|判断|识别|防止|核实
    |进行|更好|达到|解决|向您|为您|用于|避免))|来(?=(?:为|向|帮助|实现|完成|进行|提供|改善|优化|确认|验证
    |判断|综合|完善|保障|确保|了解|分析))|为您提供|与您(?:核验|联系)|验证(?:您的)?身份|进行(?:身份|数据|实名
    |统计)
    """
)
#: What a verb is not when these stand after it: 收集方式, 提供商, 收集的信息.
NO_ACT_AFTER = _expression(
    r"""
    (?:您的?)?(?:个人|设备)?信息(?:保护|安全)|[^，]{0,14}(?:事宜|行为)引起|(?:到|过|了)?的(?!您的|[^，]{0,16}(?:包括|包含|含有?|如下)(?:但|$|[：“您]|~))|者|商|方(?!便)|方式|范围|目的|规则|清单|行为(?!信息|数据|日志|习惯|记录)|活动
    |主体|期限|类型|机构|功能|渠道|服务(?!日志)|技术|支持|帮助|协议|条款|原则|说明|之|权限(?:的|时)|至您的
    |产品|个性化|相关(?:服务|产品)|同意|授权|许可|明确|您的(?:同意|授权|许可|明示)|您(?:同意|授权|许可)(?:$
    |后|的情)|第三方(?:无法|不)|后(?!台)|(?!您的|[给至予])[^，]{0,12}的(?:第三方|公司|组织|合作|关联)(?!平台账|账
    |支付|登录)|(?:这些|上述|该等|前述|此类|以上)(?:个人)?信息(?:是|的|主要|将)
    |[^，、]{0,14}(?:信息|数据|资料)(?:的(?:目的|方式|范围|规则|类型|行为|活动|场景|过程|授权|问题|情形)|时对应
    |有(?:任何|错误|疑问))|[^，、]{2,20}(?<![目当])前\Z
    |[^，、]{2,16}(?:信息|数据|资料)之?前(?!述)
    """
)
#: The same for verbs of many meanings: 使用我们的服务.
PRODUCT_AFTER = _expression(
    r"""
    (?:了)?(?!您|用户|有关|关于|相关)[^，、]{0,12}(?:服务|产品|功能|应用|软件|平台|客户端|app|网站|技术|sdk
    |cookie)(?:$|[^信数日的和])
    """
)
#: The same for what is sent to people: 发送短信.
MESSAGE_AFTER = _expression(r"[^，]{0,10}(?:短信|邮件|通知|消息|验证码|广告|资讯|提醒)(?:$|[^内权数记])")
#: The same for what stands before it: 所收集, 信息的收集.
NO_ACT_BEFORE = _expression(
    r"""
    (?:所|被|经|可供|要求您|的|不影响|有关|关于|(?:停止|拒绝|阻止|限制)(?:我们|我司|本公司)?|撤回|取消|关闭|继续|信息|之|安全|无法|不能|同意
    |避免|防止|数据|通过您|对外提供|停止|查阅|被)$
    """
)
#: Questions, what need not be done, and what is undone.
NO_ACT_EVER = _expression(
    r"(?:撤[销回](?:同意|授权)|(?:授权|必要知晓)[^，]{0,8}(?:人员|员工)[^，]{0,6}|(?:如何|怎样|怎么|哪些)[^，]{0,6}|无需|无须|不必|可不|删除或?|匿名化?|销毁)\Z"
)
#: What may stand before 记录 where it is a verb; "刷新记录" is a thing.
RECORDS = _expression(r"(?:^|[将会并可能、和及与或们统动需即还也行司台方具器，了来以时后下中k\x00\s])\Z")
RECORDED = _expression(r"您|用户|相关|以下|下列|如下|一些|这些|上述")
#: What is left to others to hand over, without a word for who does.
NEEDED = _expression(r"(?:需要?|须|应当?|请|可能需要?|必须)(?:您|用户)?(?:向(?:我们|我行|平台))?\Z")
#: What users may do for themselves is no act of the operator.
OWN = _expression(r"您(?:还|也|更|便|就|均|都)?(?:可以?|有权|能够?|不能|希望|想要?|更清楚的?|更好地?)[^，]{0,20}$")
#: What users leave undone.
REFUSED = _expression(r"(?:不|拒绝|不愿|不同意)(?:继续|再)?$")
#: Advice to users.
ADVICE = _expression(r"请您?(?:访问|查看|查阅|参见|妥善|勿|不要|谨慎|注意保护)|建议您?|切勿")
#: "我们收集的信息包括…": the things that were collected follow.
LISTED = _expression(r"(?:到|过)?的[^，]{0,16}?(?:包括|包含|含有?|如下)(?:但不限于)?")
#: Negations of an act.
DENIAL = _expression(
    r"""
    不会|不(?:得|再|将|曾|主动|对外|向|与|把|收|采|存|获|读|提|共|分|披|公|出|转|泄|透|必|需)|未(?!经|成年
    |来|获|得|必)|从不|绝不|均不|无权|禁止|严禁|并不|不(?=[^，]{0,6}$)
    """
)
#: What looks like a negation and is none.
NOT_DENIED = _expression(r"不(?:仅|但|限|同|断|定期|可避免|超过)|无需|无须")
#: What takes part of a denial back.
EXCEPTION = _expression(
    r"""
    除外|除非|除以下|除下列|除[^，。]{1,30}外|未经|除了|未获得?|未得到|事先|仅(?:会)?在|只(?:会)?在|否则|拒绝|不同意|不授权|关闭
    |(?:如果?|若)(?:您|未|不)|之外
    """
)
#: What may stand between a recipient and its verb.
ADVERB = _expression(
    r"""
    (?:[\s*]|主动|直接|公开|对外|进行|一起|共同|必要|间接|免费|另行|随意|擅自|非法|进一步|之间|地|有偿|无偿
    |自动|以[^，]{1,10}方式|批露|再次|单独|来|去|后|所|，|自行|依法|恶意|加密)*$
    """
)
#: What comes before a recipient; not before the user, who is none.
TO = _expression(r"(?:向|与(?![^，]{0,12}(?:有关|相关))|同|给|跟|和)(?!您|用户(?!以外)|此|上述|其相|本协议|本政策)")
#: What is done for the user is no sharing.
TO_USER = _expression(r"(?:向|(?<![视因作认])为|给|与)(?:您|用户(?!以外))[^，向与给]{0,8}$")
#: What a verb of many meanings acts on when it is an act of collecting or sharing.
PERSONAL = _expression(
    r"""
    (?:[\s*“]|了|过|到|或|其|任何|必要的?|某些|一些|部分|单个|全部|与|有关|关于|该等|该|上述|前述|以上|以下
    |下列|如下|此类?|这些|相关的?|所有|所?收集(?:到)?的|获得的|从[^，]{1,12}|完整的?|真实的?|准确的?|有效的?
    |加密|去标识化?|匿名化?|已?脱敏)*(?:您|用户|乙方|客户|个人|未成年|儿童|青少年|孩子|信息|资料|数据|内容
    |终端|设备|手机)
    """
)
#: A verb that only describes the noun after it: 交易信息, 统计数据, 使用情况.
ATTRIBUTE = _expression(
    r"""
    (?:的|后|对象|有关|相关|对方|双方)|(?:信息|情况|数据|记录|权限|日志|频率|历史|凭证|状态|时间|日期|方式|量|次数|结果|工具
    |行为|内容)
    """
)
#: What leads a recipient that follows the verb: 提供给.
AFTER_GIVE = _expression(r"(?:给(?:予)?|至|予|到|于|与)(?=(?:~|[“a-z\x00]))")
#: The same where no object can follow.
GIVEN_TO = _expression(r"(?:给(?:予)?|至|到)(?=~)")
#: What puts an object before its verb.
TAKEN = _expression(r"(?:将|把|对)(?!来|外|于|应|象|方)")
#: What parts one thing from another; lists with 、 stay together.
SPLIT = _expression(
    r"""
    (?<=】)、(?=【)|、?(?:以及|以及|和|及/或|和/或|及(?!其|时)|或者?(?!其他方式)|与(?![^、]{0,8}(?:相关|有关))
    |并(?=~)|、(?=您的|访问|创建|其他))
    """
)
#: What stands before the name of a thing and is no part of it.
DATA_LEAD = _expression(
    r"""
    ^(?:[\s“*：、，_-]|【|以下(?!信|内|个)|下列(?!信|内|个)|如下(?!信|内|个)|及?保护您的|了|到|过|着|关于
    |有关|与|您个人的|您的|您(?=姓名|手机|身份)|用户的|他们的|其(?!他)
    |[\]\[]|该等?(?=~{2}信息)|(?:为?(?:提供|实现|完成)[^，、的]{1,8})?所必[要需须]的|必[需须]的|必要的|一些|某些|部分|相应的?|任何|全部|包括但不限于|包括|包含|例如|比如|如(?=~)(?!下|何|果|您)|以下(?=[^信])
    |下列(?=[^信])|单个|单独|未成年人的|所有|完整的|真实的|准确的|提供的|相关的|您(?:主动)?(?:提供|填写
    |上传)的|我们收集(?:到)?的)+
    """
)
#: What stands after the name of a thing and is no part of it.
DATA_TAIL = _expression(
    r"""
    (?:[\s“*：:、，_\x00-]|】|等(?:[^、和及]{0,8}(?:信息|数据|资料|参数|内容|隐私|权限|材料))?
    |在内的?(?:信息)?|的(?:部分|全部)|其中|中的|进行|无需[^、]*|的情况|时|后|且|并|但|或|和|及|是|用|之外
    |分别|(?<=[息料据])中)+$
    """
)
#: Where an object ends inside a clause.
DATA_STOP = _expression(
    r"""
    会(?![员计议话费保])|用于|以便|用来|便于|从而|进而|用作|作为|进行|无需|无须|是为|是基于|的?目的|将用|(?<!所)将(?=~)
    |给(?=第三方|其|合作|关联|我们|任何|他|该)|(?<![以直截甚])至(?=~{2})|前(?=我们)|时(?=$|我们)|并(?=且|将
    |在|向|对|会|与|不)|(?<=[息料据码号名等录片容限像址\x00])以(?![下上外内后前往来及])|(?<![可所予加足得难])以(?=完成|实现|提供|保障
    |保证|确保|确认|提升|改进|改善|优化|验证|帮助|满足|判断|识别|防止|核实|进行|更好|达到|解决|向您|为您
    |避免|供)|才(?=[能会可])|属于|为(?=实现|了|完成|您提|向您)|来(?=为|向|帮|实|完|进|提|改|优|确|验|判|综
    |保)|为您提供|与您(?:核验|联系)|验证(?:您的)?身份|需要?(?:征得|获得)|让|使(?!用)|我们(?=会|将|可)
    |只(?=会|用)|仅(?=会|用|供)|会(?=[被在将])|必须|应当
    """
)
#: How a clause begins that goes on with the object of the clause before.
CONTINUES = _expression(
    r"""
    (?:以及|和|及(?!时)|或者?|还有|包括|包含|例如|比如|其中包括|如(?=[：“]|~{2})(?!果|您|需|有|无|不|我|该
    |不|发|何|因|此|拒)|您的|您(?=使用|所|主动|关注|访问|设备))
    """
)
#: What leads examples, or what was named before by another word.
EXAMPLE = _expression(
    r"[（(]?(?:(?:这些|该等?|上述|此类|前述|以上|这类)(?:个人)?(?:信息|资料|数据)(?:可能|主要|具体|一般)?(?:包括|包含)(?:但不限于)?"
    r"|如(?!果)|例如|比如|包括但不限于|包括|包含|包护|具体包括|即)"
)
#: What joins a verb to the verb before it.
JOINT = _expression(r"(?:、|和|及|与|或者?|并且?|以及)(?:(?:从|向|与|将)[^，、]{1,12}|无偿|免费|自行)?$")
#: Where an object ends that stands before its verb.
TAKEN_STOP = _expression(
    r"""
    经(?!济|纪|营|常|历|验)|通过|在(?!线)|进行|(?:去标识|匿名)化?处理后|以[^，]{0,8}(?:方式|形式)
    """
)
#: What points to a list and names nothing itself.
POINTER = _expression(r"(?:以下|下列|如下|下述)(?:相关)?(?:个人)?(?:信息|内容|资料|数据)")
#: The second half of a name: 日期和时间, 接入方式及类型.
DEPENDENT = _expression(
    r"""
    \s*(?:时间|类型|方式|情况|频率|时长|状态|内容|结果|数量|次数|版本|型号|名称|号码|地址)等?(?:信息)?\s*
    """
)
#: What stands for data that other words name: 此信息, 的信息.
PRONOUN = _expression(r"[\s*]*(?:的|此|该等?|此类)(?:信息|资料|数据)[\s*]*")
WHOSE = _expression(r"(?:您|用户|客户|乙方|您或您的孩子|孩子|他人)[\x00\s]*")
POINTS = _expression(r"[^，]{0,8}(?:以下|下列|如下|下述)")
JOINT_AHEAD = _expression(r"、|和|及|与|或者?|并且?|以及")
#: A recipient at the end of a clause: 将日志上传至某平台.
AT_END = _expression(r"(?<![以直截甚])(?:至|给)([^，至给]{2,30})$")
#: What no list of things holds.
NOT_A_LIST = _expression(r"[将会可能需应您我他她它这那是不无]|为|以|用于|但|并|且|就|则|请|如|若|当|在")
ITEM_LEAD = _expression(
    r"""
    (?:[\s\x00\d.、*•·●○■◆“_#>|-]|[一二三四五六七八九十]{1,3}、|[a-z][.)]|但是?|且|并且?|同时|另外|此外|例如
    |而且?|其中|仅仅?|只有?|也|还|即|因此|请您[理了]解|对于|我们(?:仅|只)?会?(?=在|根据|为了|按照|基于
    |出于))*(?:(?:此类|这些|该类|该等|上述|以下)(?:个人)?信息)?(?=包括|.)
    """
)
EXAMPLE_INSIDE = _expression(r"(?<!所)(?:(?:具体|可能|将)?包括(?:但不限于)?(?!的)|例如|如(?=[：“])|包含(?!的))")
#: What the name of a thing does not hold.
NO_THING = _expression(
    r"""
    属于|拒绝|不|我们|请|[将会须应]|可以|可能|如果|[若当]|无法|为了|用于|同意|能够|我司|本公司|问题|是否|权利|政策
    |安全|避免|防止|清除|删除|撤[销回]|发生变化|遵守|设有|证明您|是一种
    """
)
#: Names of fields, as lists of SDKs have them: they name no data.
FIELD = _expression(
    r"(?:[\s*•·“_#>|-])*(?:(?:sdk|第三方|公司|服务|产品|接收方|机构|应用)的?名称|(?:官网|官方|隐私(?:权)?政策|政策)?(?:链接|网址|地址)|官网"
    r"|(?:收集|涉及|共享|获取|处理)的?(?:个人)?(?:信息|数据)(?:类型|种类|字段|内容|范围)?|(?:使用|收集|处理|共享)(?:目的|场景|方式|范围)"
    r"|(?:应用)?包名|收集内容)[\s*“]*"
)
#: Sentences that say what a word means.
DEFINES = _expression(
    r"(?:^|[。：\s])[^，。：]{0,40}(?:是一种|以电子或者?其他方式记录|是指|指的?是|系指|是装嵌|是您浏览|是由[^，]{1,16}(?:编入|发送|生成))"
)
#: What others are held to is no act of the operator.
REQUIRES = _expression(
    r"(?:确保|要求|督促|敦促)[^，]{0,16}(?:第三方|合作|接收方|受托|公司|关联方|其|他们)[^，]{0,6}在\Z"
)
#: A clause that is a condition from end to end.
WHOLE = _expression(r"(?:在|当|您).{3,}(?:时|后|中|前|下|期间)[\s\x00*]*\Z")
#: What a clause begins with when it speaks of data: 您的个人信息可能会与…共享.
TOPIC = _expression(r"[\s*•·]*((?:您|用户|上述|前述|以上|这些|此类)[^，]{2,24}?)(?=可能|将|会|不会|仅|只|也|均)")
#: What stands before 和 when it means "with" and not "and".
AFTER_SUBJECT = _expression(r"(?:我们|公司|会|能|将|可|不|须|需|我行|我司|平台|应用|要|\x00|，)$")
RECIPIENT_SPLIT = _expression(r"、|和|及(?!其)|或者?|以及")
RECIPIENT_LEAD = _expression(r"^(?:[\s“*]|我们的|我行的|其他|任何|该|相关的?|以下|上述)+(?=.{2})")
RECIPIENT_TAIL = _expression(r"(?:[\s“*\x00]|等|之间|进行|主动|直接|来|公开|可能|会|将|恶意|因此|单独)+$")
RECIPIENT_STOP = _expression(r"用于|以便|以(?!外)|您的|进行|使用|来|并|从而")
#: Whom a user hands something to, where a name stands for the operator.
TO_NAME = _expression(r"向([^，向\x00]{2,14}?)(?:主动|如实)?(?=$|提供|填写|提交|上传|发送|反馈)")
#: How a sentence begins that takes part of the denial before it back.
TAKES_BACK = _expression(r"[\s\x00*]*(?:但|除(?!了解)|以下情[况形]|下列情[况形]|仅|只有)")


def masked(text: str) -> str:
    """A text with its brackets hidden, of the same length."""
    return BRACKETS.sub(lambda found: HIDDEN * len(found.group()), text)

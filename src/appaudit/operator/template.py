"""The commented `audit.yaml` that `appaudit init` writes; every key of the format is in it, empty."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual

#: By language. A value left empty is not declared.
TEMPLATES: Final[dict[str, str]] = {
    "zh": """\
# 只有运营者知道的事实。检测时用 --facts audit.yaml 提供，与 --as-of 日期一起用来判断期限。
# 报告只注明“运营者声明”，不会把这里的内容当作已经核实。不知道或不适用的留空。
# 是/否写 true 或 false；日期写成 2026-11-24 的样子，从来没有办理的写 never；人数写整数。
version: 1

scale:
  individuals:                # 处理个人信息的人数（累计）
  million_reached_on:         # 达到100万人的日期
  face_individuals:           # 存储人脸信息的人数
  face_100000_reached_on:     # 达到10万人的日期

protection_officer:           # 个人信息保护负责人（个人信息保护法第五十二条）
  designated:                 # 是否已指定
  contact_published:          # 联系方式是否已公开
  reported_on:                # 向网信部门报送的日期
  changed_on:                 # 报送信息发生变更的日期
  change_reported_on:         # 办理变更的日期

audience:
  under_18:                   # 是否处理未成年人的个人信息
  under_14:                   # 是否处理不满十四周岁未成年人的个人信息
  dedicated_rules:            # 是否有专门的处理规则
  guardian_consent:           # 是否取得监护人同意

# 境外接收方，一个一条；人数自当年1月1日起累计。没有就保留 []。
overseas_recipients: []
#  - name: Example Inc.
#    country: 新加坡
#    individuals: 5000
#    sensitive_individuals: 0
#    mechanism: contract      # assessment 安全评估 | contract 标准合同 | certification 认证 | exempt 豁免 | none 没有
#    exemption: contract      # 豁免：contract 合同 | hr 人力资源 | emergency 紧急 | numbers 人数 | negative_list 清单
#    separate_consent: true   # 是否取得单独同意

records:                      # 执法检查通常要求出示的记录
  internal_rules:             # 内部管理制度和操作规程
  data_classification:        # 数据分类分级
  risk_assessment:            # 风险评估
  impact_assessment:          # 个人信息保护影响评估（保存三年）
  processing_records:         # 处理情况记录、提供和委托的记录（保存三年）
  incident_plan:              # 安全事件应急预案
  staff_training:             # 从业人员培训
  network_logs:               # 网络日志（保存不少于六个月）

filings:
  mlps_graded:                # 网络安全等级保护是否已定级
  mlps_level:                 # 定级结果：1 至 5
  mlps_filed_on:              # 等级保护备案日期；从未备案写 never
  mlps_tested_on:             # 最近一次等级测评的日期；从未测评写 never
  compliance_audit_on:        # 最近一次个人信息保护合规审计的日期；从未审计写 never
  face_recognition_filed_on:  # 人脸识别技术应用备案日期；从未备案写 never
  minors_audit_reported_on:   # 最近一次报告未成年人信息合规审计情况的日期；从未报告写 never

qr_ordering:                  # 扫码点餐
  offered:                    # 是否提供
  phone_required:             # 是否必须提供手机号
  follow_required:            # 是否必须关注公众号
  membership_required:        # 是否必须注册会员

number_protection:            # 号码保护（隐私号、中间号）
  used:                       # 是否使用
  only_700_numbers:           # 是否只用700号段

devices:                      # 手机、平板等电子产品
  maker:                      # 是否生产
  recycler:                   # 是否回收
  erasure:                    # 信息清除：built_in 内置 | tool 外部工具 | service 免费服务 | none 没有

important_data:               # 重要数据（按国家有关规定识别、申报）
  handled:                    # 是否处理重要数据
  officer_appointed:          # 是否明确网络数据安全负责人和管理机构
  risk_assessed_on:           # 最近一次风险评估的日期；从未评估写 never

# 发生或者可能发生的个人信息泄露、篡改、丢失，一个一条。没有就保留 []。
incidents: []
#  - name: 2026年3月数据库泄露
#    happened_on: "2026-03-01"
#    harm_avoided: false      # 是否已采取措施有效避免危害
#    regulator_told: true     # 是否通知主管部门
#    individuals_told: true   # 是否通知个人

face_recognition:             # 人脸识别（应用内或者线下场所）
  used:                       # 是否使用
  other_way:                  # 是否提供其他验证方式

finance:                      # 银行等金融机构
  is_financial_body:          # 是否属于
  data_security_officer:      # 是否明确数据安全负责人
""",
    "en": """\
# What only the operator knows. Give it to a scan with --facts audit.yaml; deadlines are judged by the date of --as-of.
# The report marks it as declared by the operator and never as verified. Leave empty what is unknown or does not apply.
# true or false; dates like 2026-11-24, or never for what was never done; whole numbers of people.
version: 1

scale:
  individuals:                # people whose information is handled, in total
  million_reached_on:         # the day one million was reached
  face_individuals:           # people whose faces are stored
  face_100000_reached_on:     # the day 100 000 was reached

protection_officer:           # the personal-information protection officer (PIPL, Article 52)
  designated:                 # whether there is one
  contact_published:          # whether the contact is published
  reported_on:                # the day of the report to the CAC
  changed_on:                 # the day what was reported changed
  change_reported_on:         # the day the change was reported

audience:
  under_18:                   # whether information about minors is handled
  under_14:                   # whether information about children under 14 is handled
  dedicated_rules:            # whether there are rules of their own
  guardian_consent:           # whether a guardian consents

# Recipients abroad, one each; people counted since 1 January. Leave [] where there are none.
overseas_recipients: []
#  - name: Example Inc.
#    country: Singapore
#    individuals: 5000
#    sensitive_individuals: 0
#    mechanism: contract      # assessment | contract | certification | exempt | none
#    exemption: contract      # contract | hr | emergency | numbers | negative_list
#    separate_consent: true   # whether separate consent is obtained

records:                      # what inspections ask for
  internal_rules:             # internal rules and procedures
  data_classification:        # classification of data
  risk_assessment:            # risk assessments
  impact_assessment:          # impact assessments, kept for three years
  processing_records:         # records of handling, provision and entrustment, kept for three years
  incident_plan:              # a plan for security incidents
  staff_training:             # training of staff
  network_logs:               # network logs, kept for six months or more

filings:
  mlps_graded:                # whether systems are graded under classified protection (MLPS)
  mlps_level:                 # the level: 1 to 5
  mlps_filed_on:              # the day of the MLPS filing, or never
  mlps_tested_on:             # the day of the last MLPS test, or never
  compliance_audit_on:        # the day of the last compliance audit, or never
  face_recognition_filed_on:  # the day the use of face recognition was filed, or never
  minors_audit_reported_on:   # the day of the last report on the yearly audit about minors, or never

qr_ordering:                  # ordering by QR code in restaurants
  offered:                    # whether it is offered
  phone_required:             # whether a phone number is required
  follow_required:            # whether following an account is required
  membership_required:        # whether membership is required

number_protection:            # middle numbers that hide phone numbers
  used:                       # whether they are used
  only_700_numbers:           # whether all of them are 700 numbers

devices:                      # phones, tablets and other electronic devices
  maker:                      # whether the operator makes them
  recycler:                   # whether the operator recycles them
  erasure:                    # built_in | tool | service | none

important_data:               # important data as the state defines them
  handled:                    # whether they are handled
  officer_appointed:          # whether a data-security officer and a body in charge are appointed
  risk_assessed_on:           # the day of the last risk assessment, or never

# Leaks, changes or losses of personal information, or the danger of one. Leave [] where there are none.
incidents: []
#  - name: Database leak of March 2026
#    happened_on: "2026-03-01"
#    harm_avoided: false      # whether measures kept harm away
#    regulator_told: true     # whether the authority was notified
#    individuals_told: true   # whether individuals were notified

face_recognition:             # face recognition, in the app or in places
  used:                       # whether it is used
  other_way:                  # whether there is another way to verify

finance:                      # banks and other financial bodies
  is_financial_body:          # whether the operator is one
  data_security_officer:      # whether a data-security officer is appointed
""",
}


def words_of_template() -> dict[str, Bilingual]:
    """What the template says of every section and value, by its name (`scale`, `scale.individuals`), for forms."""
    zh, en = (_comments(TEMPLATES[language]) for language in ("zh", "en"))
    return {name: Bilingual(zh[name], en[name]) for name in zh}


def _comments(template: str) -> dict[str, str]:
    found, section = {}, ""
    for line in template.splitlines():
        name, _, comment = line.strip().partition(":")
        if not name.isidentifier():
            continue
        section = name if not line.startswith(" ") else section
        path = name if not line.startswith(" ") else f"{section}.{name}"
        found[path] = comment.partition("#")[2].strip()
    return found

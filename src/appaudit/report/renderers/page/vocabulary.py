"""The headings, labels and notes of the HTML page in both languages, by the names that templates use."""

from __future__ import annotations

from typing import Final

from appaudit.model.bilingual import Bilingual

B = Bilingual

PAGE: Final = {
    # head
    "report_kind": B("应用隐私合规静态审计报告", "App privacy audit by static analysis"),
    "as_of": B("依据日期", "As of"),
    "package": B("包名", "Package"),
    "version": B("版本", "Version"),
    "sdk_levels": B("最低 / 目标 SDK", "Minimum / target SDK"),
    "file": B("文件", "File"),
    "size": B("大小", "Size"),
    "packer": B("加固", "Packer"),
    "inputs": B("输入", "Inputs"),
    "verdict": B("结论", "Verdict"),
    "copy_this": B("复制", "Copy"),
    "copied": B("已复制", "Copied"),
    "no_label": B("（清单未给出名称）", "(no name in the manifest)"),
    "not_said": B("未写明", "Not stated"),
    # bar
    "search": B("搜索发现", "Search findings"),
    "severity": B("严重程度", "Severity"),
    "category": B("类别", "Category"),
    "all_categories": B("全部类别", "All categories"),
    "language": B("EN", "中文"),
    "language_hint": B("Switch to English", "切换到中文"),
    "theme": B("明暗", "Light or dark"),
    "print": B("打印", "Print"),
    "contents": B("目录", "Contents"),
    "skip": B("跳到正文", "Skip to the report"),
    "clear": B("清除筛选", "Clear filter"),
    "open_all": B("全部展开", "Open all"),
    "close_all": B("全部收起", "Close all"),
    "none_fits": B("没有符合筛选条件的发现。", "No finding fits the filter."),
    # sections
    "unseen": B("未能看到的部分", "What could not be seen"),
    "unseen_lead": B(
        "凡是没有读到的内容，下面的结论都不涉及。“没有发现”不等于“没有问题”。",
        "Nothing below speaks about these parts. “No finding” there does not mean “no problem”.",
    ),
    "regulators": B("按监管类别", "By regulator category"),
    "regulators_lead": B(
        "每格是一个条目，点击可看相关发现。",
        "Each cell is one item; follow it to its findings.",
    ),
    "findings": B("发现", "Findings"),
    "permissions": B("权限", "Permissions"),
    "sdks": B("第三方SDK", "Third-party SDKs"),
    "data_map": B("数据地图", "Data map"),
    "policy": B("隐私政策", "Privacy policy"),
    "matrix": B("法规对照表", "Regulation matrix"),
    "evidence_page": B("审计范围与证据说明", "Scope and evidence"),
    # unseen
    "part": B("部分", "Part"),
    "why": B("原因", "Why"),
    "affected": B("受影响的内容", "What it concerns"),
    "undecided": B("因此无法判断", "What stays undecided"),
    "nothing_undecided": B("没有规则因此无法判断", "No rule stays undecided because of it"),
    "all_seen": B(
        "提供的输入都已完整读取，没有记录到缺口。",
        "Everything that was supplied was read in full; no gap was recorded.",
    ),
    "undecided_rules": B("无法得出结论的规则", "Rules that could not be decided"),
    "missing_policy": B(
        "没有隐私政策文本，无法判断收集是否公开。", "Without a policy nobody can say whether collection is disclosed."
    ),
    "missing_sdk_list": B("没有SDK清单，只能与隐私政策比对。", "Without an SDK list, only the policy is compared."),
    "missing_app_category": B(
        "没有应用类别，无法与“常见类型App必要个人信息范围”比对。",
        "Without a category, necessity is not judged by the list of necessary information.",
    ),
    "missing_facts": B("没有运营方说明，管理类义务不作判断。", "Organisational duties are not judged."),
    # findings
    "what_was_found": B("发现了什么", "What was found"),
    "supporting": B("证据", "Evidence"),
    "contrary": B("反面证据", "Contrary evidence"),
    "no_contrary": B("没有找到反面证据。", "No contrary evidence was found."),
    "cited": B("所引条款", "Cited items"),
    "to_do": B("整改建议", "What to do"),
    "accept": B("如确认可以接受", "To accept it"),
    "accept_note": B(
        "把下面几行写入 appaudit.yml，并填写理由。", "Put these lines into appaudit.yml and fill in the reason."
    ),
    "rule": B("规则", "Rule"),
    "rule_what": B("检查内容", "What it checks"),
    "rule_why": B("为什么重要", "Why it matters"),
    "rule_false": B("可能的误报", "When it may be wrong"),
    "rule_references": B("参考", "References"),
    "fingerprint": B("指纹", "Fingerprint"),
    "chain": B("调用链", "Call chain"),
    "entry": B("入口", "Entry"),
    "sink": B("读取", "Reads"),
    "guard": B("同意判断：每条启动路径都经过", "Consent check on every launch path"),
    "steps_cut": B("中间步骤从略", "steps in between left out"),
    "open_in_policy": B("在政策中查看", "See it in the policy"),
    "subject": B("对象", "Subject"),
    "subjects": B("个对象", "subjects"),
    "no_finding_lead": B("没有发现。", "No finding."),
    # permissions
    "permission": B("权限", "Permission"),
    "allows": B("允许做什么", "What it allows"),
    "protection": B("级别", "Level"),
    "used": B("使用", "Used"),
    "used_by": B("使用方", "Used by"),
    "disclosed": B("公开情况", "Disclosed"),
    "finding": B("发现", "Finding"),
    "no_permissions": B("清单没有声明权限，或未能读取。", "The manifest declares none, or could not be read."),
    # sdks
    "sdk": B("SDK", "SDK"),
    "touches": B("代码读取", "Its code reads"),
    "vendor_documents": B("厂商文档说明收集", "Its vendor documents"),
    "before_consent": B("同意前", "Before consent"),
    "before_yes": B("启动时读取", "Reads at launch"),
    "before_guarded": B("启动时读取，有同意判断", "At launch, behind a consent check"),
    "before_no": B("未见", "Not seen"),
    "nothing_seen": B("未见", "None seen"),
    "details": B("证据与开关", "Evidence and switches"),
    "proof": B("识别依据", "Recognised by"),
    "safe_start": B("合规初始化", "Compliant start"),
    "switch": B("个性化开关", "Personalisation switch"),
    "vendor_policy": B("厂商隐私政策", "Vendor's policy"),
    "detected": B("检测到的SDK", "SDKs found in the app"),
    "declared_only": B("文件列出而未检测到", "Listed by the documents, not found in the app"),
    "company": B("提供方", "Company"),
    "purpose": B("目的", "Purpose"),
    "data": B("信息", "Data"),
    "source": B("出处", "Source"),
    "libraries": B("不收集信息的基础库", "Libraries known to collect nothing"),
    "no_sdks": B("没有检测到已知的SDK。", "No known SDK was found."),
    # data map
    "map_lead": B(
        "每格三个记号，从左到右：代码读取、厂商文档说明、文件公开。只有三者不一致时才用颜色。",
        "Three marks a cell, from left to right: read by code, documented by the vendor, disclosed. "
        "Colour appears only where they disagree.",
    ),
    "accessed": B("代码读取", "Read by code"),
    "documented": B("厂商文档说明", "Documented by the vendor"),
    "disclosed_mark": B("已公开", "Disclosed"),
    "conflict": B("读取而未公开", "Read, not disclosed"),
    "gap": B("厂商说明收集，未公开", "Documented, not disclosed"),
    "data_type": B("信息类型", "Data type"),
    "no_map": B("没有看到对个人信息的读取。", "No access to personal data was seen."),
    "more_rows": B("另有 {count} 类信息，见 JSON 报告。", "{count} more data types, see the JSON report."),
    "more_columns": B("另有 {count} 方，见 JSON 报告。", "{count} more parties, see the JSON report."),
    # policy
    "clauses": B("条款清单", "Clause checklist"),
    "text": B("原文", "Text"),
    "abridged": B(
        "原文较长，这里只显示条款引文前后；全文见 JSON 报告。",
        "The text is long: only the surroundings of quotes are shown here; the JSON report has all of it.",
    ),
    "characters_skipped": B("字未显示", "characters not shown"),
    "print_text": B(
        "原文不打印；上方清单已列出全部引文。", "The text is not printed; the checklist above has every quote."
    ),
    "no_policy": B("没有可读的隐私政策文本。", "There is no readable policy text."),
    # matrix
    "item": B("条目", "Item"),
    "content": B("内容（概括）", "Content (paraphrased)"),
    "status": B("状态", "Status"),
    "reason": B("理由", "Reason"),
    "in_force": B("施行", "In force from"),
    "no_regulations": B("没有选择法规。", "No regulation was selected."),
    # evidence page
    "name": B("名称", "Name"),
    "tool": B("工具", "Tool"),
    "rules_digest": B("规则集摘要", "Digest of the rule set"),
    "knowledge_date": B("知识核对日期", "Knowledge checked up to"),
    "rules_run": B("规则结果", "Outcomes of the rules"),
    "coverage": B("读取范围", "What was read"),
    "level": B("程度", "Extent"),
    "stages": B("各阶段用时", "Time by stage"),
    "meaning": B("用语", "What the words mean"),
    "not_advice": B(
        "本报告是静态分析得到的证据，不是法律意见，也不对是否违法作出认定。条款标题为概括表述，以官方文本为准。",
        "This report is evidence from static analysis. It is not legal advice and does not pronounce on the law. "
        "Item titles are paraphrases; the official texts prevail.",
    ),
    "auditor": B("审计人", "Auditor"),
    "date": B("日期", "Date"),
    "signature": B("签名", "Signature"),
    "no_match": B("未匹配", "Did not match"),
    "inconclusive": B("无法得出结论", "Could not be decided"),
    "not_applicable": B("不适用", "Did not apply"),
    "more": B("另有 {count} 项，见 JSON 报告。", "{count} more, see the JSON report."),
}

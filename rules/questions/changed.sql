-- zh: 两个批次之间的变化
-- en: What changed between two runs
-- note_zh: 按包名和跨版本不变的标识比较；只比较两个批次都读到的应用。用 --run 和 --against 指定批次。
-- note_en: By package name and what of a finding is the same in every build, for apps that both runs have read (--run, --against).
WITH
now AS (SELECT p.package, f.* FROM findings AS f JOIN packages AS p USING (key) WHERE p.package <> ''),
before AS (SELECT p.package, f.* FROM previous_findings AS f JOIN previous_packages AS p USING (key) WHERE p.package <> ''),
both_read AS (
    SELECT package FROM packages WHERE outcome = 'done'
    INTERSECT SELECT package FROM previous_packages WHERE outcome = 'done'
)
SELECT 'new' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM (FROM now ANTI JOIN before USING (package, fingerprint)) SEMI JOIN both_read USING (package)
UNION
SELECT 'gone' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM (FROM before ANTI JOIN now USING (package, fingerprint)) SEMI JOIN both_read USING (package)
ORDER BY ALL

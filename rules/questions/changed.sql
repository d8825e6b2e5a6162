-- zh: 两个批次之间的变化
-- en: What changed between two runs
-- note_zh: 按包名和跨版本不变的标识比较；只比较两个批次都读到的应用。用 --run 和 --against 指定批次。
-- note_en: By package name and what of a finding is the same in every build, for apps that both runs have read (--run, --against).
WITH
read AS (SELECT key, package FROM packages WHERE outcome = 'done' AND package <> ''),
read_before AS (SELECT key, package FROM previous_packages WHERE outcome = 'done' AND package <> ''),
-- what differs by its names alone, and only then with its texts: texts of all findings would be carried along for nothing
now AS (
    SELECT package, key, fingerprint
    FROM findings JOIN (FROM read SEMI JOIN read_before USING (package)) USING (key)
),
before AS (
    SELECT package, key, fingerprint
    FROM previous_findings JOIN (FROM read_before SEMI JOIN read USING (package)) USING (key)
)
SELECT 'new' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM (FROM now ANTI JOIN before USING (package, fingerprint)) JOIN findings USING (key, fingerprint)
UNION
SELECT 'gone' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM (FROM before ANTI JOIN now USING (package, fingerprint)) JOIN previous_findings USING (key, fingerprint)
ORDER BY ALL

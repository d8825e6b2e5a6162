-- zh: 两个批次之间的变化
-- en: What changed between two runs
-- note_zh: 按包名和跨版本不变的标识比较；只比较两个批次都读到的应用。用 --run 和 --against 指定批次。
-- note_en: By package name and what of a finding is the same in every build, for apps that both runs have read (--run, --against).
WITH
read AS (SELECT key, package FROM packages WHERE outcome = 'done' AND package <> ''),
read_before AS (SELECT key, package FROM previous_packages WHERE outcome = 'done' AND package <> ''),
apps AS (
    SELECT package, row_number() OVER () AS app
    FROM (SELECT package FROM read INTERSECT SELECT package FROM read_before)
),
-- Millions of findings meet by two numbers, and only those that differ with their texts. Two fingerprints of one app have
-- an equal hash of 64 bits once in more apps than there are.
now AS (
    SELECT app, hash(fingerprint) AS same, key
    FROM findings JOIN (SELECT key, app FROM read JOIN apps USING (package)) USING (key)
),
before AS (
    SELECT app, hash(fingerprint) AS same, key
    FROM previous_findings JOIN (SELECT key, app FROM read_before JOIN apps USING (package)) USING (key)
),
differing AS (
    SELECT app, same, now.key AS key_now, before.key AS key_before
    FROM now FULL JOIN before USING (app, same) WHERE now.key IS NULL OR before.key IS NULL
)
SELECT 'new' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM differing JOIN findings ON key_now = findings.key AND same = hash(findings.fingerprint) JOIN apps USING (app)
UNION
SELECT 'gone' AS change, package, rule_id, severity, status, subject, message_zh, message_en
FROM differing JOIN previous_findings ON key_before = previous_findings.key AND same = hash(previous_findings.fingerprint)
    JOIN apps USING (app)
ORDER BY ALL

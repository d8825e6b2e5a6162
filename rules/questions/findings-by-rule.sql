-- zh: 各条规则的发现
-- en: Findings by rule
-- chart: title apps
SELECT
    f.rule_id, any_value(r.title_zh) AS title_zh, any_value(r.title_en) AS title_en,
    any_value(r.category) AS category, f.severity, f.status,
    count(DISTINCT f.key) AS apps, count(*) AS findings
FROM findings AS f
LEFT JOIN rules AS r USING (rule_id)
GROUP BY f.rule_id, f.severity, f.status
ORDER BY apps DESC, f.rule_id, f.severity, f.status

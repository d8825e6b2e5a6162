-- zh: 无法判断的规则
-- en: Rules that could not decide
-- chart: title apps
SELECT i.rule_id, any_value(r.title_zh) AS title_zh, any_value(r.title_en) AS title_en, count(DISTINCT i.key) AS apps
FROM inconclusive AS i
LEFT JOIN rules AS r USING (rule_id)
GROUP BY i.rule_id
ORDER BY apps DESC, i.rule_id

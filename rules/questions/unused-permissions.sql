-- zh: 声明而未使用的权限
-- en: Permissions that are declared and not used
-- chart: label apps
SELECT
    name, any_value(label_zh) AS label_zh, any_value(label_en) AS label_en, protection,
    count(*) FILTER (used = 'no') AS apps, count(*) FILTER (used = 'unknown') AS undecided, count(*) AS declared
FROM permissions
WHERE protection IN ('dangerous', 'special', 'privacy')
GROUP BY name, protection
HAVING count(*) FILTER (used = 'no') > 0
ORDER BY apps DESC, name

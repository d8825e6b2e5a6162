-- zh: 摇一摇触发跳转的归属与阈值
-- en: Whose shaking sets off a jump, and at which thresholds
SELECT
    s.party, p.app_category, count(DISTINCT s.key) AS apps,
    median(s.acceleration) AS acceleration, median(s.angle_deg) AS angle_deg, median(s.time_ms) AS time_ms,
    count(DISTINCT s.key) FILTER (s.remote_config) AS thresholds_from_network
FROM sensors AS s
JOIN packages AS p USING (key)
WHERE s.verdict = 'shake'
GROUP BY s.party, p.app_category
ORDER BY apps DESC, s.party, p.app_category

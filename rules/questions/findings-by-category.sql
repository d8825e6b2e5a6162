-- zh: 各类问题在各类应用中的分布
-- en: Kinds of problems in kinds of apps
-- note_zh: 应用类别来自清单表；没有给出时为空。
-- note_en: Kinds of apps are those of the manifest, empty where it gives none.
-- chart: category app_category apps
WITH found AS (  -- each app once for each kind: counting distinct apps in one step takes half as long again
    SELECT key, category, bool_or(status = 'violation') AS is_violation, count(*) AS findings
    FROM findings
    GROUP BY key, category
)
SELECT
    f.category, p.app_category,
    count(*) AS apps,
    count(*) FILTER (f.is_violation) AS with_violation,
    sum(f.findings)::BIGINT AS findings
FROM found AS f
JOIN packages AS p USING (key)
GROUP BY f.category, p.app_category
ORDER BY apps DESC, f.category, p.app_category

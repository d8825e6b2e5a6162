-- zh: 各类问题在各类应用中的分布
-- en: Kinds of problems in kinds of apps
-- note_zh: 应用类别来自清单表；没有给出时为空。
-- note_en: Kinds of apps are those of the manifest, empty where it gives none.
-- chart: category app_category apps
SELECT
    f.category, p.app_category,
    count(DISTINCT f.key) AS apps,
    count(DISTINCT f.key) FILTER (f.status = 'violation') AS with_violation,
    count(*) AS findings
FROM findings AS f
JOIN packages AS p USING (key)
GROUP BY f.category, p.app_category
ORDER BY apps DESC, f.category, p.app_category

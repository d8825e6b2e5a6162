-- zh: 涉及各法规条目的应用数
-- en: Apps by the items of regulations that their findings concern
-- chart: title apps
SELECT
    i.regulation, i.item, i.title_zh, i.title_en,
    count(DISTINCT f.key) AS apps,
    count(DISTINCT f.key) FILTER (f.status = 'violation') AS with_violation
FROM (SELECT key, status, unnest(items) AS cited FROM findings) AS f
JOIN regulation_items AS i ON f.cited = i.regulation || ' ' || i.item
GROUP BY ALL
ORDER BY apps DESC, i.regulation, i.item

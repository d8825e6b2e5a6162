-- zh: 各大小级别的安装包的审查成本
-- en: What packages cost by size class
-- note_zh: 秒数不含取包与写表；每核每小时的安装包数由平均秒数得出。
-- note_en: Seconds of the audit, without fetching and writing; packages per core and hour follow from their mean.
SELECT
    CASE
        WHEN size < 1000000 THEN '1: < 1 MB' WHEN size < 10000000 THEN '2: 1-10 MB'
        WHEN size < 50000000 THEN '3: 10-50 MB' WHEN size < 100000000 THEN '4: 50-100 MB' ELSE '5: > 100 MB'
    END AS size_class,
    count(*) AS packages,
    round(avg(code_bytes) / 1e6, 2) AS code_mb,
    round(avg(seconds), 3) AS mean_seconds,
    round(quantile_cont(seconds, 0.5), 3) AS median_seconds,
    round(quantile_cont(seconds, 0.95), 3) AS p95_seconds,
    round(avg(processor_seconds), 3) AS mean_processor_seconds,
    round(3600 / nullif(avg(seconds), 0)) AS per_core_hour,
    round(quantile_cont(peak_mb, 0.95)) AS p95_peak_mb
FROM costs
WHERE seconds > 0
GROUP BY size_class
ORDER BY size_class

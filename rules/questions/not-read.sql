-- zh: 未能读取的比例和原因
-- en: How much could not be read, and why
-- note_zh: outcome 为整个安装包没有结果的原因；其余为部分事实未能读取。没有发现不等于没有问题。
-- note_en: Rows of `outcome` are packages without a report, the others kinds of facts with gaps. No finding there is no pass.
-- chart: what reason packages
SELECT what, reason, packages, round(100.0 * packages / (SELECT count(*) FROM packages), 2) AS percent
FROM (
    SELECT 'outcome' AS what, outcome AS reason, count(*) AS packages FROM packages WHERE outcome <> 'done' GROUP BY outcome
    UNION ALL
    SELECT kind || ' ' || level AS what, reason, count(DISTINCT key) AS packages FROM coverage GROUP BY kind, level, reason
)
ORDER BY what <> 'outcome', packages DESC, what, reason

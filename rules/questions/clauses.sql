-- zh: 隐私政策各条款的状况
-- en: How the clauses of policies stand
-- chart: clause absent
SELECT
    clause,
    count(*) FILTER (status = 'present') AS present, count(*) FILTER (status = 'weak') AS weak,
    count(*) FILTER (status = 'negated') AS negated, count(*) FILTER (status = 'absent') AS absent,
    count(*) FILTER (status = 'unknown') AS unknown
FROM policy_clauses
GROUP BY clause
ORDER BY absent DESC, clause

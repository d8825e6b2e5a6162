-- zh: 同意之前读取的数据
-- en: Data read before consent
-- note_zh: 启动时可达、且没有在所有路径上受同意状态约束的读取。
-- note_en: Reads that the launch can reach and that are not behind a consent check on every way.
-- chart: data_type party apps
WITH reads AS (
    SELECT key, data_type, party, calls FROM data_access WHERE phase = 'pre_consent' AND NOT guarded
)
SELECT data_type, party, apps, calls_on_the_way
FROM (
    SELECT data_type, party, count(*) AS apps FROM (SELECT DISTINCT key, data_type, party FROM reads)
    GROUP BY data_type, party
)
JOIN (SELECT data_type, party, median(calls) AS calls_on_the_way FROM reads GROUP BY data_type, party)
USING (data_type, party)
ORDER BY apps DESC, data_type, party

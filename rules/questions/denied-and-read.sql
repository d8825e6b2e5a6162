-- zh: 隐私政策否认收集，而代码读取
-- en: The policy denies what the code reads
-- note_zh: 政策只有否认、没有承认同一类数据，且代码中存在可能运行的读取。是否构成问题以 findings 表为准。
-- note_en: The policy denies the data type and affirms it nowhere, and code that may run reads it. Findings say what of it counts.
SELECT
    p.label, p.package, p.version_name, a.data_type, a.party,
    count(*) AS reads, min(a.api) AS api, min(a.caller) AS caller, p.uri
FROM data_access AS a
JOIN packages AS p USING (key)
WHERE a.phase <> 'dead'
    AND EXISTS (FROM policy_data_types AS d WHERE d.key = a.key AND d.data_type = a.data_type AND d.polarity = 'deny')
    AND NOT EXISTS (FROM policy_data_types AS d WHERE d.key = a.key AND d.data_type = a.data_type AND d.polarity <> 'deny')
GROUP BY ALL
ORDER BY p.package, a.data_type, a.party, p.uri

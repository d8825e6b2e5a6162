-- zh: 哪些应用嵌入了某个SDK，而隐私政策和SDK清单都没有写明
-- en: Which apps embed an SDK and name it in no document
-- note_zh: 用 --set sdk=编号 指定SDK，% 为全部；只计入提供了文件且全部可读的应用。
-- note_en: Choose an SDK by --set sdk=ID, % for all; only apps whose documents were supplied and could all be read count.
-- set: sdk = %
SELECT p.label, p.package, p.version_name, s.sdk_id, s.name, s.vendor, s.version, s.confidence, p.uri
FROM sdks AS s
JOIN packages AS p USING (key)
WHERE s.disclosed = 'no' AND s.sdk_id LIKE $sdk
ORDER BY s.sdk_id, p.package, p.uri

-- zh: 某个SDK的版本滞后情况
-- en: How far versions of an SDK lag
-- note_zh: 用 --set sdk=编号 指定SDK；behind 为落后于本批次所见最新版本的版本数。只计入能读出版本的应用。
-- note_en: Choose an SDK by --set sdk=ID; `behind` counts the newer versions that this run has seen. Apps whose version was read.
-- set: sdk = %
WITH seen AS (
    SELECT
        sdk_id, version, count(*) AS apps,
        list_transform(string_split(regexp_replace(version, '[^0-9.]', '.', 'g'), '.'), lambda part: TRY_CAST(part AS BIGINT)) AS parts
    FROM sdks
    WHERE version <> '' AND sdk_id LIKE $sdk
    GROUP BY sdk_id, version
)
SELECT
    sdk_id, version, apps,
    row_number() OVER (PARTITION BY sdk_id ORDER BY parts DESC, version DESC) - 1 AS behind,
    round(100.0 * apps / sum(apps) OVER (PARTITION BY sdk_id), 1) AS percent
FROM seen
ORDER BY sdk_id, behind

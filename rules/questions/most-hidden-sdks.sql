-- zh: 最常被隐瞒的SDK
-- en: The SDKs that are hidden most often
-- note_zh: 在能够判断是否披露的应用中，未披露该SDK的应用数和比例。
-- note_en: Of the apps where it can be told, how many name the SDK nowhere.
-- chart: name hidden
SELECT
    sdk_id, any_value(name) AS name, any_value(vendor) AS vendor, any_value(category) AS category,
    count(*) FILTER (disclosed = 'no') AS hidden,
    count(*) AS apps,
    round(100.0 * count(*) FILTER (disclosed = 'no') / count(*), 1) AS percent
FROM sdks
WHERE disclosed <> 'unknown' AND collects_data
GROUP BY sdk_id
HAVING count(*) FILTER (disclosed = 'no') > 0
ORDER BY hidden DESC, sdk_id

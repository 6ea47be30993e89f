-- The rows behind one campaign's spend in [$from_day, $to_day), each with the file, sheet and row it came from.
select
    day,
    source,
    account,
    campaign_id,
    campaign,
    campaign_type,
    ad_group,
    ad,
    currency,
    cost,
    impressions,
    clicks,
    conversions,
    conversion_value,
    spread_days,
    import_id,
    file,
    sheet,
    "row"
from spend
where
    source = $source
    and account = $account
    and campaign_id = $campaign_id
    and campaign = $campaign
    and day >= $from_day
    and day < $to_day
order by day, import_id, sheet, "row"
limit $most offset $skip

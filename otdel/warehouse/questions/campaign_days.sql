-- One campaign's spend by day in [$from_day, $to_day), and the import that speaks for each day.
select
    day,
    currency,
    cost,
    impressions,
    clicks,
    conversions,
    conversion_value,
    spread_days,
    row_count,
    import_id
from spend_daily
where
    source = $source
    and account = $account
    and campaign_id = $campaign_id
    and campaign = $campaign
    and day >= $from_day
    and day < $to_day
order by day, currency

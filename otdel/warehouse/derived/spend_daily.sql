-- Winning spend by campaign and day: what its ads add up to, and the import that speaks for it.
select
    day,
    source,
    account,
    campaign_id,
    campaign,
    max(campaign_type) as campaign_type,
    currency,
    import_id,
    cast(sum(cost) as decimal(24, 6)) as cost,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(conversions) as decimal(24, 6)) as conversions,
    cast(sum(conversion_value) as decimal(24, 6)) as conversion_value,
    max(spread_days) as spread_days,
    count(*) as row_count
from spend
group by day, source, account, campaign_id, campaign, currency, import_id

-- Every origin channel rules look at, with spend, won deals and revenue; money in $currency at the rate of its day.
-- tables: rate_by_day. What has no rate stands in a row of its own currency.
with spent as (
    select
        daily.source, daily.campaign, daily.campaign_type, daily.cost, daily.currency,
        case when daily.currency = $currency then 1 else rate_by_day.rate end as rate
    from spend as daily
    left join rate_by_day on rate_by_day.currency = daily.currency and rate_by_day.day = daily.day
),
sold as (
    select
        deals.*,
        case when deals.currency = $currency then 1 else rate_by_day.rate end as rate
    from deals
    left join rate_by_day
        on rate_by_day.currency = deals.currency
        and rate_by_day.day = cast(timezone($zone, coalesce(deals.paid_at, deals.closed_at, deals.created_at)) as date)
)
select
    source,
    '' as utm_source,
    '' as utm_medium,
    campaign,
    campaign_type,
    '' as click_id,
    '' as origin,
    case when rate is null then currency else $currency end as currency,
    cast(sum(case when rate is null or rate = 1 then cost
        else cast(cost * cast(rate as decimal(14, 8)) as decimal(24, 6)) end) as decimal(38, 6)) as spend,
    0 as deals,
    cast(0 as decimal(38, 6)) as revenue
from spent
group by source, campaign, campaign_type, case when rate is null then currency else $currency end
union all
select
    '' as source,
    utm_source,
    utm_medium,
    utm_campaign as campaign,
    '' as campaign_type,
    split_part(click_id, ':', 1) as click_id,
    origin,
    case when rate is null then currency else $currency end as currency,
    cast(0 as decimal(38, 6)) as spend,
    count(*) filter (where status = 'won') as deals,
    cast(sum(case when status <> 'won' then 0 when rate is null or rate = 1 then revenue
        else cast(revenue * cast(rate as decimal(14, 8)) as decimal(24, 6)) end) as decimal(38, 6)) as revenue
from sold
group by utm_source, utm_medium, utm_campaign, split_part(click_id, ':', 1), origin,
    case when rate is null then currency else $currency end

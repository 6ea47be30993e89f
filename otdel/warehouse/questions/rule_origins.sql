-- Every origin channel rules look at, with spend, won deals and revenue; money only where it is in $currency.
select
    source,
    '' as utm_source,
    '' as utm_medium,
    campaign,
    campaign_type,
    '' as click_id,
    '' as origin,
    sum(case when currency = $currency then cost end) as spend,
    0 as deals,
    0 as revenue
from spend
group by source, campaign, campaign_type
union all
select
    '' as source,
    utm_source,
    utm_medium,
    utm_campaign as campaign,
    '' as campaign_type,
    split_part(click_id, ':', 1) as click_id,
    origin,
    0 as spend,
    count(*) filter (where status = 'won') as deals,
    sum(case when status = 'won' and currency = $currency then revenue end) as revenue
from deals
group by utm_source, utm_medium, utm_campaign, split_part(click_id, ':', 1), origin

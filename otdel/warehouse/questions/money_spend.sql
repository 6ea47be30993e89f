-- Spend by campaign and day in one currency: what of it is covered and still due, and what has no rate.
-- tables: campaigns (number of each campaign as spelled in a file), rate_by_day, factors (VAT), due_by_day.
-- An answer adds up the days of its period, so this is asked once for a state of the facts.
with rated as (
    select
        campaigns.number, daily.source, daily.currency, daily.day, daily.cost, daily.row_count,
        daily.impressions, daily.clicks, daily.conversions, daily.conversion_value,
        case when daily.currency = $currency then 1 else rate_by_day.rate end as rate,
        coalesce(factors.factor, 1) as factor,
        coalesce(due_by_day.share, 0) as due,
        coalesce(due_by_day.covered, daily.day is null) as covered
    from spend_daily as daily
    join campaigns
        on campaigns.source = daily.source and campaigns.account = daily.account
        and campaigns.campaign_id = daily.campaign_id and campaigns.campaign = daily.campaign
    left join rate_by_day on rate_by_day.currency = daily.currency and rate_by_day.day = daily.day
    left join factors on factors.source = daily.source
    left join due_by_day on due_by_day.day = daily.day
),
converted as (
    select
        *,
        case when rate = 1 and factor = 1 then cost else cast(cast(cost * cast(rate as decimal(14, 8))
            as decimal(24, 6)) * cast(factor as decimal(10, 8)) as decimal(38, 6)) end as amount,
        case when rate = 1 and factor = 1 then conversion_value else cast(cast(conversion_value
            * cast(rate as decimal(14, 8)) as decimal(24, 6)) * cast(factor as decimal(10, 8))
            as decimal(38, 6)) end as claimed
    from rated
)
select
    number as place,
    source,
    currency,
    day,
    case when rate is null then 'no_rate' else 'counted' end as state,
    cast(sum(cost) as decimal(38, 6)) as native,
    cast(sum(amount) as decimal(38, 6)) as amount,
    cast(sum(case when covered then cast(0 as decimal(38, 6)) else amount end) as decimal(38, 6)) as uncovered,
    cast(sum(case when covered then cast(amount as decimal(28, 6)) * due else 0 end) as decimal(38, 6)) as due,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(conversions) as decimal(38, 6)) as conversions,
    cast(sum(claimed) as decimal(38, 6)) as claimed,
    cast(sum(row_count) as bigint) as row_count
from converted
group by place, source, currency, day, state

-- Rows of files behind the spend of chosen campaigns in [$from_day, $to_day) in one currency, the largest first.
-- tables: chosen (campaign numbers), campaigns, rate_by_day, factors (VAT). Rows without a rate for their day are left out.
with rated as (
    select
        spend.*,
        case when spend.currency = $currency then 1 else rate_by_day.rate end as rate,
        coalesce(factors.factor, 1) as factor
    from spend
    join campaigns
        on campaigns.source = spend.source and campaigns.account = spend.account
        and campaigns.campaign_id = spend.campaign_id and campaigns.campaign = spend.campaign
    join chosen on chosen.campaign = campaigns.number
    left join rate_by_day on rate_by_day.currency = spend.currency and rate_by_day.day = spend.day
    left join factors on factors.source = spend.source
    where spend.day >= $from_day and spend.day < $to_day
),
converted as (
    select
        *,
        case when rate = 1 and factor = 1 then cast(cost as decimal(38, 6)) else cast(cast(cost
            * cast(rate as decimal(14, 8)) as decimal(24, 6)) * cast(factor as decimal(10, 8)) as decimal(38, 6))
        end as value
    from rated
    where rate is not null
)
select
    import_id, file, sheet, "row", day,
    concat_ws(' / ', nullif(campaign, ''), nullif(ad_group, ''), nullif(ad, '')) as what,
    value,
    count(*) over () as found,
    sum(value) over () as total
from converted
order by value desc, day, import_id, sheet, "row"
limit $most

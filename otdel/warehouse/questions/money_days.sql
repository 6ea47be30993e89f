-- One row of the answer by day, in [$from_day, $to_day): spend, leads, won deals; tables: chosen, campaigns, rate_by_day,
-- factors, found, sales. chosen lists the places (channel, campaign number or -1) the row stands for.
with spent as (
    select spend.day, campaigns.number, spend.currency, spend.source, cast(sum(spend.cost) as decimal(24, 6)) as cost
    from spend_daily as spend
    join campaigns
        on campaigns.source = spend.source and campaigns.account = spend.account
        and campaigns.campaign_id = spend.campaign_id and campaigns.campaign = spend.campaign
    where campaigns.number in (select campaign from chosen)
        and (cast($from_day as date) is null or spend.day >= $from_day)
        and (cast($to_day as date) is null or spend.day < $to_day)
    group by spend.day, campaigns.number, spend.currency, spend.source
),
converted as (
    select
        spent.day,
        cast(cast(spent.cost * cast(case when spent.currency = $currency then 1 else rate_by_day.rate end
            as decimal(14, 8)) as decimal(24, 6)) * cast(coalesce(factors.factor, 1) as decimal(10, 8))
            as decimal(38, 6)) as spend
    from spent
    left join rate_by_day on rate_by_day.currency = spent.currency and rate_by_day.day = spent.day
    left join factors on factors.source = spent.source
),
sold as (
    select
        case when $basis = 'payment' then paid_day else lead_day end as day, revenue, returned, variable_cost, priced
    from sales
    join chosen on chosen.channel = sales.channel and chosen.campaign = coalesce(sales.campaign, -1)
    where sales.status = 'won'
),
asked as (
    select cast(timezone($zone, leads.created_at) as date) as day
    from leads
    join found
        on found.kind = 'lead' and found.source = leads.source and found.account = leads.account
        and found.id = leads.lead_id
    join chosen on chosen.channel = found.channel and chosen.campaign = coalesce(found.campaign, -1)
),
together as (
    select day, spend, 0 as revenue, 0 as margin, 0 as leads, 0 as deals, 0 as uncosted from converted
    union all
    select
        day, 0, case when priced then revenue else 0 end,
        case when priced then coalesce(revenue - returned - variable_cost, 0) else 0 end, 0, 1,
        case when priced and variable_cost is not null then 0 else 1 end
    from sold
    union all
    select day, 0, 0, 0, 1, 0, 0 from asked
)
select
    day,
    cast(coalesce(sum(spend), 0) as decimal(38, 6)) as spend,
    cast(coalesce(sum(revenue), 0) as decimal(38, 6)) as revenue,
    cast(coalesce(sum(margin), 0) as decimal(38, 6)) as margin,
    cast(sum(leads) as bigint) as leads,
    cast(sum(deals) as bigint) as deals,
    cast(sum(uncosted) as bigint) as uncosted
from together
where (cast($from_day as date) is null or day >= $from_day) and (cast($to_day as date) is null or day < $to_day)
group by day
order by day

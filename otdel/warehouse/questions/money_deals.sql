-- Deals by the channel and campaign they came from, in one currency, by lead day or payment day in [$from_day, $to_day).
-- tables: found (origin of each lead and deal), rate_by_day, factors (VAT). A deal takes its lead's origin when that has
-- one, otherwise its own. Sales are turned into the currency at the rate of the day they were paid (or closed).
with lead_found as (
    select found.*, leads.created_at
    from found
    join leads on leads.source = found.source and leads.account = found.account and leads.lead_id = found.id
    where found.kind = 'lead'
),
joined as (
    select
        deals.source, deals.account, deals.deal_id, deals.lead_id, deals.customer, deals.status, deals.currency,
        deals.revenue, deals.returned, deals.variable_cost, deals.created_at, deals.closed_at, deals.paid_at,
        lead_found.created_at as lead_at,
        lead_found.id is not null as has_lead,
        lead_found.weight as lead_weight, lead_found.channel as lead_channel, lead_found.campaign as lead_campaign,
        lead_found.step as lead_step
    from deals
    left join lead_found on lead_found.id = deals.lead_id and deals.lead_id <> ''
    qualify row_number() over (
        partition by deals.source, deals.account, deals.deal_id
        order by lead_found.source = deals.source desc, lead_found.account = deals.account desc, lead_found.created_at
    ) = 1
),
placed as (
    select
        joined.*,
        case when lead_weight = 2 or own.weight < coalesce(lead_weight, 0) then lead_channel else own.channel end as channel,
        case when lead_weight = 2 or own.weight < coalesce(lead_weight, 0) then lead_campaign else own.campaign end
            as campaign,
        case when lead_weight = 2 or own.weight < coalesce(lead_weight, 0) then lead_step else own.step end as step,
        timezone($zone, coalesce(lead_at, created_at, closed_at, paid_at)) as lead_day,
        timezone($zone, coalesce(paid_at, closed_at, created_at)) as paid_day,
        row_number() over (
            partition by joined.source, joined.customer, joined.status = 'won'
            order by coalesce(paid_at, closed_at, created_at), joined.deal_id
        ) as turn
    from joined
    left join found as own
        on own.kind = 'deal' and own.source = joined.source and own.account = joined.account and own.id = joined.deal_id
),
dated as (
    select *, cast(case when $basis = 'payment' and status = 'won' then paid_day else lead_day end as date) as day
    from placed
),
rated as (
    select
        dated.*,
        case when dated.currency = $currency then 1 else rate_by_day.rate end as rate,
        coalesce(factors.factor, 1) as factor
    from dated
    left join rate_by_day on rate_by_day.currency = dated.currency and rate_by_day.day = cast(dated.paid_day as date)
    left join factors on factors.source = dated.source
    where (cast($from_day as date) is null or dated.day >= $from_day)
        and (cast($to_day as date) is null or dated.day < $to_day)
),
converted as (
    select
        *,
        cast(rate * factor as decimal(18, 8)) as times,
        status = 'won' and revenue is not null and rate is not null as priced
    from rated
)
select
    channel,
    campaign,
    step,
    source,
    currency,
    case when status = 'won' and revenue is not null and rate is null then 'no_rate' else 'counted' end as state,
    cast(count(*) filter (where status = 'won') as bigint) as won,
    cast(count(*) filter (where status = 'open') as bigint) as open,
    cast(count(*) filter (where status = 'won' and not priced) as bigint) as unpriced,
    cast(count(*) filter (where status = 'won' and customer = '') as bigint) as anonymous,
    cast(count(*) filter (where status = 'won' and customer <> '' and turn = 1) as bigint) as customers,
    cast(count(*) filter (where status = 'won' and paid_at is null) as bigint) as undated,
    cast(count(*) filter (where lead_id <> '') as bigint) as lead_named,
    cast(count(*) filter (where has_lead) as bigint) as with_lead,
    count(*) as row_count,
    cast(coalesce(sum(revenue) filter (where status = 'won'), 0) as decimal(38, 6)) as native,
    cast(coalesce(sum(cast(revenue * times as decimal(38, 6))) filter (where priced), 0) as decimal(38, 6)) as revenue,
    cast(coalesce(sum(cast(returned * times as decimal(38, 6))) filter (where priced), 0) as decimal(38, 6)) as returned,
    cast(coalesce(sum(cast(variable_cost * times as decimal(38, 6))) filter (where priced), 0) as decimal(38, 6))
        as variable_cost,
    cast(coalesce(sum(
        cast(revenue * times as decimal(38, 6)) - cast(coalesce(returned, 0) * times as decimal(38, 6))
    ) filter (where priced and variable_cost is null), 0) as decimal(38, 6)) as uncosted,
    min(day) as first_day,
    max(day) as last_day
from converted
group by channel, campaign, step, source, currency, state
order by channel, campaign, step, source, currency, state

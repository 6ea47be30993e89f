-- Every deal with the channel and campaign it came from and its money in one currency; tables: found, rate_by_day, factors.
-- A deal takes its lead's origin when that says something, otherwise its own. A sale is turned into the currency at the
-- rate of the day it was paid, else closed, else opened. Short lead ids mean something within one system only. A deal
-- without a buyer’s id was bought by its lead. Casts before products keep DuckDB from 18-digit arithmetic.
-- The cost of a sale may come apart from it, as readings "variable_cost" of breakdown "deal" under the sale's id.
with told_costs as (
    select subject, unit, cast(sum(value) as decimal(18, 6)) as value
    from observations
    where breakdown = 'deal' and metric = 'variable_cost'
    group by subject, unit
),
lead_found as (
    select
        found.source, found.account, found.id, found.weight, found.channel, found.campaign, found.step, found.touch_at,
        leads.created_at
    from found
    join leads on leads.source = found.source and leads.account = found.account and leads.lead_id = found.id
    where found.kind = 'lead'
),
joined as (
    select
        deals.source, deals.account, deals.deal_id, deals.lead_id, deals.customer, deals.status, deals.currency,
        deals.created_at, deals.closed_at, deals.paid_at, deals.revenue, deals.returned,
        deals.import_id, deals.file, deals.sheet, deals."row",
        coalesce(deals.variable_cost, told_costs.value) as sale_cost,
        lead_found.created_at as lead_at,
        lead_found.id is not null as has_lead,
        lead_found.weight as lead_weight,
        lead_found.channel as lead_channel,
        lead_found.campaign as lead_campaign,
        lead_found.step as lead_step,
        lead_found.touch_at as lead_touch_at
    from deals
    left join told_costs on told_costs.subject = deals.deal_id and told_costs.unit = deals.currency
    left join lead_found
        on lead_found.id = deals.lead_id and deals.lead_id <> ''
        and (lead_found.source = deals.source or length(deals.lead_id) >= 8)
    qualify row_number() over (
        partition by deals.source, deals.account, deals.deal_id
        order by lead_found.source = deals.source desc, lead_found.account = deals.account desc, lead_found.created_at
    ) = 1
),
placed as (
    select
        joined.*,
        coalesce(joined.lead_weight = 2 or own.weight < joined.lead_weight, false) as by_lead,
        case
            when coalesce(joined.customer, '') <> '' then joined.customer
            when coalesce(joined.lead_id, '') <> '' then 'lead:' || joined.lead_id
            else ''
        end as buyer,
        own.channel as own_channel, own.campaign as own_campaign, own.step as own_step, own.touch_at as own_touch_at,
        coalesce(joined.paid_at, joined.closed_at, joined.created_at) as money_at,
        coalesce(joined.lead_at, joined.created_at, joined.closed_at, joined.paid_at) as begun_at
    from joined
    join found as own
        on own.kind = 'deal' and own.source = joined.source and own.account = joined.account and own.id = joined.deal_id
),
rated as (
    select
        placed.*,
        cast(timezone($zone, placed.begun_at) as date) as lead_day,
        cast(timezone($zone, placed.money_at) as date) as paid_day,
        row_number() over (
            partition by placed.source, placed.buyer, placed.status = 'won' order by placed.money_at, placed.deal_id
        ) = 1 as first_sale,
        cast(case when placed.currency = $currency then 1 else rate_by_day.rate end * coalesce(factors.factor, 1)
            as decimal(14, 8)) as times
    from placed
    left join rate_by_day
        on rate_by_day.currency = placed.currency
        and rate_by_day.day = cast(timezone($zone, placed.money_at) as date)
    left join factors on factors.source = placed.source
)
select
    source, account, deal_id, lead_id, buyer as customer, status, currency, has_lead, first_sale, lead_day, paid_day,
    created_at, closed_at, paid_at, import_id, file, sheet, "row",
    case when by_lead then lead_channel else own_channel end as channel,
    case when by_lead then lead_campaign else own_campaign end as campaign,
    case when by_lead then lead_step else own_step end as step,
    case when by_lead then lead_touch_at else own_touch_at end as touch_at,
    revenue as native,
    returned as native_returned,
    sale_cost as native_cost,
    revenue is not null and times is not null as priced,
    cast(cast(revenue as decimal(24, 6)) * times as decimal(38, 6)) as revenue,
    cast(cast(coalesce(returned, 0) as decimal(24, 6)) * times as decimal(38, 6)) as returned,
    cast(cast(sale_cost as decimal(24, 6)) * times as decimal(38, 6)) as variable_cost
from rated

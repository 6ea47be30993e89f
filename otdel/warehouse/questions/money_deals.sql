-- Deals by channel, campaign and step, by lead day or payment day in [$from_day, $to_day); tables: sales.
-- Only won sales with an amount count as money; uncosted is revenue less returns of those whose cost is not known.
with dated as (
    select *, case when $basis = 'payment' and status = 'won' then paid_day else lead_day end as day
    from sales
)
select
    channel,
    campaign,
    step,
    source,
    currency,
    case when status = 'won' and native is not null and not priced then 'no_rate' else 'counted' end as state,
    cast(count(*) filter (where status = 'won') as bigint) as won,
    cast(count(*) filter (where status = 'open') as bigint) as open,
    cast(count(*) filter (where status = 'won' and not priced) as bigint) as unpriced,
    cast(count(*) filter (where status = 'won' and customer = '') as bigint) as anonymous,
    cast(count(*) filter (where status = 'won' and customer <> '' and first_sale) as bigint) as customers,
    cast(count(*) filter (where status = 'won' and paid_at is null) as bigint) as undated,
    cast(count(*) filter (where lead_id <> '') as bigint) as lead_named,
    cast(count(*) filter (where has_lead) as bigint) as with_lead,
    count(*) as row_count,
    cast(coalesce(sum(native) filter (where status = 'won'), 0) as decimal(38, 6)) as native,
    cast(coalesce(sum(revenue) filter (where status = 'won' and priced), 0) as decimal(38, 6)) as revenue,
    cast(coalesce(sum(returned) filter (where status = 'won' and priced), 0) as decimal(38, 6)) as returned,
    cast(coalesce(sum(variable_cost) filter (where status = 'won' and priced), 0) as decimal(38, 6)) as variable_cost,
    cast(coalesce(sum(revenue - returned) filter (where status = 'won' and priced and variable_cost is null), 0)
        as decimal(38, 6)) as uncosted
from dated
where (cast($from_day as date) is null or day >= $from_day) and (cast($to_day as date) is null or day < $to_day)
group by channel, campaign, step, source, currency, state
order by channel, campaign, step, source, currency, state

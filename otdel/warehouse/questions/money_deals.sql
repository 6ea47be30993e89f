-- Deals by where they came from and day: the lead's or the payment's, as $basis says; tables: sales, places.
-- An answer adds up the days of its period, so this is asked once for a state of the facts. Only won sales with an amount
-- count as money; uncosted is revenue less returns of those whose cost is not known. With a $usual_margin their cost is
-- assumed instead.
with dated as (
    select
        *,
        case when $basis = 'payment' and status = 'won' then paid_day else lead_day end as day,
        status = 'won' and priced as counts
    from sales
),
by_day as (
    select
        places.place,
        dated.step,
        dated.source,
        dated.currency,
        dated.day,
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
        cast(coalesce(sum(revenue) filter (where counts), 0) as decimal(38, 6)) as revenue,
        cast(coalesce(sum(returned) filter (where counts), 0) as decimal(38, 6)) as returned,
        cast(coalesce(sum(variable_cost) filter (where counts), 0) as decimal(38, 6)) as known_cost,
        cast(coalesce(sum(revenue - returned) filter (where counts and variable_cost is null), 0)
            as decimal(38, 6)) as costless
    from dated
    join places on places.channel = dated.channel and places.campaign is not distinct from dated.campaign
    group by places.place, dated.step, dated.source, dated.currency, dated.day, state
),
assumed as (
    select
        *,
        case
            when cast($usual_margin as decimal(10, 8)) is null then cast(0 as decimal(38, 6))
            else cast(cast(costless as decimal(24, 6)) * cast(1 - cast($usual_margin as decimal(10, 8))
                as decimal(10, 8)) as decimal(38, 6))
        end as assumed
    from by_day
)
select
    * exclude (known_cost, costless),
    cast(known_cost + assumed as decimal(38, 6)) as variable_cost,
    case when cast($usual_margin as decimal(10, 8)) is null then costless else cast(0 as decimal(38, 6)) end as uncosted
from assumed

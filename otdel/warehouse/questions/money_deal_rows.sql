-- Deals behind chosen places, by lead day or payment day in [$from_day, $to_day), the newest first; tables: chosen, sales.
with dated as (
    select sales.*, case when $basis = 'payment' and sales.status = 'won' then paid_day else lead_day end as day
    from sales
    join chosen on chosen.channel = sales.channel and chosen.campaign = coalesce(sales.campaign, -1)
)
select
    import_id, file, sheet, "row", deal_id, lead_id, source, created_at, paid_at, status, step, touch_at, currency,
    native, native_returned, native_cost, priced, revenue, returned, variable_cost
from dated
where (cast($from_day as date) is null or day >= $from_day) and (cast($to_day as date) is null or day < $to_day)
order by status = 'won' desc, day desc nulls last, source, account, deal_id
limit $most

-- Paid sales of customers whose first one fell into [$from_day, $to_day) in chosen places, in their first $window days.
-- tables: sales, chosen (channel, campaign or -1). With a $usual_margin the cost of a sale that is not known is assumed.
with won as (
    select
        sales.*,
        min(paid_day) over (partition by source, customer) as first_day,
        revenue - returned - coalesce(variable_cost, cast((revenue - returned)
            * (1 - cast($usual_margin as decimal(10, 8))) as decimal(38, 6))) as value
    from sales
    where status = 'won' and customer <> '' and paid_day is not null
),
opened as (
    select won.source, won.customer
    from won
    join chosen on chosen.channel = won.channel and chosen.campaign = coalesce(won.campaign, -1)
    where won.first_sale and won.first_day >= $from_day and won.first_day < $to_day
)
select
    won.import_id, won.file, won.sheet, won."row", won.paid_day as day,
    concat_ws(' ', won.source, won.deal_id) as what,
    won.value,
    count(*) over () as found,
    sum(won.value) over () as total,
    (select count(*) from opened) as customers
from won
join opened on opened.source = won.source and opened.customer = won.customer
where won.paid_day < won.first_day + $window and won.value is not null
order by won.value desc, won.source, won.deal_id
limit $most

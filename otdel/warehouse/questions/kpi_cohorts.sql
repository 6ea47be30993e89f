-- Customers by the day and place of their first paid sale, and their margin of the $window days from it; tables: sales, places.
-- With a $usual_margin the cost of a sale that is not known is assumed; without it such sales are counted as costless rows.
with won as (
    select
        sales.*,
        min(paid_day) over (partition by source, customer) as first_day,
        revenue - returned - coalesce(variable_cost, cast((revenue - returned)
            * (1 - cast($usual_margin as decimal(10, 8))) as decimal(38, 6))) as margin
    from sales
    where status = 'won' and customer <> '' and paid_day is not null
)
select
    places.place,
    won.first_day as day,
    cast(count(*) filter (where won.first_sale) as bigint) as customers,
    cast(coalesce(sum(won.margin) filter (where won.paid_day < won.first_day + $window), 0) as decimal(38, 6)) as margin,
    cast(count(*) filter (where won.margin is null and won.paid_day < won.first_day + $window) as bigint) as costless,
    count(*) filter (where won.paid_day < won.first_day + $window) as row_count
from won
join won as opening
    on opening.source = won.source and opening.customer = won.customer and opening.first_sale
join places on places.channel = opening.channel and places.campaign is not distinct from opening.campaign
group by places.place, won.first_day

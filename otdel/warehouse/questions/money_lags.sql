-- Days from lead (or opening) to payment of won deals, by the day of the lead: what the lag curve is measured on.
with lead_days as (
    select source, lead_id, min(created_at) as created_at from leads group by source, lead_id
),
timed as (
    select
        cast(timezone($zone, coalesce(lead_days.created_at, deals.created_at)) as date) as lead_day,
        cast(timezone($zone, coalesce(deals.paid_at, deals.closed_at)) as date) as paid_day
    from deals
    left join lead_days
        on lead_days.lead_id = deals.lead_id and lead_days.source = deals.source and deals.lead_id <> ''
    where deals.status = 'won'
)
select lead_day, cast(date_diff('day', lead_day, paid_day) as bigint) as lag, count(*) as deals
from timed
where lead_day is not null and paid_day >= lead_day
group by lead_day, lag
order by lead_day, lag

-- Runs of days without spend inside each source's and account's own span: first day missing, last day missing, how many.
with days as (
    select distinct source, account, day
    from spend_daily
    where day is not null
),

followed as (
    select source, account, day, lead(day) over (partition by source, account order by day) as next_day
    from days
)

select
    source,
    account,
    cast(day + interval 1 day as date) as first_missing,
    cast(next_day - interval 1 day as date) as last_missing,
    next_day - day - 1 as missing_days
from followed
where next_day - day > 1
order by source, account, first_missing

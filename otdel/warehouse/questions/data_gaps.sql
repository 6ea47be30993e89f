-- Holes in daily data: for spend and sessions, days between the first and the last of a source that have no row.
with days as (
    select distinct 'spend' as shape, source, account, day from spend where day is not null
    union all
    select distinct 'sessions', source, account, day from sessions where day is not null
),
following as (
    select *, lead(day) over (partition by shape, source, account order by day) as next_day from days
)
select shape, source, account, day + 1 as from_day, next_day as until_day, next_day - day - 1 as days
from following
where next_day - day > 1
order by shape, source, account, from_day

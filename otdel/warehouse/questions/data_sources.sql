-- Every source and account by shape: first and last day, days with data, rows, how many imports they came from.
with facts as (
    select 'spend' as shape, source, account, day, import_id from spend
    union all
    select 'sessions', source, account, day, import_id from sessions
    union all
    select 'touches', source, account, cast("at" as date), import_id from touches
    union all
    select 'leads', source, account, cast(created_at as date), import_id from leads
    union all
    select 'deals', source, account, cast(coalesce(created_at, closed_at, paid_at) as date), import_id from deals
    union all
    select 'rates', source, '', day, import_id from rates
    union all
    select 'observations', source, account, day, import_id from observations
)
select
    shape,
    source,
    account,
    min(day) as first_day,
    max(day) as last_day,
    count(distinct day) as days,
    count(*) as row_count,
    count(distinct import_id) as imports
from facts
group by shape, source, account
order by shape, source, account

-- What facts about money there are: by shape and source, first and last day, rows and the imports they came from.
with facts as (
    select 'spend' as shape, source, currency, day, import_id, row_count from spend_daily
    union all
    select 'leads', source, '', cast(timezone($zone, created_at) as date), import_id, 1 from leads
    union all
    select
        'deals', deals.source, deals.currency,
        cast(timezone($zone, coalesce(deals.created_at, deals.closed_at, deals.paid_at)) as date), deals.import_id, 1
    from deals
    union all
    select 'deals_seen', source, '', cast(timezone($zone, greatest(created_at, closed_at, paid_at)) as date), import_id, 1
    from deals
    union all
    select 'touches', source, '', cast(timezone($zone, "at") as date), import_id, 1 from touches
    union all
    select 'sessions', source, '', day, import_id, 1 from sessions
)
select
    shape,
    source,
    currency,
    min(day) as first_day,
    max(day) as last_day,
    cast(sum(row_count) as bigint) as row_count,
    list_sort(list(distinct import_id)) as imports
from facts
group by shape, source, currency
order by shape, source, currency

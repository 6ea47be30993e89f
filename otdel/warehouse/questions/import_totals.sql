-- What each import brought and how much of it still wins: rows and money by shape and currency.
with brought as (
    select import_id, 'spend' as shape, currency, cost as amount, 0 as wins from spend_history
    union all
    select import_id, 'spend', currency, cost, 1 from spend
    union all
    select import_id, 'sessions', currency, revenue, 0 from sessions_history
    union all
    select import_id, 'sessions', currency, revenue, 1 from sessions
    union all
    select import_id, 'touches', currency, value, 0 from touches_history
    union all
    select import_id, 'touches', currency, value, 1 from touches
    union all
    select import_id, 'leads', '', null, 0 from leads_history
    union all
    select import_id, 'leads', '', null, 1 from leads
    union all
    select import_id, 'deals', currency, revenue, 0 from deals_history
    union all
    select import_id, 'deals', currency, revenue, 1 from deals
    union all
    select import_id, 'rates', '', null, 0 from rates_history
    union all
    select import_id, 'rates', '', null, 1 from rates
    union all
    select import_id, 'observations', '', null, 0 from observations_history
    union all
    select import_id, 'observations', '', null, 1 from observations
)

select
    import_id,
    shape,
    currency,
    sum(1 - wins) as row_count,
    sum(case when wins = 0 then amount end) as amount,
    sum(wins) as winning_rows,
    sum(case when wins = 1 then amount end) as winning_amount
from brought
where $import_id is null or import_id = $import_id
group by import_id, shape, currency
order by import_id, shape, currency

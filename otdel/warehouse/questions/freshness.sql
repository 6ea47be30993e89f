-- Which sources and accounts have spend, from which day to which, and which import spoke last.
select
    source,
    account,
    min(day) as first_day,
    max(day) as last_day,
    count(*) as row_count,
    max(import_id) as last_import
from spend
group by source, account
order by source, account

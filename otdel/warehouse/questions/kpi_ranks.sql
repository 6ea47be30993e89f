-- Every position of a tracked keyword, with the row it was read from.
select
    day, source, account, breakdown, subject, value as position, import_id, file, sheet, "row"
from observations
where breakdown like 'keyword%' and metric = 'position' and day is not null
order by day, source, account, breakdown, subject

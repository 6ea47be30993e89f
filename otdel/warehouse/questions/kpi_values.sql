-- Readings that carry a measure's own name, as a file of typed-in values brings them; tables: measures (codes).
select
    observations.metric as code, observations.day, observations.until, observations.value, observations.source,
    observations.import_id, observations.file, observations.sheet, observations."row"
from observations
join measures on measures.code = observations.metric
where observations.day is not null and observations.until > observations.day
order by observations.import_id desc, observations.day, observations.sheet, observations."row"

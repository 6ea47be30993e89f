-- Clicks from search by the days a reading speaks for: on queries with a word of the brand and on others; tables: brands.
select
    observations.source, observations.account, observations.day, observations.until, observations.import_id,
    cast(coalesce(sum(value) filter (where branded), 0) as decimal(38, 6)) as brand,
    cast(coalesce(sum(value) filter (where not branded), 0) as decimal(38, 6)) as nonbrand,
    count(*) filter (where branded) as brand_rows,
    count(*) filter (where not branded) as nonbrand_rows
from (
    select
        *,
        exists (select 1 from brands where contains(lower(observations.subject), brands.word)) as branded
    from observations
    where breakdown like 'query%' and metric = 'clicks' and day is not null and until > day
) as observations
group by observations.source, observations.account, observations.day, observations.until, observations.import_id
order by observations.import_id desc, observations.day

-- Rows of files behind clicks of chosen readings, on queries with a word of the brand or without one as $branded says.
-- tables: brands, chosen (source, account, day, until, import_id, share: the part of the reading that counts).
with counted as (
    select
        observations.import_id, observations.file, observations.sheet, observations."row", observations.day,
        observations.subject as what,
        cast(cast(observations.value as decimal(24, 6)) * chosen.share as decimal(38, 6)) as value
    from observations
    join chosen
        on chosen.source = observations.source and chosen.account = observations.account
        and chosen.day = observations.day and chosen.until = observations.until
        and chosen.import_id = observations.import_id
    where observations.breakdown like 'query%' and observations.metric = 'clicks'
        and $branded = exists (select 1 from brands where contains(lower(observations.subject), brands.word))
)
select *, count(*) over () as found, sum(value) over () as total
from counted
order by value desc, day, import_id, sheet, "row"
limit $most

-- Rows of files behind sessions of chosen places and tables in [$from_day, $to_day), the largest first.
-- tables: origin_map, chosen (place, source, account, day, breakdown).
select
    sessions.import_id, sessions.file, sessions.sheet, sessions."row", sessions.day,
    concat_ws(' / ', nullif(utm_source, ''), nullif(utm_medium, ''), nullif(utm_campaign, ''), nullif(page, '')) as what,
    cast(coalesce(sessions.sessions, 0) as decimal(38, 6)) as value,
    count(*) over () as found,
    cast(sum(coalesce(sessions.sessions, 0)) over () as decimal(38, 6)) as total
from sessions
join origin_map using (utm_source, utm_medium, utm_campaign, campaign_id)
join chosen
    on chosen.place = origin_map.place and chosen.source = sessions.source and chosen.account = sessions.account
    and chosen.day = sessions.day and chosen.breakdown = sessions.breakdown
where sessions.day >= $from_day and sessions.day < $to_day
order by value desc, sessions.day, sessions.import_id, sessions.sheet, sessions."row"
limit $most

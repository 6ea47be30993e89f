-- Sessions by day and place; tables: origin_map (the place of each set of tags).
-- A day told by several tables of one system is counted from one of them: the one with the most tagged sessions.
with told as (
    select
        sessions.*,
        dense_rank() over (partition by source, account, day order by tagged desc, counted desc, breakdown) as choice
    from sessions
    join (
        select
            source, account, day, breakdown,
            coalesce(sum(sessions) filter (where utm_source <> ''), 0) as tagged,
            coalesce(sum(sessions), 0) as counted
        from sessions group by source, account, day, breakdown
    ) as tables using (source, account, day, breakdown)
)
select
    origin_map.place,
    told.day,
    told.breakdown,
    told.source,
    told.account,
    cast(sum(coalesce(told.sessions, 0)) as bigint) as sessions,
    count(*) as row_count
from told
join origin_map using (utm_source, utm_medium, utm_campaign, campaign_id)
where told.choice = 1 and told.day is not null
group by origin_map.place, told.day, told.breakdown, told.source, told.account

-- The spend one import brought, row by row as in its file, and whether each row still wins.
select
    history.day,
    history.source,
    history.account,
    history.campaign_id,
    history.campaign,
    history.ad_group,
    history.ad,
    history.currency,
    history.cost,
    history.impressions,
    history.clicks,
    history.spread_days,
    history.file,
    history.sheet,
    history."row",
    winning."row" is not null as wins
from spend_history as history
left join (
    select distinct sheet, "row", day
    from spend
    where import_id = $import_id
) as winning
    on
        history.sheet = winning.sheet
        and history."row" = winning."row"
        and history.day is not distinct from winning.day
where history.import_id = $import_id
order by history.sheet, history."row", history.day
limit $most offset $skip

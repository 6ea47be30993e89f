-- Days of older imports for which import $import_id has the newer word, by shape and older import.
-- An empty account is some account of its source, as where winners are decided.
with found as (
    select distinct 'spend' as shape, older.import_id, older.day
    from (select distinct import_id, source, account, campaign_id, campaign, day from spend_history) as older
    join (
        select distinct source, account, campaign_id, campaign, day
        from spend_history where import_id = $import_id
    ) as newer
        on older.source = newer.source and older.day = newer.day
        and (older.account = newer.account or older.account = '' or newer.account = '')
        and case
            when older.campaign_id <> '' and newer.campaign_id <> '' then older.campaign_id = newer.campaign_id
            else older.campaign = newer.campaign
        end
    where older.import_id < $import_id
    union all
    select distinct 'sessions', older.import_id, older.day
    from (select distinct import_id, source, account, breakdown, day from sessions_history) as older
    join (
        select distinct source, account, breakdown, day from sessions_history where import_id = $import_id
    ) as newer using (source, breakdown, day)
    where older.import_id < $import_id and (older.account = newer.account or older.account = '' or newer.account = '')
    union all
    select distinct 'observations', older.import_id, older.day
    from (
        select distinct import_id, source, account, breakdown, subject, metric, day from observations_history
    ) as older
    join (
        select distinct source, account, breakdown, subject, metric, day
        from observations_history where import_id = $import_id
    ) as newer using (source, breakdown, subject, metric, day)
    where older.import_id < $import_id and (older.account = newer.account or older.account = '' or newer.account = '')
    union all
    select distinct 'rates', older.import_id, older.day
    from (select distinct import_id, currency, "into", day from rates_history) as older
    join (
        select distinct currency, "into", day from rates_history where import_id = $import_id
    ) as newer using (currency, "into", day)
    where older.import_id < $import_id
)
select shape, import_id, count(*) as days, min(day) as first_day, max(day) as last_day
from found
group by shape, import_id
order by import_id, shape

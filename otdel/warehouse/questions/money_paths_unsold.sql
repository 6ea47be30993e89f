-- Visits of visitors who bought nothing, oldest first, of the last $look_back days before each one's last visit, with how
-- many visitors came that way; last visits in [$from_day, $to_day) when given; tables: origin_map, as for money_paths.
with buyers as (
    select visitor from deals where status = 'won' and visitor <> ''
    union
    select leads.visitor
    from deals
    join leads
        on leads.lead_id = deals.lead_id and deals.lead_id <> '' and leads.visitor <> ''
        and (leads.source = deals.source or length(deals.lead_id) >= 8)
    where deals.status = 'won'
    union
    select visitor from touches
    where "transaction" in (select deal_id from deals where status = 'won') and visitor <> ''
),
visits as (
    select
        touches.visitor, min(touches."at") as "at",
        case when touches.session = '' then 'event ' || touches."at"::varchar || touches.event else touches.session end
            as visit,
        arg_max(origin_map.number, (origin_map.weight, -epoch_us(touches."at"), origin_map.number)) as number
    from touches
    join origin_map
        on origin_map.utm_source = touches.utm_source
        and origin_map.utm_medium = touches.utm_medium
        and origin_map.utm_campaign = touches.utm_campaign
        and origin_map.campaign_id = touches.campaign_id
        and origin_map.click_kind = split_part(touches.click_id, ':', 1)
        and origin_map.origin = touches.origin
    where touches.visitor <> ''
    group by touches.visitor, visit
),
lasts as (
    select visits.*, max("at") over (partition by visitor) as last_at
    from visits
    where visitor not in (select visitor from buyers)
),
roads as (
    select visitor, list(number order by "at", number) as numbers
    from lasts
    where
        "at" >= last_at - to_days($look_back)
        and ($from_day is null or cast(timezone($zone, last_at) as date) >= $from_day)
        and ($to_day is null or cast(timezone($zone, last_at) as date) < $to_day)
    group by visitor
)
select numbers, count(*) as visitors
from roads
group by numbers
order by visitors desc, numbers

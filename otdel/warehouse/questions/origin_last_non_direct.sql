-- For each lead and deal, the last touch that was not direct, at most $look_back days before it; tables: origin_map.
-- Tags a lead or deal carries itself are a touch at its own moment. A touch may be up to ten minutes late, because clocks
-- of two systems differ; when a record has a day and no time, touches of that whole day count. A click id that was seen
-- with a campaign anywhere speaks for that campaign. origin_map.weight: 2 marketing or other origin, 1 direct, 0 silent.
with records as (
    select
        'lead' as kind, source, account, lead_id as id, created_at as moment, visitor, click_id,
        utm_source, utm_medium, utm_campaign, campaign_id, origin
    from leads
    union all
    select
        'deal', source, account, deal_id, coalesce(created_at, closed_at, paid_at), visitor, click_id,
        utm_source, utm_medium, utm_campaign, campaign_id, origin
    from deals
),
limits as (
    select
        kind, source, account, id, visitor, moment,
        case
            when date_trunc('day', timezone($zone, moment)) = timezone($zone, moment) then moment + interval 1 day
            else moment + interval 10 minute
        end as latest,
        moment - to_days($look_back) as earliest
    from records
),
candidates as (
    select
        kind, source, account, id, moment as "at", 0 as place, click_id,
        utm_source, utm_medium, utm_campaign, campaign_id, split_part(click_id, ':', 1) as click_kind, origin
    from records
    union all
    select
        limits.kind, limits.source, limits.account, limits.id, touches."at", 1, touches.click_id,
        touches.utm_source, touches.utm_medium, touches.utm_campaign, touches.campaign_id,
        split_part(touches.click_id, ':', 1), touches.origin
    from limits
    join touches on touches.visitor = limits.visitor
    where limits.visitor <> '' and touches."at" <= limits.latest and touches."at" >= limits.earliest
),
seen_clicks as (
    select click_id, utm_source, utm_medium, utm_campaign, campaign_id, click_kind, origin
    from (
        select click_id, utm_source, utm_medium, utm_campaign, campaign_id, split_part(click_id, ':', 1) as click_kind,
            origin, "at"
        from touches where click_id <> '' and (campaign_id <> '' or utm_campaign <> '')
        union all
        select click_id, utm_source, utm_medium, utm_campaign, campaign_id, split_part(click_id, ':', 1), origin, moment
        from records where click_id <> '' and (campaign_id <> '' or utm_campaign <> '')
    ) as carried
    qualify row_number() over (partition by click_id order by campaign_id <> '' desc, "at" desc, utm_campaign) = 1
),
clicks as (
    select seen_clicks.click_id, origin_map.number
    from seen_clicks
    join origin_map
        on origin_map.utm_source = seen_clicks.utm_source
        and origin_map.utm_medium = seen_clicks.utm_medium
        and origin_map.utm_campaign = seen_clicks.utm_campaign
        and origin_map.campaign_id = seen_clicks.campaign_id
        and origin_map.click_kind = seen_clicks.click_kind
        and origin_map.origin = seen_clicks.origin
    where origin_map.to_campaign
),
weighed as (
    select
        candidates.kind, candidates.source, candidates.account, candidates.id, candidates."at", candidates.place,
        coalesce(clicks.number, origin_map.number) as number,
        clicks.number is not null as by_click,
        case when clicks.number is not null then 2 else origin_map.weight end as weight
    from candidates
    join origin_map
        on origin_map.utm_source = candidates.utm_source
        and origin_map.utm_medium = candidates.utm_medium
        and origin_map.utm_campaign = candidates.utm_campaign
        and origin_map.campaign_id = candidates.campaign_id
        and origin_map.click_kind = candidates.click_kind
        and origin_map.origin = candidates.origin
    left join clicks on clicks.click_id = candidates.click_id and candidates.click_id <> ''
)
select kind, source, account, id, "at" as touch_at, number, by_click, weight
from weighed
qualify row_number() over (
    partition by kind, source, account, id order by weight desc, place, "at" desc nulls last, number
) = 1

-- The visits that led to each chosen sale, oldest first, at most $look_back days before it; tables: origin_map, chosen.
-- Visits are found by the visitor of the sale or of its lead, or by the visit whose purchase names the sale. A visit's
-- events are one touch, at its first moment and by its most telling tags; an event without a visit is a touch of its own.
-- A visit may be up to ten minutes late, because clocks of two systems differ; when a sale has a day and no time, visits
-- of that whole day count. origin_map gives each set of tags its number; weight: 2 an origin, 1 direct, 0 silent; chosen
-- names the sales asked about.
with led as (
    select deals.source, deals.account, deals.deal_id, leads.visitor
    from deals
    join chosen on chosen.source = deals.source and chosen.account = deals.account and chosen.deal_id = deals.deal_id
    join leads
        on leads.lead_id = deals.lead_id and deals.lead_id <> '' and leads.visitor <> ''
        and (leads.source = deals.source or length(deals.lead_id) >= 8)
    qualify row_number() over (
        partition by deals.source, deals.account, deals.deal_id
        order by leads.source = deals.source desc, leads.account = deals.account desc, leads.created_at
    ) = 1
),
named as (
    select "transaction", min(visitor) as visitor
    from touches
    where "transaction" <> '' and visitor <> ''
    group by "transaction"
),
sales as (
    select
        deals.source, deals.account, deals.deal_id,
        coalesce(deals.created_at, deals.closed_at, deals.paid_at) as moment,
        coalesce(nullif(deals.visitor, ''), led.visitor, named.visitor) as visitor
    from deals
    join chosen on chosen.source = deals.source and chosen.account = deals.account and chosen.deal_id = deals.deal_id
    left join led
        on led.source = deals.source and led.account = deals.account and led.deal_id = deals.deal_id
    left join named on named."transaction" = deals.deal_id
),
limits as (
    select
        source, account, deal_id, visitor,
        case
            when date_trunc('day', timezone($zone, moment)) = timezone($zone, moment) then moment + interval 1 day
            else moment + interval 10 minute
        end as latest,
        moment - to_days($look_back) as earliest
    from sales
    where visitor is not null and moment is not null
),
seen as (
    select
        limits.source, limits.account, limits.deal_id, touches."at", origin_map.number, origin_map.weight,
        case when touches.session = '' then 'event ' || touches."at"::varchar || touches.event else touches.session end
            as visit
    from limits
    join touches on touches.visitor = limits.visitor
    join origin_map
        on origin_map.utm_source = touches.utm_source
        and origin_map.utm_medium = touches.utm_medium
        and origin_map.utm_campaign = touches.utm_campaign
        and origin_map.campaign_id = touches.campaign_id
        and origin_map.click_kind = split_part(touches.click_id, ':', 1)
        and origin_map.origin = touches.origin
    where touches."at" <= limits.latest and touches."at" >= limits.earliest
),
visits as (
    select
        source, account, deal_id, visit,
        min("at") as "at",
        arg_max(number, (weight, -epoch_us("at"), number)) as number
    from seen
    group by source, account, deal_id, visit
)
select
    source, account, deal_id,
    list(number order by "at", number) as numbers,
    list("at" order by "at", number) as moments
from visits
group by source, account, deal_id
order by source, account, deal_id

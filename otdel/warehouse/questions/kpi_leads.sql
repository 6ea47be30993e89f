-- Every lead with its place, its day, and what became of it; tables: found, places, sales, brands (words in lower case).
-- A lead is qualified when the CRM says so or sales opened a deal for it, also when that deal was lost later. It is won when
-- one of its deals was paid within $window days of the lead. It is branded when its own tags carry a word of the brand.
with outcomes as (
    select
        source, lead_id,
        count(*) as deals,
        min(paid_day) filter (where status = 'won') as won_day
    from sales
    where lead_id <> ''
    group by source, lead_id
),
joined as (
    select
        leads.*,
        places.place,
        cast(timezone($zone, leads.created_at) as date) as day,
        coalesce(max(outcomes.deals) over same, 0) as deals,
        min(outcomes.won_day) over same as won_day
    from leads
    join found
        on found.kind = 'lead' and found.source = leads.source
        and found.account = leads.account and found.id = leads.lead_id
    join places on places.channel = found.channel and places.campaign is not distinct from found.campaign
    left join outcomes
        on outcomes.lead_id = leads.lead_id
        and (outcomes.source = leads.source or length(leads.lead_id) >= 8)
    window same as (partition by leads.source, leads.account, leads.lead_id)
    qualify row_number() over same = 1
)
select
    place, day, lead_id, source, import_id, file, sheet, "row",
    status in ('qualified', 'won') or deals > 0 as qualified,
    deals > 0 and coalesce(date_diff('day', day, won_day) between 0 and $window, false) as won,
    exists (
        select 1 from brands
        where contains(lower(utm_term), brands.word) or contains(lower(utm_campaign), brands.word)
    ) as branded
from joined

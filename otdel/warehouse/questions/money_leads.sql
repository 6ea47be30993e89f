-- Leads by where they came from and the day they arrived; tables: found, places.
-- An answer adds up the days of its period, so this is asked once for a state of the facts.
select
    places.place,
    found.step,
    cast(timezone($zone, leads.created_at) as date) as day,
    count(*) as leads,
    cast(count(*) filter (where leads.created_at is null) as bigint) as undated
from leads
join found
    on found.kind = 'lead' and found.source = leads.source and found.account = leads.account and found.id = leads.lead_id
join places on places.channel = found.channel and places.campaign is not distinct from found.campaign
group by places.place, found.step, day

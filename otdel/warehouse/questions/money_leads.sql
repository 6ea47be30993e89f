-- Leads by the channel and campaign they came from, that arrived in [$from_day, $to_day); tables: found.
select
    found.channel,
    found.campaign,
    found.step,
    count(*) as leads,
    cast(count(*) filter (where leads.created_at is null) as bigint) as undated
from leads
join found
    on found.kind = 'lead' and found.source = leads.source and found.account = leads.account and found.id = leads.lead_id
where (cast($from_day as date) is null or cast(timezone($zone, leads.created_at) as date) >= $from_day)
    and (cast($to_day as date) is null or cast(timezone($zone, leads.created_at) as date) < $to_day)
group by found.channel, found.campaign, found.step
order by found.channel, found.campaign, found.step

-- Every campaign money was ever spent on, with the type and name last seen.
select
    source,
    account,
    campaign_id,
    campaign,
    max(campaign_type) as campaign_type,
    cast(sum(row_count) as bigint) as row_count
from spend_daily
group by source, account, campaign_id, campaign
order by source, account, campaign_id, campaign

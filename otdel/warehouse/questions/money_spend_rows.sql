-- Rows of files behind the spend of chosen campaigns in [$from_day, $to_day), the largest first; tables: chosen, campaigns.
select
    spend.import_id, spend.file, spend.sheet, spend."row", spend.day, spend.source, spend.account, spend.campaign,
    spend.ad_group, spend.ad, spend.currency, spend.cost,
    coalesce(spend.spread_days, 1) as spread_days
from spend
join campaigns
    on campaigns.source = spend.source and campaigns.account = spend.account
    and campaigns.campaign_id = spend.campaign_id and campaigns.campaign = spend.campaign
where campaigns.number in (select campaign from chosen)
    and (cast($from_day as date) is null or spend.day >= $from_day)
    and (cast($to_day as date) is null or spend.day < $to_day)
order by spend.day desc nulls last, spend.cost desc, spend.import_id, spend.sheet, spend."row"
limit $most

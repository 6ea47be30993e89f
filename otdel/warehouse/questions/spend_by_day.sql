-- Money spent each day by source, account and currency, in [$from_day, $to_day).
select
    day,
    source,
    account,
    currency,
    sum(cost) as cost,
    sum(impressions) as impressions,
    sum(clicks) as clicks,
    count(*) as row_count
from spend
where day >= $from_day and day < $to_day
group by day, source, account, currency
order by day, source, account, currency

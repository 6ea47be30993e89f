-- Money spent each day by source, account and currency, in [$from_day, $to_day).
select
    day,
    source,
    account,
    currency,
    cast(sum(cost) as decimal(38, 6)) as cost,
    cast(sum(impressions) as bigint) as impressions,
    cast(sum(clicks) as bigint) as clicks,
    cast(sum(row_count) as bigint) as row_count
from spend_daily
where day >= $from_day and day < $to_day
group by day, source, account, currency
order by day, source, account, currency

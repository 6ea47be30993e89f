-- Which exchange rates there are: by source and pair, how many days, the last day and its rate.
select
    source,
    currency,
    "into",
    count(distinct day) as days,
    max(day) as last_day,
    arg_max(rate, day) as last_rate
from rates
group by source, currency, "into"
order by currency, "into", source

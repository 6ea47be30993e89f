-- Exchange rates of every pair and day.
select day, source, currency, "into", rate from rates order by day, currency, "into"

-- Facts of shape rates that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    rates.*,
    exists (
        select 1 from rates as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from rates_history as rates
where rates.import_id = $import_id and rates.sheet = $sheet and rates."row" = $row
limit 50

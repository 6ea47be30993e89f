-- Facts of shape spend that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    spend.*,
    exists (
        select 1 from spend as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from spend_history as spend
where spend.import_id = $import_id and spend.sheet = $sheet and spend."row" = $row
limit 50

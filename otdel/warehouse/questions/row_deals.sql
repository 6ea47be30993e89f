-- Facts of shape deals that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    deals.*,
    exists (
        select 1 from deals as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from deals_history as deals
where deals.import_id = $import_id and deals.sheet = $sheet and deals."row" = $row
limit 50

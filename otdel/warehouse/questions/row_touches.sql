-- Facts of shape touches that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    touches.*,
    exists (
        select 1 from touches as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from touches_history as touches
where touches.import_id = $import_id and touches.sheet = $sheet and touches."row" = $row
limit 50

-- Facts of shape leads that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    leads.*,
    exists (
        select 1 from leads as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from leads_history as leads
where leads.import_id = $import_id and leads.sheet = $sheet and leads."row" = $row
limit 50

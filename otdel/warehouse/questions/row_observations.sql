-- Facts of shape observations that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    observations.*,
    exists (
        select 1 from observations as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from observations_history as observations
where observations.import_id = $import_id and observations.sheet = $sheet and observations."row" = $row
limit 50

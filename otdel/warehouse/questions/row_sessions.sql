-- Facts of shape sessions that came of row $row on sheet $sheet of import $import_id, and whether they count now.
select
    sessions.*,
    exists (
        select 1 from sessions as winner
        where winner.import_id = $import_id and winner.sheet = $sheet and winner."row" = $row
    ) as counts
from sessions_history as sessions
where sessions.import_id = $import_id and sessions.sheet = $sheet and sessions."row" = $row
limit 50

"""Pure judgement about returns: matching, lag, outcomes of spend, sharing. No SQL, no clock."""

"""Work done away from the page: leases, progress, and a reaper that takes up what a killed worker left."""

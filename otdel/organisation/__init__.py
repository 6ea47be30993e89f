"""The department: its people, their roles and zones, processes, accesses, and who could stand in for whom."""

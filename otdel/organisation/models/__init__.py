"""What the department is made of: people with engagements, roles and zones, processes, accesses."""

from otdel.organisation.models.accesses import Access, AccessCheck, Holding
from otdel.organisation.models.designs import SavedDesign
from otdel.organisation.models.handover import HandoverKind, HandoverNote
from otdel.organisation.models.people import Absence, Engagement, EngagementKind, Member
from otdel.organisation.models.processes import Cadence, Drill, DrillResult, Process, ProcessRun
from otdel.organisation.models.roles import Accountability, Agreement, JobRole, Part, Zone

__all__ = [
    "Absence",
    "Access",
    "AccessCheck",
    "Accountability",
    "Agreement",
    "Cadence",
    "Drill",
    "DrillResult",
    "Engagement",
    "EngagementKind",
    "HandoverKind",
    "HandoverNote",
    "Holding",
    "JobRole",
    "Member",
    "Part",
    "Process",
    "ProcessRun",
    "SavedDesign",
    "Zone",
]

"""Sign-in, roles, invitations and the audit trail."""

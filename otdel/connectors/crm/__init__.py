"""What CRMs and shops share: words of stages, origins in links, customers without their names."""

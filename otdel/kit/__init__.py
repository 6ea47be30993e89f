"""Values everyone shares: money, periods, reasons, missing data, the shapes of facts. Standard library only."""

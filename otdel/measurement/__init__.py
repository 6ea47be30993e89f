"""Sources, imports, channel rules, currency and manual costs."""

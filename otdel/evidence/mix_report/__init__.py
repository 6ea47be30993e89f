"""`otdel mix fit FILE`: what each channel brought, worked out of a plain file of weeks, with no set-up at all."""

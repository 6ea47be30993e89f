"""Numbers in floats: arrays in, arrays out. Knows no Django, no records and no words."""

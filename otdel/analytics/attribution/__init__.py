"""Which touches a conversion is credited to: eight models side by side; each is a rule, none is a proof.

`reading` makes paths of tables, `models` credits them, `comparing` says where the models part and why.
"""

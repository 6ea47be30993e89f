"""Which touches a conversion is credited to: seven rules side by side, from counted paths; what each says is a rule's answer.

`reading` makes paths of tables, `models` credits them, `comparing` says where the models part and why.
"""

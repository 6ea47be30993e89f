"""Forms of pay: the sheet a plan is written on, the library it starts from, offers and answers."""

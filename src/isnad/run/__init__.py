"""How many processes do the work. A runner behaves like the built-in `map`; all give the same results in the same order."""

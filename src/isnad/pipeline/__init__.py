"""The order of the work: what is found is gathered (`gathering`), what is gathered is read (`stored`).

`reading` is the short way, for files that are read and not kept. Each has the one `try` per item: an item that fails
becomes a skipped one with its reason, and the run goes on.
"""

"""Pages of single records and lists: incident, article, sources, review, runs; each with its JSON twin."""

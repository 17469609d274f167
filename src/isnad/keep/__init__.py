"""The store: what was received, parsed, read and found, in SQLite or PostgreSQL, under one contract."""

"""Digests: what an article, or what many reports of a day, a place or an incident say, shortened and still on whose word."""

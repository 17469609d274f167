"""Authenticity: what can be said of a picture, a sound, a video or a statement, and what cannot."""

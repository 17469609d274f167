"""Measurements: accuracy, speed, memory. Never part of the timed tests."""

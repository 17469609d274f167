"""Feeds: what is new of what somebody asks for, for programs that come and look."""

"""The desk on the web: who comes in, what they may ask for, and how it is answered. Pages and JSON are of the views."""

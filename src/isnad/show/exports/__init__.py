"""Exports: what is shown, in the shapes that others read. Each format is a stream of bytes; nothing here opens a store."""

"""The archive: bytes as received, and the log of how they were received. Nothing in it is ever changed.

A folder that can be checked without Isnad:

- `blobs/ab/<sha256>.zst`: one capture each, named by the SHA-256 of its bytes (`zstd -dc FILE | sha256sum`).
- `receipts.jsonl`: one receipt a line, canonical JSON (ASCII, keys sorted, no spaces), oldest first. A receipt's `hash`
  is the SHA-256 of its line without the member `hash`; `previous` is the hash of the receipt before, 64 zeros for the
  first.
- `timestamps/<number>-<hash>-<mark>.tsr`: answers of time-stamp authorities (RFC 3161) for the receipt of that number
  (`openssl ts -verify -digest HASH -in FILE -CAfile ROOT`).
"""

"""The command line. Commands are modules of this folder; `main` is the entry point."""

from isnad.show.cli.app import main

__all__ = ["main"]

"""`python -m isnad` is the command line."""

from isnad.show.cli import main

main()

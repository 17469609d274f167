"""`isnad deliver`: what is due at hooks, sent once."""

from __future__ import annotations

import sys

from isnad.pipeline.runs import moment
from isnad.show.cli.options import Place
from isnad.show.cli.serving import parse_hook_networks


def deliver_and_report(place: Place, at: str, networks: tuple[str, ...]) -> int:
    """Exit status after sending all that is due now: 0; what did not arrive is tried again by a later call."""
    allowed = parse_hook_networks(networks)
    from isnad.show.feeds.delivering import Delivery, Round, deliver_round
    from isnad.show.feeds.sending import Sender

    done, sender = Round(more=True), Sender(allowed)
    try:
        with place.open() as workspace:
            delivery = Delivery(workspace, at.rstrip("/"), sender, moment)
            while done.more:
                found = deliver_round(delivery)
                done = Round(done.delivered + found.delivered, done.failed + found.failed, found.more)
    finally:
        sender.close()
    print(f"delivered {done.delivered:,} messages; {done.failed:,} did not arrive", file=sys.stderr)
    return 0

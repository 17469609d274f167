"""The part of a desk that delivers to hooks: a thread beside the server, which ends with it."""

from __future__ import annotations

import logging
import threading

from isnad.errors import IsnadError
from isnad.show.feeds.delivering import Delivery, deliver_round
from isnad.show.feeds.sending import Sender
from isnad.show.web.desk import Desk

# So often it looks whether anything was weighed or is to be tried again; where there is no hook that is one small question.
_EVERY_S = 5.0
_ENDS_S = 20.0
_log = logging.getLogger("isnad.desk.hooks")


class Deliverer:
    """Delivers until it is stopped. What fails is tried again by the next round."""

    def __init__(self, desk: Desk, *, every_s: float = _EVERY_S) -> None:
        self._desk = desk
        self._every_s = every_s
        self._stopped = threading.Event()
        self._thread = threading.Thread(target=self._run, name="isnad-hooks", daemon=True)

    def start(self) -> None:
        """Begin."""
        self._thread.start()

    def stop(self) -> None:
        """End, after the message that is being sent."""
        self._stopped.set()
        self._thread.join(_ENDS_S)

    def _run(self) -> None:
        sender = Sender(self._desk.options.hooks_to)
        delivery = delivery_of(self._desk, sender)
        try:
            while not self._stopped.is_set():
                if not self._round(delivery):
                    self._stopped.wait(self._every_s)
        finally:
            sender.close()

    def _round(self, delivery: Delivery) -> bool:
        """Whether more is to be done at once."""
        try:
            return deliver_round(delivery, self._stopped.is_set).more
        except IsnadError as error:
            _log.error("hooks: %s", error)
            return False


def delivery_of(desk: Desk, sender: Sender) -> Delivery:
    """What a round of this desk works with."""
    return Delivery(desk.workspace, desk.options.address, sender, desk.now)

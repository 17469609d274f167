"""Telegram Desktop's JSON export: one item for each message, with the chat that it was posted in.

Both forms are read: one chat (`name`, `messages`) and a whole account (`chats`, `list`). Service messages (joined,
pinned) are no posts and are passed over.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from isnad.gather.fetch.slices import find_elements, find_members
from isnad.gather.items import Item, ItemKind, Pairs


def find_messages(text: str, where: str, told: Pairs) -> Iterator[Item]:
    """One item for each message of the export, its bytes the message's own characters in the file.

    Order: as in the file. Raises: ValueError where the text is no JSON.
    """
    yield from _find_in_chat(text, 0, where, dict(told))
    for key, start, _ in find_members(text):
        if key == "chats":
            for inner, at, _ in find_members(text, start):
                if inner == "list":
                    for chat, _ in find_elements(text, at):
                        yield from _find_in_chat(text, chat, where, dict(told))


def _find_in_chat(text: str, chat: int, where: str, told: dict[str, str]) -> Iterator[Item]:
    members = {key: (start, end) for key, start, end in find_members(text, chat)}
    if "messages" not in members:
        return
    names = {key: json.loads(text[slice(*members[key])]) for key in ("name", "id", "type") if key in members}
    told.setdefault("outlet", str(names.get("name") or f"chat {names.get('id', '')}".strip()))
    told["chat"] = str(names.get("id", ""))
    for start, end in find_elements(text, members["messages"][0]):
        message = json.loads(text[start:end])
        if isinstance(message, dict) and message.get("type") == "message":
            place = f"{where}#{told['chat']}/message-{message.get('id')}"
            yield Item(text[start:end].encode(), place, ItemKind.MESSAGE, told=tuple(sorted(told.items())))

"""The operator's own archive of tiles, by ranges of its bytes."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Depends, Request
from starlette.responses import FileResponse, Response

from isnad.show.care.eyes import Eyes, Role
from isnad.show.web.access import needs
from isnad.show.web.desk import desk_of
from isnad.show.web.problems import Refused
from isnad.show.web.tiles import OWN_PATH

router = APIRouter(include_in_schema=False)


@router.get(OWN_PATH)
def send_tiles(request: Request, eyes: Annotated[Eyes, Depends(needs(Role.PUBLIC))]) -> Response:
    """The part of the archive that is asked for; it is the same for all."""
    tiles = desk_of(request).options.tiles
    if tiles is None or tiles.file is None:
        raise Refused(404, "this desk serves no tiles of its own")
    return FileResponse(
        tiles.file, media_type="application/vnd.pmtiles", headers={"cache-control": "private, max-age=3600"}
    )

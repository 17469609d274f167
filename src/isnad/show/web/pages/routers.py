"""All routers of pages, for the app to include."""

from __future__ import annotations

from fastapi import APIRouter

from isnad.show.web.pages import article, digest, incident, intake, review, runs, situation, sources

PAGES: tuple[APIRouter, ...] = (
    situation.router,
    incident.router,
    article.router,
    digest.router,
    sources.router,
    review.router,
    runs.router,
    intake.router,
)

"""The API: the same operations, access and refusal codes as the pages."""

from __future__ import annotations

from ninja import NinjaAPI

api = NinjaAPI(title="Kasuari", version="1", urls_namespace="api", docs_url=None)

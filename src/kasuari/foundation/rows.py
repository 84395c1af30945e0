"""Reading one row."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import Model, QuerySet

Row = TypeVar("Row", bound=Model)


def the_one(rows: QuerySet[Row]) -> Row | None:
    """The row that `rows` are narrowed to, or None; for a condition that at most one row meets.

    `first()` would put the rows in order before it takes one, and to order a query with a hundred columns
    costs more than to run it.
    """
    return next(iter(rows.order_by()[:1]), None)

"""Reading one row, and writing one that nobody else wrote meanwhile."""

from __future__ import annotations

from typing import TypeVar

from django.db.models import F, Model, QuerySet

from kasuari.foundation.refusals import Stale

Row = TypeVar("Row", bound=Model)


def the_one(rows: QuerySet[Row]) -> Row | None:
    """The row that `rows` are narrowed to, or None; for a condition that at most one row meets.

    `first()` would put the rows in order before it takes one, and to order a query with a hundred columns
    costs more than to run it.
    """
    return next(iter(rows.order_by()[:1]), None)


def write_next(row: Model, version: int, **columns: object) -> None:
    """Write these columns as the next version of `row`, if it still stands as it was read: the `version` that
    the writer saw, and its state where it has one. `row` then says what stands.

    One query. Raises Stale, and nothing is written. Call it after everything else that may refuse: a write
    that is undone does not bring back what `row` said.
    """
    standing: dict[str, object] = {"pk": row.pk, "version": version}
    if hasattr(row, "state"):
        standing["state"] = row.state
    rows = type(row)._base_manager.filter(**standing)
    if not rows.update(version=F("version") + 1, **columns):
        raise Stale
    for name, value in {**columns, "version": version + 1}.items():
        setattr(row, name, value)

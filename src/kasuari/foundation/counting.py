"""Counting the rows of a subquery, without the grouping that an aggregate would ask for."""

from __future__ import annotations

from typing import Any

from django.db.models import Func, IntegerField, QuerySet, Subquery


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are for each row outside: to annotate with, 0 where there are none."""
    counted = rows.order_by().annotate(number_of=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("number_of"))

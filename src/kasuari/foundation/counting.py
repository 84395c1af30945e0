"""Counting or gathering the rows of a subquery, without the grouping that an aggregate would ask for."""

from __future__ import annotations

from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.models import Func, IntegerField, QuerySet, Subquery, TextField
from django.db.models.expressions import Combinable
from django.db.models.sql.compiler import SQLCompiler


def number_of(rows: QuerySet[Any]) -> Subquery:
    """How many rows there are for each row outside: to annotate with, 0 where there are none."""
    counted = rows.order_by().annotate(number_of=Func("pk", function="COUNT", output_field=IntegerField()))
    return Subquery(counted.values("number_of"))


def numbers_of(rows: QuerySet[Any], number: Combinable) -> Subquery:
    """`number` of each row as one text, parted by commas and in no order, for each row outside: to annotate
    with, None where there are none. Ten rows of one number each take longer to fetch than one of ten."""
    gathered = rows.order_by().annotate(numbers_of=_Gathered(number))
    return Subquery(gathered.values("numbers_of"))


class _Gathered(Func):
    function = "GROUP_CONCAT"
    output_field = TextField()

    def as_postgresql(self, compiler: SQLCompiler, connection: BaseDatabaseWrapper, **extra: Any) -> Any:
        template = "STRING_AGG((%(expressions)s)::text, ',')"
        return self.as_sql(compiler, connection, template=template, **extra)

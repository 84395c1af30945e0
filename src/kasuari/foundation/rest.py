"""What every router of the API shares: the shape of an error, of a page, and the declared answers.

    @router.get("/units", response=answers(list[UnitOut]))
    @paginate(Pages)
    def units(request: HttpRequest) -> QuerySet[UnitKerja]: ...

    @router.post("/skp/{skp_id}/submit", response=answers(SkpOut))

A `Refusal` that a view lets through is turned into `ErrorOut` with its status by `kasuari.site.api`.
"""

from __future__ import annotations

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _
from ninja import Field, Schema
from ninja.pagination import PaginationBase, paginate
from pydantic import ConfigDict

from kasuari.foundation.reasons import Reason
from kasuari.foundation.refusals import Problem, Refusal

__all__ = [
    "ERRORS",
    "ErrorOut",
    "Given",
    "Pages",
    "ProblemOut",
    "answers",
    "error_body",
    "paginate",
    "refusal_body",
]

LARGEST_PAGE = 100
USUAL_PAGE = 50


class Given(Schema):
    """A body that somebody sends. What it does not declare is refused by name, never silently dropped."""

    model_config = ConfigDict(extra="forbid")


class ProblemOut(Schema):
    """One thing wrong with the input. `path` names the field, "" the whole; `basis` the article."""

    code: str
    path: str = ""
    message: str
    basis: str = ""


class ErrorOut(Schema):
    """Why something was refused, in the language of Accept-Language, and what can be done next."""

    code: str = Field(description="Stable; the same code as on the pages.")
    message: str
    next: str = ""
    problems: list[ProblemOut] = []


ERRORS: dict[int, type[ErrorOut]] = dict.fromkeys((401, 403, 404, 409, 422, 429), ErrorOut)


def answers(found: Any, *, status: int = 200) -> dict[int, Any]:
    """The `response=` of an operation: `found` with `status`, and every error that may come instead."""
    return {status: found, **ERRORS}


def error_body(code: str, reason: Reason, problems: tuple[Problem, ...] = ()) -> dict[str, Any]:
    """The JSON of `ErrorOut`."""
    return {
        "code": code,
        "message": str(reason.why),
        "next": str(reason.next),
        "problems": [
            {"code": item.code, "path": item.path, "message": str(item.message), "basis": item.basis}
            for item in problems
        ],
    }


def refusal_body(refusal: Refusal) -> dict[str, Any]:
    """The JSON of `ErrorOut` for a refusal."""
    return error_body(refusal.code, refusal.reason, refusal.problems)


class Pages(PaginationBase):
    """`?page=2&page_size=50`; at most 100 a page. The answer carries the total and the number of pages."""

    class Input(Schema):
        page: int = Field(1, ge=1, le=1_000_000)
        page_size: int = Field(USUAL_PAGE, ge=1, le=LARGEST_PAGE)

    class Output(Schema):
        items: list[Any]
        count: int = Field(description="How many there are in all.")
        page: int
        pages: int

    def paginate_queryset(
        self,
        queryset: QuerySet[Any] | list[Any],
        pagination: Any,
        request: HttpRequest,
        **params: Any,
    ) -> dict[str, Any]:
        """One slice of an ordered queryset or list; a page beyond the last is empty."""
        count = queryset.count() if isinstance(queryset, QuerySet) else len(queryset)
        first = (pagination.page - 1) * pagination.page_size
        return {
            "items": list(queryset[first : first + pagination.page_size]),
            "count": count,
            "page": pagination.page,
            "pages": max(1, -(-count // pagination.page_size)),
        }


def not_found_body() -> dict[str, Any]:
    """What is out of reach and what does not exist are answered alike."""
    return error_body(
        "not_found", Reason(_("Tidak ditemukan, atau di luar kewenangan Anda."), _("Periksa alamatnya."))
    )

"""Reads of the organisation: who acts, who leads and rates whom on a date, units, people, search, imports."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import BooleanField, Exists, ExpressionWrapper, OuterRef

from kasuari.accounts.queries import grants_on, users_by_ids
from kasuari.foundation import functions
from kasuari.foundation.access import Actor, Grant
from kasuari.foundation.kept import Kept
from kasuari.organisation.models import Pegawai, PenetapanPenilai, Penugasan, UnitKerja
from kasuari.organisation.queries.appointments import (
    decided_below,
    instansi_of,
    jabatan_of,
    jabatan_of_instansi,
    kedudukan_on,
    kedudukan_rows,
    pegawai_named,
    pegawai_rows,
    penugasan_between,
    penugasan_on,
    penugasan_rows,
    penugasan_with_people,
    unit_rows,
    units_at,
    units_by_id,
)
from kasuari.organisation.queries.authority import (
    PenilaiFound,
    Superiors,
    in_force,
    kepala_daerah_of,
    leader_of,
    leaders_of,
    penilai_for_many,
    penilai_for_people,
    penilai_of,
    superiors_for_people,
    superiors_of,
    units_led_by,
)
from kasuari.organisation.queries.directory import (
    Found,
    PersonLine,
    colleagues,
    instansi_for,
    instansi_id_of,
    is_named,
    only_agency,
    pegawai_for,
    people_in,
    search,
)
from kasuari.organisation.queries.duties import (
    Duties,
    duties_of,
    fungsi_of,
    post_for,
    post_names,
    posts,
    tugas_of,
)
from kasuari.organisation.queries.functional import FunctionalPost, functional_posts
from kasuari.organisation.queries.identities import Identity, identity, identity_many
from kasuari.organisation.queries.imports import import_for, imports_for, rows_for
from kasuari.organisation.queries.offices import Office, moves_since, offices, units_of
from kasuari.organisation.queries.persons import PersonRecord, person_record
from kasuari.organisation.queries.units import (
    UnitNode,
    children_of,
    line_of,
    root_of,
    unit_for,
    unit_paths_of,
)
from kasuari.organisation.queries.work import correction_for, corrections_for, proposals_for, work_for

if TYPE_CHECKING:
    from kasuari.accounts.models import User

__all__ = [
    "Duties",
    "Found",
    "FunctionalPost",
    "Identity",
    "Office",
    "PenilaiFound",
    "PersonLine",
    "PersonRecord",
    "Superiors",
    "UnitNode",
    "actor_for",
    "actor_of_account",
    "children_of",
    "colleagues",
    "correction_for",
    "corrections_for",
    "decided_below",
    "duties_of",
    "functional_posts",
    "fungsi_of",
    "identity",
    "identity_many",
    "import_for",
    "imports_for",
    "in_force",
    "instansi_for",
    "instansi_id_of",
    "instansi_of",
    "is_named",
    "jabatan_of",
    "jabatan_of_instansi",
    "kedudukan_on",
    "kedudukan_rows",
    "kepala_daerah_of",
    "leader_of",
    "leaders_of",
    "line_of",
    "moves_since",
    "offices",
    "only_agency",
    "pegawai_for",
    "pegawai_named",
    "pegawai_rows",
    "penilai_for_many",
    "penilai_for_people",
    "penilai_of",
    "penugasan_between",
    "penugasan_on",
    "penugasan_rows",
    "penugasan_with_people",
    "people_in",
    "person_record",
    "post_for",
    "post_names",
    "posts",
    "proposals_for",
    "root_of",
    "rows_for",
    "search",
    "superiors_for_people",
    "superiors_of",
    "tugas_of",
    "unit_for",
    "unit_paths_of",
    "unit_rows",
    "units_at",
    "units_by_id",
    "units_led_by",
    "units_of",
    "work_for",
]


def actor_for(user: User, *, on: date) -> Actor:
    """The signed-in person with the roles held on a day. At most three queries."""
    pegawai_id, said, rates = _OWN.first(user_id=user.pk, on=on) or (None, None, False)
    held = grants_on(user_id=user.pk, on=on)
    kodes = {kode for _, kode in held if kode}
    paths = dict(UnitKerja.objects.filter(kode__in=kodes).values_list("kode", "path")) if kodes else {}
    grants = frozenset(
        Grant(role, paths[kode] if kode else "") for role, kode in held if not kode or kode in paths
    )
    return Actor(
        user_id=user.pk,
        name=user.name,
        on=on,
        pegawai_id=pegawai_id,
        grants=grants,
        standing=functions.standing_from(said, on),
        rates=bool(rates),
    )


def _rates(on: date) -> ExpressionWrapper[Any]:
    """Whether a person leads a unit, or is the penilai of somebody by decision."""
    led = Penugasan.objects.filter(in_force(on), pegawai=OuterRef("pk"), memimpin=True)
    decided = PenetapanPenilai.objects.filter(in_force(on), penilai=OuterRef("pk"))
    return ExpressionWrapper(Exists(led) | Exists(decided), output_field=BooleanField())


# Asked with every page.
_OWN = Kept(
    lambda user_id, on: (
        Pegawai.objects.filter(user_id=user_id)
        .annotate(said=functions.standing_column(on), rates=_rates(on))
        .order_by("pk")
        .values_list("pk", "said", "rates")[:1]
    )
)


def actor_of_account(user_id: int | None, *, on: date) -> Actor:
    """Whoever asked for a job, with the rights of a day: none for an account that is shut by then.

    None is the product itself.
    """
    if user_id is None:
        return Actor.system("Kasuari", on=on)
    user = users_by_ids({user_id})[user_id]
    return actor_for(user, on=on) if user.is_active else Actor(user_id=user.pk, name=user.name, on=on)

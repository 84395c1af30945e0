"""The directory: people by name or NIP, and the people of a unit. Personal data stay behind `access`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.http import Http404

from kasuari.foundation.access import Actor
from kasuari.foundation.kept import Kept
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.trees import within
from kasuari.organisation.access import SEES_PERSONAL, visible_to
from kasuari.organisation.models import Instansi, Pegawai, Penugasan, UnitKerja
from kasuari.organisation.names import search_form
from kasuari.organisation.queries.authority import in_force
from kasuari.organisation.queries.identities import identity_many, jabatan_words

MOST = 200
UNITS_SHOWN = 8


@dataclass(frozen=True, slots=True)
class PersonLine:
    """One person in a list. `nip` is masked unless the reader may see it."""

    pegawai_id: int
    nama: str
    nip: str
    jabatan: str
    unit: str
    unit_id: int | None = None
    memimpin: bool = False
    unit_shown: str = ""


@dataclass(frozen=True, slots=True)
class Found:
    """What a search found: ids of people (at most `MOST`), whether there are more, and units."""

    pegawai_ids: Sequence[int]
    more: bool
    units: Sequence[UnitKerja]


def masked(nip: str) -> str:
    """A NIP for those who may not read it: it begins with the birth date, so only its end is shown."""
    return f"•••• {nip[-4:]}" if nip else ""


def instansi_for(actor: Actor) -> Instansi:
    """The agency that the actor belongs to. Raises Http404 where there is none."""
    found = Instansi.objects.filter(visible_to_agency(actor)).order_by("pk").first()
    if found is None:
        raise Http404
    return found


def only_agency() -> Instansi:
    """The one agency of the command line. Raises Refusal `import.unknown_agency` unless there is one."""
    found = list(Instansi.objects.order_by("pk")[:2])
    if len(found) != 1:
        raise Refusal("import.unknown_agency")
    return found[0]


def visible_to_agency(actor: Actor) -> Q:
    """The agency that the actor belongs to, as a condition on `Instansi`."""
    if actor.is_system:
        return Q()
    if actor.pegawai_id is not None:
        return Q(pegawai=actor.pegawai_id)
    scopes = {grant.scope for grant in actor.grants}
    if "" in scopes:
        return Q()
    return Q(pk__in=UnitKerja.objects.filter(path__in=scopes).order_by().values("instansi_id"))


def instansi_id_of(pegawai_id: int) -> int:
    """The agency of a person. One query."""
    found: int = _AGENCY.rows(pegawai_id=pegawai_id)[0][0]
    return found


_AGENCY = Kept(
    lambda pegawai_id: Pegawai.objects.filter(pk=pegawai_id).order_by("pk").values_list("instansi_id")
)


def pegawai_for(actor: Actor, pegawai_id: int) -> Pegawai:
    """A person of the actor's agency. Raises Http404 for everybody else's. One query."""
    found = (
        Pegawai.objects.filter(visible_to(actor), pk=pegawai_id)
        .select_related("instansi")
        .order_by("pk")
        .first()
    )
    if found is None:
        raise Http404
    return found


def colleagues(actor: Actor) -> QuerySet[Pegawai]:
    """Everybody in the actor's agency, by name."""
    return Pegawai.objects.filter(visible_to(actor)).order_by("nama_cari", "pk")


def reads_nip(actor: Actor) -> bool:
    """Whether the actor may search by part of a NIP and read it in lists: for the whole agency."""
    return actor.is_system or actor.has(*SEES_PERSONAL)


def search(actor: Actor, text: str) -> Found:
    """People by words of their name in any order, or by NIP; and units by name. Two queries.

    Without the right to read NIP only a whole NIP finds its owner.
    """
    digits = "".join(char for char in text if char.isdigit())
    words = search_form(text).split()
    people = colleagues(actor)
    if len(digits) >= 4 and not any(char.isalpha() for char in text):
        if reads_nip(actor):
            people = people.filter(nip__gte=digits[:18], nip__lte=digits[:18].ljust(18, "9"))
        else:
            people = people.filter(nip=digits)
    elif words and len("".join(words)) >= 2:
        for word in words[:6]:
            people = people.filter(nama_cari__contains=word)
    else:
        return Found((), False, ())
    ids = list(people.values_list("pk", flat=True)[: MOST + 1])
    units = UnitKerja.objects.filter(visible_to(actor), end_date__isnull=True)
    for word in text.split()[:6]:
        units = units.filter(nama__icontains=word)
    return Found(ids[:MOST], len(ids) > MOST, list(units.order_by("depth", "nama", "pk")[:UNITS_SHOWN]))


def is_named(pegawai_id: int, words: str) -> bool:
    """Whether the words are the whole name or the whole NIP of this person. One query."""
    digits = "".join(char for char in words if char.isdigit())
    whole = Q(nip=digits) if digits else Q(nama_cari=search_form(words))
    return Pegawai.objects.filter(whole, pk=pegawai_id).exists()


def lines_of(actor: Actor, pegawai_ids: Sequence[int], *, on: date) -> list[PersonLine]:
    """The given people as lines, in the given order. Two queries for a page of them."""
    people = identity_many(pegawai_ids, on, with_pangkat=False)
    return [
        PersonLine(
            pegawai_id=pk,
            nama=people[pk].nama,
            nip=_nip_shown(actor, pk, people[pk].nip, people[pk].unit_path),
            jabatan=people[pk].jabatan,
            unit=people[pk].unit,
            unit_shown=people[pk].unit,
            unit_id=people[pk].unit_id,
        )
        for pk in pegawai_ids
        if pk in people
    ]


def people_in(unit: UnitKerja, *, on: date, below: bool = False) -> QuerySet[Penugasan]:
    """Appointments in force in a unit (and below it), leaders first; who leads a unit stands there once."""
    place = within("unit__path", unit.path) if below else Q(unit=unit)
    leading = Penugasan.objects.filter(
        in_force(on), pegawai=OuterRef("pegawai"), unit=OuterRef("unit"), memimpin=True
    ).order_by()
    posts = Penugasan.objects.filter(in_force(on), place).filter(Q(memimpin=True) | ~Exists(leading))
    order = ("unit__path", "-memimpin", "pegawai__nama_cari", "pk")
    return posts.select_related("pegawai", "jabatan", "unit").order_by(*order)


def lines_of_posts(actor: Actor, posts: Sequence[Penugasan], *, within_unit: int) -> list[PersonLine]:
    """Appointments as lines; the unit is shown where it is another than `within_unit`. No query."""
    return [
        PersonLine(
            pegawai_id=post.pegawai_id,
            nama=post.pegawai.nama_lengkap,
            nip=_nip_shown(actor, post.pegawai_id, post.pegawai.nip or "", post.unit.path),
            jabatan=jabatan_words(post),
            unit=post.unit.nama,
            unit_shown="" if post.unit_id == within_unit else post.unit.nama,
            unit_id=post.unit_id,
            memimpin=post.memimpin,
        )
        for post in posts
    ]


def _nip_shown(actor: Actor, pegawai_id: int, nip: str, path: str) -> str:
    own = actor.is_system or actor.pegawai_id == pegawai_id
    return nip if own or actor.has(*SEES_PERSONAL, path=path) else masked(nip)

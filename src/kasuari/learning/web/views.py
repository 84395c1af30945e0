"""Lessons, practice and questions. Each is a plain page that can be printed and read without a line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import Resolver404, resolve
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from kasuari.foundation import clock
from kasuari.foundation.refusals import Invalid, Problem
from kasuari.learning import operations, queries
from kasuari.learning.access import can_answer_questions
from kasuari.learning.enums import Langkah, Peran
from kasuari.learning.lessons import PELAJARAN
from kasuari.learning.practice import ORANG
from kasuari.organisation.web.middleware import ActorRequest
from kasuari.regulation.predikat import Rating, tetapkan_predikat

# Which step the pages of a module belong to, for a question that arises there.
STEPS = {
    "planning": Langkah.SKP,
    "progress": Langkah.REALISASI,
    "feedback": Langkah.UMPAN_BALIK,
    "evaluation": Langkah.EVALUASI,
    "surveys": Langkah.SURVEI,
}
RATINGS = {
    Rating.DIATAS: "diatas",
    Rating.SESUAI: "sesuai",
    Rating.DIBAWAH: "dibawah",
}


@require_GET
def lessons(request: ActorRequest) -> HttpResponse:
    """The lessons for my roles, with what I have done; the others below."""
    roles, done = queries.roles_of(request.actor), queries.done_by(request.actor.pegawai_id)
    groups = [
        {
            "peran": peran,
            "mine": peran in roles,
            "rows": [(item, item.kode in done) for item in PELAJARAN if item.peran is peran],
        }
        for peran in sorted(Peran, key=lambda peran: peran not in roles)
    ]
    mine = [item for item in PELAJARAN if item.peran in roles]
    context = {
        "groups": groups,
        "total": len(mine),
        "done": sum(item.kode in done for item in mine),
        "champions": queries.champions_for(request.actor.pegawai_id, on=request.actor.on),
        "learns": request.actor.pegawai_id is not None,
    }
    return render(request, "learning/lessons.html", context)


@require_GET
def packet(request: ActorRequest) -> HttpResponse:
    """The lessons for my roles on one light page, which the service worker keeps: it opens without a line,
    and the answers wait on the device until there is one."""
    roles, done = queries.roles_of(request.actor), queries.done_by(request.actor.pegawai_id)
    rows = [
        {"item": item, "done": item.kode in done, "options": list(enumerate(item.pilihan, 1))}
        for item in PELAJARAN
        if item.peran in roles
    ]
    return render(request, "learning/packet.html", {"rows": rows})


@require_http_methods(["GET", "POST"])
def lesson(request: ActorRequest, kode: str) -> HttpResponse:
    """One lesson with its check."""
    item = queries.lesson_for(kode)
    problems: tuple[Problem, ...] = ()
    chosen = request.POST.get("pilihan", "")
    if request.method == "POST":
        try:
            operations.finish_lesson(
                pelajaran=item,
                pilihan=int(chosen) if chosen in {"1", "2", "3"} else None,
                by=request.actor,
                at=clock.now(),
            )
        except Invalid as refusal:
            if _sent_by_page(request):
                return _advice(str(refusal.problems[0].message))
            problems = refusal.problems
        else:
            if _sent_by_page(request):
                return _advice(_("Tepat. Pelajaran ini tercatat selesai."))
            messages.success(request, _("Tepat. Pelajaran ini tercatat selesai."))
            return redirect("learning:lessons")
    context = {
        "item": item,
        "done": item.kode in queries.done_by(request.actor.pegawai_id),
        "options": [(number, words, chosen == str(number)) for number, words in enumerate(item.pilihan, 1)],
        "problems": problems,
    }
    return render(request, "learning/lesson.html", context, status=422 if problems else 200)


@require_http_methods(["GET", "POST"])
def practice(request: ActorRequest) -> HttpResponse:
    """Rate invented people; the law answers at once and nothing is kept."""
    rows: list[dict[str, Any]] = []
    for person in ORANG:
        given = [_rating(request.POST.get(f"{part}_{person.kode}", "")) for part in ("hasil", "perilaku")]
        hasil, perilaku = given
        verdict = (
            tetapkan_predikat(hasil_kerja=hasil, perilaku_kerja=perilaku, on=clock.today())
            if hasil is not None and perilaku is not None
            else None
        )
        rows.append(
            {
                "person": person,
                "hasil": RATINGS[hasil] if hasil is not None else "",
                "perilaku": RATINGS[perilaku] if perilaku is not None else "",
                "predikat": verdict.value.value if verdict and verdict.value else "",
                "same": hasil is person.hasil and perilaku is person.perilaku,
                "ours": (RATINGS[person.hasil], RATINGS[person.perilaku]),
            }
        )
    return render(request, "learning/practice.html", {"rows": rows, "ratings": list(RATINGS.values())})


@require_http_methods(["GET", "POST"])
def questions(request: ActorRequest) -> HttpResponse:
    """What others asked, a search, and the form to ask; `?dari=` is the page on which one got stuck."""
    langkah = request.POST.get("langkah", "") or _step(request.GET.get("dari", ""))
    problems: tuple[Problem, ...] = ()
    if request.method == "POST":
        try:
            operations.ask_question(
                langkah=langkah, teks=request.POST.get("teks", ""), by=request.actor, at=clock.now()
            )
        except Invalid as refusal:
            problems = refusal.problems
        else:
            messages.success(
                request, _("Pertanyaan terkirim. Jawabannya muncul di sini dan di beranda Anda.")
            )
            return redirect("learning:questions")
    cari, chosen = request.GET.get("cari", "")[:100], request.GET.get("langkah", "")
    context = {
        "rows": queries.questions_for(request.actor, cari=cari, langkah=chosen)[:50],
        "waiting": queries.questions_waiting(request.actor),
        "champions": queries.champions_for(request.actor.pegawai_id, on=request.actor.on),
        "steps": Langkah.choices,
        "langkah": langkah,
        "teks": request.POST.get("teks", ""),
        "cari": cari,
        "wrong": {
            name: [str(problem.message) for problem in problems if problem.path == name]
            for name in ("langkah", "teks")
        },
    }
    return render(request, "learning/questions.html", context, status=422 if problems else 200)


@require_POST
def answer(request: ActorRequest, pertanyaan_id: int) -> HttpResponse:
    found = queries.question_for(request.actor, pertanyaan_id)
    helps = queries.helps_asker(request.actor, found, on=request.actor.on)
    can_answer_questions(request.actor, helps=helps).or_raise()
    operations.answer_question(
        pertanyaan=found, jawaban=request.POST.get("jawaban", ""), by=request.actor, at=clock.now()
    )
    messages.success(request, _("Jawaban terkirim dan dapat dicari semua orang."))
    return redirect("learning:questions")


def _sent_by_page(request: ActorRequest) -> bool:
    """Whether the page sent the answer by itself (assets/js/autosave.js), perhaps long after it was given."""
    return request.headers.get("X-Autosave") == "1"


def _advice(words: str) -> JsonResponse:
    return JsonResponse({"advice": {"pilihan": words}})


def _rating(text: str) -> Rating | None:
    return next((rating for rating, name in RATINGS.items() if name == text), None)


def _step(path: str) -> str:
    """The step of the page at an address of ours; "" where it belongs to none."""
    try:
        namespace = resolve(path).namespace
    except Resolver404:
        return ""
    return STEPS.get(namespace, Langkah.LAIN).value

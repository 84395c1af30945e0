"""Signing in: by NIP, by activation code, and in the demo by choosing who to be."""

from __future__ import annotations

from typing import Any

from allauth.account.views import LoginView, LogoutView
from allauth.core.ratelimit import consume, respond_429
from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from kasuari.accounts import operations, queries
from kasuari.accounts.models import DemoPersona
from kasuari.accounts.web.forms import ActivationForm, SignInForm
from kasuari.accounts.web.refused import show_refusal
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.refusals import Refusal
from kasuari.foundation.web.numbers import whole_number

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


def is_demo() -> bool:
    """Whether this is the demo, the only place where one may choose who to be."""
    return bool(settings.KASUARI.environment.value == "demo")


class SignInView(LoginView):
    """`/masuk/`: NIP and password. In the demo also the people one can be."""

    def get_form_class(self) -> type[SignInForm]:
        return SignInForm

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if is_demo() and request.method == "GET" and "ganti" in request.GET:
            return render(request, self.template_name, self.get_context_data())
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        context["personas"] = queries.demo_personas() if is_demo() else []
        context["demo"] = is_demo()
        return context


sign_in = login_not_required(SignInView.as_view())
sign_out = login_not_required(LogoutView.as_view())


@login_not_required
def closed(request: HttpRequest) -> HttpResponse:
    """The password was right, but the account is closed."""
    return render(request, "account/account_inactive.html", status=403)


@login_not_required
@never_cache
@sensitive_post_parameters("code", "password", "again")
@require_http_methods(["GET", "POST"])
def activate(request: HttpRequest) -> HttpResponse:
    """`/masuk/aktivasi/`: set the first password with the code from the clerk; then one is signed in."""
    form = ActivationForm(request.POST or None)
    if request.method == "POST":
        if not consume(request, action="activation"):
            return respond_429(request)
        if form.is_valid():
            given = form.cleaned_data
            try:
                user = operations.activate_account(
                    username=given["username"],
                    code=given["code"],
                    password=given["password"],
                    at=clock.now(),
                )
            except Refusal as refusal:
                show_refusal(form, refusal)
            else:
                login(request, user, backend=BACKEND)
                return redirect("home")
    return render(request, "accounts/activation.html", {"form": form}, status=422 if form.errors else 200)


@login_not_required
@require_POST
def be_persona(request: HttpRequest) -> HttpResponse:
    """`/masuk/demo/`: become one of the demo's people. 404 everywhere but in the demo."""
    if not is_demo():
        raise Http404(_("Halaman ini hanya ada di demo."))
    persona = get_object_or_404(
        DemoPersona.objects.select_related("user"),
        user_id=whole_number(request.POST.get("user", "")),
        user__is_active=True,
    )
    login(request, persona.user, backend=BACKEND)
    at = clock.now()
    who = Actor(user_id=persona.user.pk, name=persona.user.name, on=at.date())
    operations.record_sign_in(user=persona.user, by=who, at=at)
    return redirect("home")

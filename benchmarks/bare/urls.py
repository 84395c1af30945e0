"""One address."""

from django.urls import path

from benchmarks.bare.views import page

urlpatterns = [path("", page)]

from django.urls import URLPattern, path

from kasuari.site.gallery import views

app_name = "gallery"
urlpatterns: list[URLPattern] = [
    path("", views.gallery, name="all"),
    path("<path:name>/", views.gallery, name="one"),
]

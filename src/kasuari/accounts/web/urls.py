"""Below `/masuk/`. The names that allauth asks for stand outside the namespace `accounts`."""

from django.urls import URLPattern, URLResolver, include, path

from kasuari.accounts.web import clerk, entrance, own

inside: list[URLPattern] = [
    path("aktivasi/", entrance.activate, name="activate"),
    path("demo/", entrance.be_persona, name="be_persona"),
    path("akun/", own.profile, name="profile"),
    path("akun/sandi/", own.change_password, name="change_password"),
    path("akun/sesi/", own.end_sessions, name="end_sessions"),
    path("akun/bahasa/", own.choose_language, name="choose_language"),
    path("akun/token/", own.create_token, name="create_token"),
    path("akun/token/<int:token_id>/cabut/", own.revoke_token, name="revoke_token"),
    path("pengguna/", clerk.users, name="users"),
    path("pengguna/baru/", clerk.new_user, name="new_user"),
    path("pengguna/aktivasi/", clerk.activation_codes, name="activation_codes"),
    path("pengguna/<int:user_id>/", clerk.user, name="user"),
    path("pengguna/<int:user_id>/tutup/", clerk.disable, name="disable"),
    path("pengguna/<int:user_id>/buka/", clerk.enable, name="enable"),
    path("peran/<int:grant_id>/akhiri/", clerk.end_role, name="end_role"),
]

urlpatterns: list[URLPattern | URLResolver] = [
    path("", entrance.sign_in, name="account_login"),
    path("keluar/", entrance.sign_out, name="account_logout"),
    path("ditutup/", entrance.closed, name="account_inactive"),
    path("", include((inside, "accounts"))),
]

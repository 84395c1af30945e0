"""Writes of accounts, each one sentence: accounts, roles, secrets, the demo's personas, and notices."""

from kasuari.accounts.operations.demo import Persona, set_demo_personas
from kasuari.accounts.operations.notices import deliver_notices
from kasuari.accounts.operations.roles import end_role, grant_role
from kasuari.accounts.operations.secrets import (
    activate_account,
    create_token,
    issue_activation,
    revoke_token,
    set_password,
)
from kasuari.accounts.operations.users import (
    choose_language,
    create_user,
    disable_user,
    enable_user,
    end_sessions,
    ensure_users,
    record_sign_in,
)

__all__ = [
    "Persona",
    "activate_account",
    "choose_language",
    "create_token",
    "create_user",
    "deliver_notices",
    "disable_user",
    "enable_user",
    "end_role",
    "end_sessions",
    "ensure_users",
    "grant_role",
    "issue_activation",
    "record_sign_in",
    "revoke_token",
    "set_demo_personas",
    "set_password",
]

"""Who may sign in: users, role grants, sessions, API tokens, notices."""

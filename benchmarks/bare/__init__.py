"""The reference: a bare Django page. Session, sign-in check, three queries, one template, nothing of ours."""

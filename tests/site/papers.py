"""Every address that answers a PDF: which paper of the house it is, or why it bears no code."""

from __future__ import annotations

from tests.site.route_row import OWNER, Row

# The kind of paper that an address answers in the world of the table.
OFFICIAL = {
    "planning:matriks_print": "A.1.5",
    "planning:workblock_print": "A.1.4",
    "planning:workblocks_print": "A.1.4",
    "planning:dialog_print": "dialog",
    "feedback:print": "B.1.5",
    "evaluation:document": "C.1.3",
    "evaluation:keberatan_paper": "D.1.3",
    "surveys:report": "SKM",
    "development:document": "AK-AKUMULASI",
    "development:sheet_paper": "B.1.9",
    "development:certificate": "PIAGAM",
}
# Others of which the table asks a draft.
MORE = (
    (
        "B.1.6",
        Row("GET", "development:session_paper", OWNER, lambda w: {"sesi_id": w.growth.answer.sesi_id}),
    ),
)
UNCODED = {
    "planning:print": "a draft in the table",
    "planning:versi_print": "a draft in the table",
    "planning:manual_print": "of a draft in the table",
    "evaluation:draft": "a draft",
    "evaluation:kalibrasi_minutes": "a draft until the session is closed",
    "development:session_paper": "a draft until both have signed",
    "development:answer": "confidential: never kept",
    "development:case_paper": "confidential: never kept",
    "rollout:report": "a reading of the pilot, not a paper about anybody",
    "rollout:materials": "learning material",
    "rollout:unit_materials": "learning material",
    "progress:bukti": "somebody's own file",
    "feedback:evidence": "somebody's own file",
    "development:learning_file": "somebody's own file",
    "evaluation:keberatan_bukti": "somebody's own file",
}

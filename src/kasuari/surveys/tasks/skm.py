"""Every night the groups of the day before are dissolved, and the key behind them is destroyed."""

from __future__ import annotations

from django_tasks import task

from kasuari.foundation import clock
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.surveys import operations


@task
def forget_origins() -> int:
    """Nothing that joins the answers of one connection survives its day. Answers how many groups went."""
    return operations.forget_origins(on=clock.today())


register(
    Periodic("surveys.forget_origins", "kasuari.surveys.tasks.skm.forget_origins", daily(hour=0, minute=40))
)

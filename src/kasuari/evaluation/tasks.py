"""What evaluation does by itself: each morning it reminds of what is due and says what is overdue."""

from __future__ import annotations

from django_tasks import task

from kasuari.evaluation.operations import remind
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs.schedule import Periodic, daily, register


@task
def remind_of_the_day() -> int:
    """Send the reminders of the day that were not sent yet. Answers how many."""
    at = clock.now()
    return remind(by=Actor.system("Kasuari", on=at.date()), at=at)


register(
    Periodic("evaluation.remind", "kasuari.evaluation.tasks.remind_of_the_day", daily(hour=5, minute=30))
)

"""What evaluation does by itself: each morning it reminds of what is due and says what is overdue,
and closes again what was open until yesterday."""

from __future__ import annotations

from django_tasks import task

from kasuari.evaluation.operations import close_again, remind
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs.schedule import Periodic, daily, register


@task
def remind_of_the_day() -> int:
    """Send the reminders of the day that were not sent yet. Answers how many."""
    at = clock.now()
    return remind(by=Actor.system("Kasuari", on=at.date()), at=at)


@task
def close_what_was_open() -> int:
    """Close the periods that were open again until yesterday. Answers how many."""
    at = clock.now()
    return close_again(by=Actor.system("Kasuari", on=at.date()), at=at)


register(
    Periodic(
        "evaluation.close_again", "kasuari.evaluation.tasks.close_what_was_open", daily(hour=0, minute=20)
    )
)
register(
    Periodic("evaluation.remind", "kasuari.evaluation.tasks.remind_of_the_day", daily(hour=5, minute=30))
)

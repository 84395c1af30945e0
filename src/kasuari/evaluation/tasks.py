"""What evaluation does by itself: each morning it reminds of what is due and says what is overdue,
and closes again what was open until yesterday."""

from __future__ import annotations

from django_tasks import task
from django_tasks.base import TaskContext

from kasuari.evaluation.models import Bundel
from kasuari.evaluation.operations import close_again, forget_bundles, remind, work_bundle
from kasuari.foundation import clock
from kasuari.foundation.access import Actor
from kasuari.foundation.jobs import progress
from kasuari.foundation.jobs.schedule import Periodic, daily, register
from kasuari.organisation.queries import actor_for


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


@task(takes_context=True)
def write_bundle(context: TaskContext, bundel_id: int) -> int:
    """Make what is left of a bundle, for whoever asked for it. Run twice it changes nothing."""
    job_id = str(context.task_result.id)
    bundel = Bundel.objects.select_related("created_by").get(pk=bundel_id)
    return work_bundle(
        bundel_id=bundel_id,
        by=actor_for(bundel.created_by, on=clock.today()),
        now=clock.now,
        progress=lambda done, total: progress(job_id, done, total),
    )


@task
def forget_old_bundles() -> int:
    """Throw bundles away a week after they were made. Answers how many."""
    return forget_bundles(at=clock.now())


register(
    Periodic(
        "evaluation.forget_bundles", "kasuari.evaluation.tasks.forget_old_bundles", daily(hour=2, minute=10)
    )
)
register(
    Periodic(
        "evaluation.close_again", "kasuari.evaluation.tasks.close_what_was_open", daily(hour=0, minute=20)
    )
)
register(
    Periodic("evaluation.remind", "kasuari.evaluation.tasks.remind_of_the_day", daily(hour=5, minute=30))
)

"""Work outside a request, behind the Django Tasks interface.

A job is a row that a worker holds by a lease. A worker that dies leaves a lease that runs out; the job is
then taken again with a higher fencing number, and whoever still holds the lower one can no longer finish it.
A job may therefore run twice: write it so that the second run changes nothing.
"""

from kasuari.foundation.jobs.progress import JobView, Stopped, ask_to_stop, job_view, progress
from kasuari.foundation.jobs.schedule import Periodic, daily, every_hour, register
from kasuari.foundation.jobs.worker import run_worker

__all__ = [
    "JobView",
    "Periodic",
    "Stopped",
    "ask_to_stop",
    "daily",
    "every_hour",
    "job_view",
    "progress",
    "register",
    "run_worker",
]

"""What can have happened in a survey."""

from kasuari.surveys.events.denyut import ABOUT_DENYUT, PulseClosed, PulseOpened, PulsePlanned
from kasuari.surveys.events.skm import (
    ABOUT,
    BatchDecided,
    FollowUpDone,
    FollowUpPlanned,
    ReportIssued,
    SheetEntered,
    SheetResolved,
    SurveyClosed,
    SurveyOpened,
    SurveyPlanned,
)

__all__ = [
    "ABOUT",
    "ABOUT_DENYUT",
    "BatchDecided",
    "FollowUpDone",
    "FollowUpPlanned",
    "PulseClosed",
    "PulseOpened",
    "PulsePlanned",
    "ReportIssued",
    "SheetEntered",
    "SheetResolved",
    "SurveyClosed",
    "SurveyOpened",
    "SurveyPlanned",
]

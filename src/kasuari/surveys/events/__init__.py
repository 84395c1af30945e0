"""What can have happened in a survey."""

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
    "BatchDecided",
    "FollowUpDone",
    "FollowUpPlanned",
    "ReportIssued",
    "SheetEntered",
    "SheetResolved",
    "SurveyClosed",
    "SurveyOpened",
    "SurveyPlanned",
]

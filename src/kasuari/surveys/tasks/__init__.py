from kasuari.surveys.tasks import denyut, skm

__all__ = ["denyut", "skm"]

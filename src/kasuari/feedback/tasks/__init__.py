from kasuari.feedback.tasks import putaran

__all__ = ["putaran"]

"""The law as a library: facts and a date in, a `Verdict` out.

Standard library only. No clock, no settings, no database: whoever calls passes the day (`on`) and the
working-day calendar. Tables come first in every module, short functions after them.
"""

"""No example has a deadline: nothing in the tests asserts a time."""

from hypothesis import settings

settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

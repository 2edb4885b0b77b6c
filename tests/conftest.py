"""What all tests share: settings of hypothesis that suit two busy cores."""

from hypothesis import HealthCheck, settings

settings.register_profile("rktkit", deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=150)
settings.load_profile("rktkit")
settings.register_profile("ci", derandomize=True)  # the same commit, the same verdict; new examples are found at desks

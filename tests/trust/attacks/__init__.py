"""What a person could try instead of the right way, each a change of a real repository.

An attack gets an office whose draft is approved and gives the commit that it wants published; its name in ``ATTACKS``
comes with the rules that must refuse it. What is imported here registers itself there.
"""

from tests.trust.attacks import approvals, bent, commits, policies, signers
from tests.trust.attacks.registry import ATTACKS

__all__ = ["ATTACKS", "approvals", "bent", "commits", "policies", "signers"]

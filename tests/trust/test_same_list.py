"""What publish refuses and what verify calls wrong is the same list: each attack, slipped past publish."""

import json

import pytest

from rktkit.trust.verify.matter import Putusan
from tests.office import Office
from tests.trust.acts import Archived, in_clone
from tests.trust.attacks import ATTACKS
from tests.trust.insider import slip_in

NO_MERGE = {"direct_push", "squash", "rebase", "fast_forward", "octopus", "a_parent_that_git_does_not_see"}
"""Not of two parents: there is no approved text beside it that a publication could keep."""

NO_PLAN = {
    *("nothing_of_a_plan", "text_changed_in_the_merge", "policy_that_cannot_be_read", "approved_on_an_earlier_commit"),
    *("without_a_number", "in_the_name_of_somebody_else", "a_name_twice_in_a_folder", "a_name_with_a_slash"),
    *("a_folder_that_leads_out", "a_name_that_not_every_computer_can_keep", "names_that_differ_in_capitals"),
}
"""No documents can be made of it, whoever makes them."""

BY_THE_PUBLISHERS_CLOCK = {"kepala_signs_after_his_term_with_an_old_date", "kepala_signs_with_an_old_date"}
"""Its maker writes when he published; what betrays him is that he cannot write the signer's evidence to fit."""


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in ATTACKS if name not in NO_MERGE | NO_PLAN])
def test_what_publish_refuses_verify_calls_wrong_for_the_same_reason(
    name: str, office: Office, archived_once: Archived
) -> None:
    attack, refused = ATTACKS[name]
    merged = attack(office)
    like = json.loads(archived_once.office.git("show", "arsip:2027/murni-0/bukti.json"))
    slip_in(office, merged, 2027, like=like)
    verdict = in_clone(office, today=office.now.date())
    assert verdict.putusan is Putusan.TIDAK_SAH
    told = {found.rule for found in verdict.problems}
    assert told >= ({"RKT-669"} if name in BY_THE_PUBLISHERS_CLOCK else set(refused)) or told == {"RKT-652"}


def test_every_other_attack_is_known() -> None:
    assert ATTACKS.keys() >= NO_MERGE | NO_PLAN | BY_THE_PUBLISHERS_CLOCK

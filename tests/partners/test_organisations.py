"""Organisations: made, changed, ended and merged, with all that leads to them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from samfrid.audit.models import Entry
from samfrid.commitments.actions import commit
from samfrid.commitments.models import Commitment, CommitmentPartner
from samfrid.municipalities.actions import (
    add_contact,
    change_organisation,
    end_contact,
    end_organisation,
    merge_organisations,
    organisation_named,
    register_organisation,
    resume_organisation,
    verify_contact,
    what_moves,
)
from samfrid.municipalities.actions.merging import fields_to
from samfrid.municipalities.models import Contact, Membership, Merge, Municipality, Organisation, Role
from samfrid.partners import actions
from samfrid.partners.models import AgreementForm, GroupMember, Party
from samfrid.partners.rules import Rhythm
from tests.conftest import member

D = dt.date
TODAY = D(2026, 11, 22)


def refused(act: Callable[[], object], words: str) -> None:
    with pytest.raises(ValidationError) as error:
        act()
    assert words in str(error.value)


def shelter(actor: Membership, name: str = "Kvinnojouren Ada", number: str = "") -> Organisation:
    return register_organisation(actor, name=name, kind="womens_shelter", number=number)


def test_an_organisation_by_hand(coordinator: Membership) -> None:
    made = register_organisation(
        coordinator, name=" kvinnojouren  Ada ", kind="womens_shelter", number="16212000 2965", abilities="Samtal"
    )
    assert (made.name, made.number, made.kind) == ("Kvinnojouren Ada", "212000-2965", "womens_shelter")
    refused(lambda: shelter(coordinator, "KVINNOJOUREN ADA"), "Det finns redan en organisation med det namnet")
    refused(lambda: shelter(coordinator, "En annan", "212000-2965"), "Kvinnojouren Ada har redan det numret")
    refused(lambda: shelter(coordinator, "En annan", "212000-2966"), "Kontrollsiffran")
    refused(lambda: shelter(coordinator, " - "), "Skriv organisationens namn")
    refused(lambda: register_organisation(coordinator, name="En annan", kind="okänt"), "Välj ett av slagen")
    assert organisation_named(coordinator, "kvinnojouren ada") == made


def test_a_renamed_one_is_found_by_its_old_name(coordinator: Membership) -> None:
    made = shelter(coordinator)
    told = {"kind": made.kind, "number": "", "abilities": ""}
    change_organisation(coordinator, made, name="Kvinnojouren Ada och Eva", **told, today=TODAY)
    assert organisation_named(coordinator, "Kvinnojouren Ada") == made
    refused(lambda: shelter(coordinator), "Kvinnojouren Ada och Eva hette så förr")
    # its own old name may be taken back
    back = change_organisation(coordinator, made, name="Kvinnojouren Ada", **told, today=TODAY)
    assert back.name == "Kvinnojouren Ada"
    assert [one.name for one in back.names.all()] == ["Kvinnojouren Ada och Eva"]
    assert Entry.objects.filter(act="organisations.change").count() == 2


def test_an_end_and_back(coordinator: Membership) -> None:
    made = shelter(coordinator)
    refused(lambda: end_organisation(coordinator, made, on=D(2026, 12, 1), reason="x", today=TODAY), "inte varit än")
    refused(lambda: end_organisation(coordinator, made, on=TODAY, reason=" ", today=TODAY), "Skriv varför")
    assert end_organisation(coordinator, made, on=TODAY, reason="Nedlagd", today=TODAY).ended_on == TODAY
    refused(lambda: end_organisation(coordinator, made, on=TODAY, reason="igen", today=TODAY), "upphörde")
    assert resume_organisation(coordinator, made).ended_on is None
    assert resume_organisation(coordinator, made).ended_on is None


@pytest.mark.parametrize("role", [Role.ELECTED, Role.OFFICER, Role.ADMINISTRATOR])
def test_others_may_not(linkoping: Municipality, coordinator: Membership, role: Role) -> None:
    made, other = shelter(coordinator), shelter(coordinator, "Ada kvinnojour")
    her = member(linkoping, role)
    for act in (
        lambda: register_organisation(her, name="Ny"),
        lambda: change_organisation(her, made, name="Ny", kind="", number="", abilities=""),
        lambda: end_organisation(her, made, on=TODAY, reason="x", today=TODAY),
        lambda: resume_organisation(her, made),
        lambda: merge_organisations(her, made, other),
    ):
        with pytest.raises(PermissionDenied):
            act()


def test_a_contact_is_said_to_be_right(coordinator: Membership) -> None:
    contact = add_contact(coordinator, organisation=shelter(coordinator), name="Eva", verified_on=D(2024, 1, 1))
    assert verify_contact(coordinator, contact, TODAY).verified_on == TODAY
    verify_contact(coordinator, contact, TODAY)
    assert Entry.objects.filter(act="municipalities.verify_contact").count() == 1
    end_contact(coordinator, contact, TODAY)
    refused(lambda: verify_contact(coordinator, contact, TODAY), "borttagen")


def all_of(organisation: Organisation) -> int:
    return sum(what_moves(organisation).values())


def full(actor: Membership, found: Organisation, tag: str) -> None:
    """An agreement, a promise, a group and a contact that lead to it."""
    actions.register_agreement(actor, form=AgreementForm.IOP, title=f"Avtal {tag}", parties=[(found.name, found)])
    commit(actor, text=f"Löfte {tag}", responsible_organisation=found, partners=[found])
    group = actions.form_group(actor, name=f"Grupp {tag}", rhythm=Rhythm(2, 6, by_term=True))
    actions.add_member(actor, group, found, "ordförande")
    add_contact(actor, organisation=found, name=f"Kontakt {tag}")


def test_a_merge_moves_all_that_leads_to_it(coordinator: Membership) -> None:
    gone, into = shelter(coordinator, "Ada kvinnojour", "212000-2965"), shelter(coordinator)
    full(coordinator, gone, "A")
    full(coordinator, into, "B")
    change_organisation(coordinator, gone, name="Ada jour", kind="", number="212000-2965", abilities="Tre rum")
    before = all_of(gone) + all_of(into)
    made = merge_organisations(coordinator, gone, into, why="Samma förening", today=TODAY)
    assert (all_of(gone), all_of(into)) == (0, before)
    into.refresh_from_db()
    assert (into.number, into.kind, into.abilities) == ("212000-2965", "womens_shelter", "Tre rum")
    assert set(Party.objects.values_list("organisation", flat=True)) == {into.pk}
    assert set(Commitment.objects.values_list("responsible_organisation", flat=True)) == {into.pk}
    # every name leads to the one that stays, also where a document is approved
    for name in ("Ada jour", "ada kvinnojour", "Kvinnojouren Ada"):
        assert organisation_named(coordinator, name) == into
    assert not Organisation.objects.filter(pk=gone.pk).exists()
    assert Organisation.every.get(pk=gone.pk).merged_into_id == into.pk
    assert made.moved["partners.party"] == 1
    assert made.moved["municipalities.contact"] == 1
    assert (made.from_name, made.by, made.why) == ("Ada jour", coordinator.actor_name, "Samma förening")
    assert Entry.objects.get(act="organisations.merge").record_id == str(into.pk)


def test_what_both_stood_in_is_said_once(coordinator: Membership) -> None:
    gone, into = shelter(coordinator, "Ada kvinnojour"), shelter(coordinator)
    promise = commit(coordinator, text="Löfte", partners=[gone, into])
    group = actions.form_group(coordinator, name="Gruppen", rhythm=Rhythm(2, 6, by_term=True))
    for one in (gone, into):
        actions.add_member(coordinator, group, one)
    made = merge_organisations(coordinator, gone, into, today=TODAY)
    assert CommitmentPartner.objects.filter(commitment=promise).count() == 1
    assert GroupMember.objects.filter(group=group, ended_on__isnull=True).count() == 1
    assert GroupMember.objects.filter(group=group, ended_on=TODAY, organisation=into).count() == 1
    assert len(made.moved["ended"]) == 2


def test_what_cannot_be_merged(coordinator: Membership) -> None:
    ada, eva = shelter(coordinator, "Ada", "212000-2965"), shelter(coordinator, "Eva", "222000-0448")
    third, fourth = shelter(coordinator, "Tredje"), shelter(coordinator, "Fjärde")
    refused(lambda: merge_organisations(coordinator, ada, ada), "samma organisation")
    refused(lambda: merge_organisations(coordinator, ada, eva), "olika organisationsnummer")
    merge_organisations(coordinator, third, ada, today=TODAY)
    refused(lambda: merge_organisations(coordinator, third, fourth), "redan sammanslagen")
    refused(lambda: merge_organisations(coordinator, fourth, third), "redan sammanslagen")
    refused(lambda: change_organisation(coordinator, third, name="x", kind="", number="", abilities=""), "sammanslagen")
    assert Merge.objects.count() == 1


def test_merges_after_each_other_lead_to_the_last(coordinator: Membership) -> None:
    first, second, last = (shelter(coordinator, name) for name in ("Första", "Andra", "Sista"))
    add_contact(coordinator, organisation=first, name="Eva")
    merge_organisations(coordinator, first, second, today=TODAY)
    merge_organisations(coordinator, second, last, today=TODAY)
    assert organisation_named(coordinator, "Första") == last
    assert Organisation.every.get(pk=first.pk).merged_into_id == last.pk
    assert Contact.objects.get().organisation_id == last.pk
    assert Merge.objects.filter(into=last).count() == 2
    # the name of one that is gone may be taken by the one that stayed
    told = {"kind": "", "number": "", "abilities": ""}
    assert change_organisation(coordinator, last, name="Första", **told, today=TODAY).name == "Första"


def test_every_field_that_leads_to_an_organisation_is_known() -> None:
    found = {f"{model._meta.label_lower}.{field}" for model, field in fields_to()}
    assert {
        "partners.party.organisation",
        "partners.groupmember.organisation",
        "commitments.commitment.responsible_organisation",
        "commitments.commitmentpartner.organisation",
        "matters.referral.organisation",
        "municipalities.contact.organisation",
        "municipalities.membership.organisation",
    } <= found

"""The example's round: somebody is asked, so that the letters have something in them from the first start."""

from __future__ import annotations

import pytest

from samfrid.commitments.actions import commit
from samfrid.municipalities.actions import unit_named
from samfrid.municipalities.actors import SystemActor
from samfrid.municipalities.models import Contact, Membership
from samfrid.post.models import Letter
from samfrid.reporting.models import Request
from samfrid.web.example import asking

pytestmark = pytest.mark.django_db


def test_the_examples_units_have_somebody_who_is_asked(coordinator: Membership) -> None:
    unit = unit_named(coordinator, "Socialförvaltningen")
    commit(coordinator, text="Kartlägga våldet", responsible=unit)

    asking.fill(SystemActor("0580", "Exempelgranskaren"))

    assert set(Contact.objects.values_list("name", flat=True)) == {"Saga Påhittsson", "Sixten Påhittsson"}
    assert Request.objects.get().contact.name == "Saga Påhittsson"
    assert Letter.objects.get().to_address == "saga.pahittsson@salgmyra.example"

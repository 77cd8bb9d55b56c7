"""A paper that is too large is told of on a page, whichever room was to give it out."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

import pytest
from django.test import Client

from samfrid.municipalities.models import Membership
from samfrid.papers.typeset import TooLarge
from samfrid.partners import actions
from samfrid.partners.models import AgreementForm

BrowserOf = Callable[[Membership], Client]


def _too_large(*_given: object, **_more: object) -> bytes:
    raise TooLarge("Underlaget är för stort för en PDF. Hämta det som Word.")


def test_what_is_too_large_is_said(
    coordinator: Membership, browser_of: BrowserOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = actions.register_agreement(
        coordinator, form=AgreementForm.IOP, title="Partnerskap", parties=[], first_starts_on=dt.date(2026, 1, 1)
    )
    group = actions.form_group(coordinator, name="Nätverket")
    meeting = actions.plan_meeting(coordinator, group, on=dt.date(2026, 12, 1))
    monkeypatch.setattr("samfrid.papers.pdf.compiled", _too_large)
    browser = browser_of(coordinator)
    for address in (f"/avtal/{made.pk}/fil/pdf/", f"/samverkan/mote/{meeting.pk}/handling.pdf"):
        answer = browser.get(address)
        assert answer.status_code == 422
        assert "Hämta det som Word." in answer.content.decode()
    assert browser.get(f"/avtal/{made.pk}/fil/docx/").status_code == 200

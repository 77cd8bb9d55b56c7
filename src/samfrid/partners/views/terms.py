"""Agreements by hand: entered, corrected, amended, prolonged, given notice of."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import F
from django.forms import BaseFormSet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from samfrid.municipalities.actions import body_named, organisation_named
from samfrid.municipalities.dates import today
from samfrid.municipalities.models import Membership, Organisation, SwedishKey
from samfrid.municipalities.naming import in_full
from samfrid.municipalities.requests import actor_of
from samfrid.partners import actions, shown
from samfrid.partners.actions import AgreementIn, AmendmentIn, PartyIn
from samfrid.partners.documents import documents_for
from samfrid.partners.forms.terms import (
    ENDS,
    RENEWS,
    AmendForm,
    CorrectForm,
    NoticeForm,
    PartyForm,
    PartyFormSet,
    ProlongForm,
    TermsForm,
    WithdrawForm,
)
from samfrid.partners.models import Agreement, AgreementForm, Notice, Party
from samfrid.partners.rules import amended
from samfrid.partners.views.acts import REFUSED, done, form_page, posted

_BOTH = require_http_methods(["GET", "HEAD", "POST"])
_PARTIES = "parter"


def _trail(agreement: Agreement | None, last: str) -> list[tuple[str, str]]:
    steps = [(_("Avtal"), reverse("partners:agreements"))]
    if agreement:
        steps.append((agreement.title, agreement.get_absolute_url()))
    return [*steps, (last, "")]


def _parties(request: HttpRequest, agreement: Agreement | None) -> BaseFormSet[PartyForm]:
    """A row for each party outside the municipality, and some that are empty."""
    rows = [
        (str(key), name) for key, name in Organisation.objects.order_by(SwedishKey(F("name"))).values_list("pk", "name")
    ]
    known = agreement.parties.filter(organisation__isnull=False).order_by("created_at") if agreement else []
    initial = [
        {"organisation": one.organisation_id, "name": one.name, "notice_months": one.notice_months} for one in known
    ]
    return PartyFormSet(posted(request), initial=initial, prefix=_PARTIES, form_kwargs={"rows": rows})


def _told(
    actor: Membership, form: TermsForm, parties: BaseFormSet[PartyForm], agreement: Agreement | None
) -> AgreementIn:
    """The agreement as the forms say."""
    told = form.cleaned_data
    own = _own(agreement)
    ours = [PartyIn(own[0].name if own else in_full(actor.municipality.name), None, told["own_notice_months"])]
    # the form asks of the municipality once; where the agreement names two parts of it the other stays as it is
    ours += [PartyIn(one.name, None, one.notice_months) for one in own[1:]]
    outside = [_party(actor, one) for one in parties if not one.is_empty]
    names = (
        "title",
        "purpose",
        "decided_on",
        "decided_paragraph",
        "diary_number",
        "first_starts_on",
        "first_ends_on",
        "open_ended",
        "renewal_months",
        "renewal_last_on",
        "renewal_words",
        "notice_months",
        "replaces",
    )
    return AgreementIn(
        form=AgreementForm(told["form"]),
        parties=[*ours, *outside],
        shelter_places=form.shelter(),
        decided_by=form.named("decided_by", actor, body_named),
        **{name: told[name] for name in names},
    )


def _own(agreement: Agreement | None) -> list[Party]:
    """The parties that are the municipality or a part of it."""
    return list(agreement.parties.filter(organisation__isnull=True).order_by("created_at")) if agreement else []


def _party(actor: Membership, form: PartyForm) -> PartyIn:
    organisation = form.named("organisation", actor, organisation_named)
    told = form.cleaned_data
    return PartyIn(told["name"].strip() or organisation.name, organisation, told["notice_months"])


@_BOTH
def create(request: HttpRequest) -> HttpResponse:
    """Enter an agreement by hand."""
    actor = actor_of(request, "partners.edit")
    initial = {"replaces": request.GET.get("ersatter", ""), "form": AgreementForm.IOP}
    form = TermsForm(posted(request), municipality_code=actor.municipality_code, initial=initial)
    parties = _parties(request, None)
    made: list[Agreement] = []

    def act() -> None:
        made.append(actions.make_agreement(actor, _told(actor, form, parties, None), today=today()))

    if _valid(form, parties) and done(form, act):
        messages.success(request, _("Avtalet är infört. För in vad det kostar och vilka mål ni har."))
        return redirect(made[0])
    return _form(request, form, parties, None, _("Nytt avtal"), _("För in avtalet"))


@_BOTH
def correct(request: HttpRequest, key: UUID) -> HttpResponse:
    """Correct what was entered wrong."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = CorrectForm(
        posted(request), municipality_code=actor.municipality_code, agreement=found, initial=_initial(found)
    )
    parties = _parties(request, found)

    def act() -> None:
        told = _told(actor, form, parties, found)
        actions.correct_agreement(actor, found, told, form.cleaned_data["reason"], today=today())

    if _valid(form, parties) and done(form, act):
        messages.success(request, _("Avtalet är rättat."))
        return redirect(found)
    return _form(request, form, parties, found, _("Rätta avtalet"), _("Rätta"))


def _valid(form: TermsForm, parties: BaseFormSet[PartyForm]) -> bool:
    """Whether both are; each is asked, so that each says what is wrong."""
    return all([form.is_bound and form.is_valid(), parties.is_bound and parties.is_valid()])


def _initial(found: Agreement) -> dict[str, Any]:
    own = _own(found)
    names = [name for name in TermsForm.base_fields if hasattr(found, name)]
    told = {name: getattr(found, name) for name in names}
    return told | {
        "shelter_places": {True: "yes", False: "no", None: ""}[found.shelter_places],
        "decided_by": found.decided_by_id,
        "replaces": found.replaces_id,
        "own_notice_months": own[0].notice_months if own else None,
    }


def _form(
    request: HttpRequest,
    form: TermsForm,
    parties: BaseFormSet[PartyForm],
    found: Agreement | None,
    title: str,
    act_label: str,
) -> HttpResponse:
    refused = bool(form.errors or parties.total_error_count())
    context = {
        "form": form,
        "parties": parties,
        "agreement": found,
        "title": title,
        "act_label": act_label,
        "back_url": found.get_absolute_url() if found else reverse("partners:agreements"),
        "trail": _trail(found, title),
    }
    return render(request, "partners/terms.html", context, status=REFUSED if refused else 200)


@_BOTH
def amend(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record what the parties have changed."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    initial = {"agreed_on": today(), "effective_on": today()}
    form = AmendForm(posted(request), documents=documents_for(found, actor), initial=initial)
    if form.is_valid() and done(form, lambda: actions.amend(actor, found, _amendment(found, form), today=today())):
        messages.success(request, _("Ändringen är införd."))
        return redirect(f"{found.get_absolute_url()}#perioder")
    return form_page(
        request,
        form,
        title=_("Ändra avtalet"),
        kind=found.title,
        lead=_(
            "Skriv vad parterna är överens om. Perioder som har varit ändras inte. Är något fel infört, välj Rätta."
        ),
        act_label=_("För in ändringen"),
        back_url=found.get_absolute_url(),
        trail=_trail(found, _("Ändra avtalet")),
    )


def _amendment(found: Agreement, form: AmendForm) -> AmendmentIn:
    """The amendment as the form says; what was left empty is as it is."""
    told = form.cleaned_data
    before = amended(found.terms, told["effective_on"])
    renewal = {
        "": (before.renewal_months, before.renewal_last_on),
        ENDS: (None, None),
        RENEWS: (told["renewal_months"] or 0, told["renewal_last_on"]),
    }[told["renews"]]
    notice = told["notice_months"]
    asked = told["ends_on"] or told["renews"] or notice is not None
    return AmendmentIn(
        agreed_on=told["agreed_on"],
        effective_on=told["effective_on"],
        text=told["text"],
        ends_on=told["ends_on"] or before.ends_on,
        renewal_months=renewal[0],
        renewal_last_on=renewal[1],
        notice_months=before.notice_months if notice is None else notice,
        time=bool(asked),
        document_id=form.chosen.record_id if form.chosen else None,
        document_name=form.chosen.label if form.chosen else "",
    )


@_BOTH
def prolong(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record a new period that the parties have agreed on."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = ProlongForm(posted(request), initial={"agreed_on": today(), "starts_on": shown.first_day_after(found)})
    if form.is_valid() and done(form, lambda: actions.prolong(actor, found, today=today(), **form.cleaned_data)):
        messages.success(request, _("Den nya perioden är införd."))
        return redirect(f"{found.get_absolute_url()}#perioder")
    return form_page(
        request,
        form,
        title=_("Förläng avtalet"),
        kind=found.title,
        lead=_("För in en ny period som parterna är överens om. Har ni skrivit ett nytt avtal, för in det i stället."),
        act_label=_("För in perioden"),
        back_url=found.get_absolute_url(),
        trail=_trail(found, _("Förläng avtalet")),
    )


@_BOTH
def notice(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that a party has given notice. What it comes to is said before."""
    found = get_object_or_404(Agreement, pk=key)
    actor = actor_of(request, "partners.edit", found)
    form = NoticeForm(posted(request), agreement=found, initial={"given_on": today()})

    def act() -> None:
        told = dict(form.cleaned_data)
        party: Party = told.pop("party")
        actions.give_notice(actor, party, today=today(), **told)

    if form.is_valid() and done(form, act):
        messages.success(request, _("Uppsägningen är antecknad."))
        return redirect(f"{found.get_absolute_url()}#perioder")
    if "late_is_known" not in form.errors and not request.POST.get("late_is_known"):
        # asked only where a notice came late
        del form.fields["late_is_known"]
    context = {
        "form": form,
        "agreement": found,
        "outlook": shown.notice_outlook(found, found.parties.order_by("created_at"), today()),
        "trail": _trail(found, _("Säg upp avtalet")),
    }
    return render(request, "partners/notice.html", context, status=REFUSED if form.errors else 200)


@_BOTH
def withdraw(request: HttpRequest, key: UUID) -> HttpResponse:
    """Record that a notice was withdrawn."""
    row = get_object_or_404(Notice.objects.select_related("agreement", "party"), pk=key)
    found = row.agreement
    actor = actor_of(request, "partners.edit", row)
    form = WithdrawForm(posted(request), initial={"on": today()})
    told = form.cleaned_data if form.is_valid() else {}
    if told and done(form, lambda: actions.withdraw_notice(actor, row, told["on"], told["why"], today=today())):
        messages.success(request, _("Uppsägningen är återtagen. Avtalet fortsätter som förut."))
        return redirect(f"{found.get_absolute_url()}#perioder")
    return form_page(
        request,
        form,
        title=_("Återta uppsägningen"),
        kind=found.title,
        lead=_("Avtalet fortsätter som om det inte hade sagts upp. Båda parter måste vara överens."),
        act_label=_("Återta uppsägningen"),
        back_url=found.get_absolute_url(),
        trail=_trail(found, _("Återta uppsägningen")),
    )

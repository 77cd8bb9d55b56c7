"""The register of rules: what each looks for and on what ground; off, on and how many days."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from samfrid.gaps import actions, queries, shown
from samfrid.gaps.checks import BY_NAME, Group
from samfrid.gaps.forms import RuleForm
from samfrid.gaps.sentences import GROUPS, WORDS
from samfrid.municipalities.dates import today
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse

REFUSED = 422


@require_safe
def listing(request: HttpRequest) -> HttpResponse:
    """Every rule, in the groups of the first page."""
    actor = actor_of(request)
    actions.catch_up(actor.municipality_code, today())
    standings = queries.standings(actor.municipality_code)
    groups = [
        (GROUPS[group], [shown.rule(one) for one in standings if one.rule.group == group])
        for group in Group
        if any(one.rule.group == group for one in standings)
    ]
    context = {"groups": groups, "trail": [(str(shown.TODAY), reverse("gaps:today")), (_("Regler"), "")]}
    return render(request, "gaps/rules.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def rule(request: HttpRequest, name: str) -> HttpResponse:
    """One rule; for whoever may, the form to switch it off or set its days."""
    one = BY_NAME.get(name)
    if one is None:
        raise Http404
    actor = actor_of(request, "gaps.rules" if request.method == "POST" else "open.read")
    standing = next(row for row in queries.standings(actor.municipality_code) if row.rule is one)
    setting = standing.setting
    known: dict[str, object] = {"off": "1" if standing.off else "0"}
    if setting:
        known |= {"days": setting.days, "reason": setting.reason}
    form = RuleForm(one, request.POST or None, initial=known)
    if request.method == "POST" and form.is_valid():
        told = form.cleaned_data
        try:
            with transaction.atomic():
                actions.set_rule(actor, one, off=told["off"], days=told.get("days"), reason=told["reason"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Regeln är sparad. Listan över brister följer den redan."))
            return redirect("gaps:rule", name)
    context = {
        "row": shown.rule(standing),
        "law": shown.law(WORDS[name]),
        "form": form if may(actor, "gaps.rules") else None,
        "group_url": reverse("gaps:group", args=[one.group]),
        "group": GROUPS[one.group],
        "trail": [
            (str(shown.TODAY), reverse("gaps:today")),
            (_("Regler"), reverse("gaps:rules")),
            (str(WORDS[name].name), ""),
        ],
    }
    return render(request, "gaps/rule.html", context, status=REFUSED if form.errors else 200)

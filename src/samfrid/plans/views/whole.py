"""A plan as a whole: its names, two versions beside each other, the matrix, the plan as a file."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Prefetch, prefetch_related_objects
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from samfrid.municipalities.dates import today
from samfrid.municipalities.files import file_response
from samfrid.municipalities.permissions import may
from samfrid.municipalities.requests import actor_of, refuse
from samfrid.papers.docx import docx
from samfrid.papers.pdf import pdf
from samfrid.plans import actions, queries, shown
from samfrid.plans.forms import AliasForm, DescribeForm, LayoutForm
from samfrid.plans.models import Plan, PlanAlias, PlanVersion
from samfrid.plans.paper import paper
from samfrid.plans.shown import compare as comparison
from samfrid.plans.shown import matrix as matrices
from samfrid.plans.views.common import REFUSED, form_page, posted


@require_http_methods(["GET", "HEAD", "POST"])
def describe(request: HttpRequest, key: UUID) -> HttpResponse:
    """What a plan is called, and of what sort it is."""
    plan = get_object_or_404(Plan, pk=key)
    actor = actor_of(request, "plans.edit", plan)
    form = DescribeForm(posted(request), initial={"name": plan.name, "kind": plan.kind})
    if form.is_valid():
        try:
            actions.describe_plan(actor, plan, **form.cleaned_data)
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Namnet är sparat."))
            return redirect(plan)
    return form_page(
        request, form, heading=_("Planens namn"), plan=plan, act=_("Spara namnet"), back=plan.get_absolute_url()
    )


@require_http_methods(["GET", "HEAD", "POST"])
def add_alias(request: HttpRequest, key: UUID) -> HttpResponse:
    """Another name that the plan goes by; those that are there can be taken away."""
    plan = get_object_or_404(Plan, pk=key)
    actor = actor_of(request, "plans.edit", plan)
    form = AliasForm(posted(request))
    if form.is_valid():
        try:
            actions.add_alias(actor, plan, form.cleaned_data["name"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Namnet är tillagt."))
            return redirect("plans:add_alias", plan.pk)
    heading = _("Namn som planen också har")
    context = {
        "form": form,
        "plan": plan,
        "heading": heading,
        "aliases": plan.aliases.order_by("name"),
        "trail": [(_("Planer"), reverse("plans:list")), (plan.name, plan.get_absolute_url()), (heading, "")],
    }
    return render(request, "plans/aliases.html", context, status=REFUSED if form.errors else 200)


@require_POST
def remove_alias(request: HttpRequest, key: UUID) -> HttpResponse:
    """Take away a name that the plan does not go by."""
    alias = get_object_or_404(PlanAlias.objects.select_related("plan"), pk=key)
    actor = actor_of(request, "plans.edit", alias)
    actions.remove_alias(actor, alias)
    messages.success(request, _("Namnet är borttaget."))
    return redirect("plans:add_alias", alias.plan_id)


def _versions(request: HttpRequest, plan: Plan) -> tuple[list[PlanVersion], PlanVersion, PlanVersion]:
    """All versions, and the two to compare: those that the address names, else the latest and the one it follows."""
    prefetch_related_objects([plan], Prefetch("versions", PlanVersion.objects.order_by("number")))
    versions = list(plan.versions.all())
    numbers = {str(one.number): one for one in versions}
    if len(versions) < 2:
        raise Http404
    later = numbers.get(request.GET.get("till", "")) or versions[-1]
    earlier = numbers.get(request.GET.get("fran", "")) or queries.before_of(later) or versions[0]
    return versions, earlier, later


@require_safe
def compare(request: HttpRequest, key: UUID) -> HttpResponse:
    """Two versions of a plan beside each other."""
    plan = get_object_or_404(Plan, pk=key)
    actor = actor_of(request)
    versions, earlier, later = _versions(request, plan)
    if earlier.number > later.number:
        earlier, later = later, earlier
    is_next, day = queries.before_of(later) == earlier, today()
    heading = _("Jämför två versioner")
    context = {
        "plan": plan,
        "heading": heading,
        "versions": [
            (one.number, f"{one.number}: {shown.period(one)}, {shown.version_word(one, day)}") for one in versions
        ],
        "earlier": earlier,
        "later": later,
        "compared": comparison.shown(queries.said_in(earlier), queries.said_in(later)) if earlier != later else None,
        "may_explain": may(actor, "plans.edit", plan)
        and is_next
        and actions.takes_more(later)
        and not later.adopted_on,
        "trail": [(_("Planer"), reverse("plans:list")), (plan.name, plan.get_absolute_url()), (heading, "")],
    }
    return render(request, "plans/compare.html", context)


@require_safe
def matrix(request: HttpRequest) -> HttpResponse:
    """The prevention matrix of all plans in force."""
    actor = actor_of(request)
    title = _("Planernas aktiviteter i preventionsmatrisen")
    context = {
        "matrix": matrices.shown(queries.placed(actor.municipality_code), "planer", title),
        "heading": _("Preventionsmatrisen"),
        "trail": [(_("Planer"), reverse("plans:list")), (_("Preventionsmatrisen"), "")],
    }
    return render(request, "plans/matrix.html", context)


@require_safe
def as_file(request: HttpRequest, key: UUID, form: str) -> HttpResponse:
    """A version as a Word file or PDF."""
    version = get_object_or_404(PlanVersion.objects.select_related("plan__municipality", "adopted_by"), pk=key)
    actor_of(request)
    content = queries.on_paper(version)
    name = f"{version.plan.name} {shown.period(version)}"
    if form == "docx":
        return file_response(name, "docx", docx(paper(content)))
    return file_response(name, "pdf", pdf(paper(content)))


@require_http_methods(["GET", "HEAD", "POST"])
def layout(request: HttpRequest) -> HttpResponse:
    """How the municipality's plans look on paper."""
    actor = actor_of(request, "plans.edit")
    form = LayoutForm(queries.layout_of(actor.municipality_code), posted(request))
    if form.is_valid():
        told = form.cleaned_data
        try:
            actions.save_layout(actor, columns=told["columns"], words=told["words"], introduction=told["introduction"])
        except ValidationError as error:
            refuse(form, error)
        else:
            messages.success(request, _("Planernas form är sparad."))
            return redirect("plans:list")
    heading = _("Planer som fil")
    context = {"form": form, "heading": heading, "trail": [(_("Planer"), reverse("plans:list")), (heading, "")]}
    return render(request, "plans/layout.html", context, status=REFUSED if form.errors else 200)

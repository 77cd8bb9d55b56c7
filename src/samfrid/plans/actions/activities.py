"""The activities of a version: each a commitment that lives through the versions, replaced, merged or dropped."""

from __future__ import annotations

from contextlib import nullcontext

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.commitments.actions import Link, add_origin, assign, commit, revise, set_due
from samfrid.commitments.actions.making import check_due
from samfrid.commitments.models import Commitment, OriginKind
from samfrid.municipalities.dates import PartialDate
from samfrid.municipalities.models import Access, Unit
from samfrid.municipalities.permissions import require
from samfrid.plans.actions.adopting import say_as_promised
from samfrid.plans.actions.frozen import OPEN, check_takes_more, locked_plan, next_number, opened, still, writing_down
from samfrid.plans.models import Activity, Goal, IndicatorPlace, PlanVersion, Succession, SuccessionKind
from samfrid.plans.queries import before_of, same_words_elsewhere, stood_before
from samfrid.plans.rules import same_words
from samfrid.provenance.queries import sources_of


@transaction.atomic
def add_activity(
    actor: Actor, version: PlanVersion, commitment: Commitment, goal: Goal | None = None, *, where: str = ""
) -> Activity:
    """Give a commitment its place in the plan, which becomes one of its origins. Twice is harmless.

    An adopted version is frozen (house rule 10): of one that was adopted elsewhere only what stands in it is written
    down, so either the commitment has a sentence for its ground, or ``where`` says where in the plan it stands. The
    same commitment may stand in several plans: it is then followed in one place.
    """
    require(actor, "plans.edit", version)
    plan = locked_plan(version.plan)
    if goal and goal.version_id != version.pk:
        raise ValidationError({"goal": _("Målet hör till en annan version av planen.")})
    known = version.activities.select_related("version").filter(commitment=commitment).first()
    if known is None:
        fresh = check_takes_more(version, where, grounded=bool(sources_of([commitment])))
        known = Activity(
            municipality_id=actor.municipality_code,
            version=version,
            goal=goal,
            number=next_number(version.activities),
            commitment=commitment,
        )
        if fresh.state in OPEN:
            # what a document has in it again is not gone: else the adoption would close it
            version.successions.filter(before=commitment).delete()
            known.save()
        else:
            with writing_down(version):
                say_as_promised(known).save()
        record(actor, "plans.add_activity", plan, commitment=str(commitment.pk), where=where.strip()[:120])
    elif goal and known.goal_id is None:
        _put_under(known, goal)
    label = f"{plan.name}, {where.strip()[:120]}" if where.strip() else plan.name
    add_origin(
        actor,
        commitment,
        Link(OriginKind.ACTIVITY, "plans.activity", known.pk, "plans.plan", plan.pk, label),
    )
    return known


def _put_under(activity: Activity, goal: Goal) -> None:
    """A later document says which goal it serves."""
    if activity.version.complete:
        return
    activity.goal = goal
    with nullcontext() if activity.version.state in OPEN else writing_down(activity.version):
        activity.save(update_fields=["goal"])


@transaction.atomic
def enter_activity(
    actor: Actor,
    version: PlanVersion,
    *,
    text: str,
    due: PartialDate | None = None,
    responsible: Unit | None = None,
    goal: Goal | None = None,
    where: str = "",
    level: str = "",
    arena: str = "",
) -> tuple[Activity, str]:
    """Enter an activity by hand: a new commitment with its place in the plan. The name of the other plan where it
    stands already, else nothing.

    What another plan has in the same words is the same commitment, so that it is followed once. Raises
    ``ValidationError`` where the two would say different things of it, and for what stands in the plan already.
    """
    require(actor, "plans.edit", version)
    if any(same_words(one.words, text) for one in version.activities.select_related("commitment")):
        raise ValidationError({"text": _("Aktiviteten står redan i planen.")})
    known, plan = same_words_elsewhere(version.plan, text)
    if known is None:
        made = commit(
            actor,
            text=text,
            promised_on=version.adopted_on,
            due=due,
            responsible=responsible,
            level=level,
            arena=arena,
        )
        return add_activity(actor, version, made, goal, where=where), ""
    if (responsible and responsible.pk != known.responsible_id) or (due and due.last != known.due_on):
        raise ValidationError(
            {
                "text": _(
                    "Aktiviteten står redan i ”%(plan)s”. Lämna ansvarig och dag tomma, så blir den samma åtagande i "
                    "båda planerna, eller skriv den med andra ord."
                )
                % {"plan": plan}
            }
        )
    return add_activity(actor, version, known, goal, where=where), plan


@transaction.atomic
def change_activity(
    actor: Actor,
    activity: Activity,
    *,
    text: str,
    responsible: Unit | None,
    due: PartialDate | None,
    goal: Goal | None = None,
) -> Activity:
    """Say what a draft is to say of an activity: its words, who answers, by when, under which goal.

    The commitment stays as it is until the draft is adopted; one that stands nowhere else follows at once. What not
    everybody may read is changed on its own page alone.
    """
    require(actor, "plans.edit", activity)
    version = opened(activity.version)
    if not text.strip():
        raise ValidationError({"text": _("Skriv vad som ska göras.")})
    if goal and goal.version_id != version.pk:
        raise ValidationError({"goal": _("Målet hör till en annan version av planen.")})
    fresh = still(Activity.objects.select_related("commitment__responsible_organisation", "goal"), activity)
    one = fresh.commitment
    said = (text.strip(), responsible.pk if responsible else None, due.last if due else None)
    fresh.goal = goal
    if said != (one.text, one.responsible_id, one.due_on) and one.access > Access.PUBLIC:
        raise ValidationError({"text": _("Åtagandet är inte offentligt. Ändra det på dess egen sida.")})
    check_due(None, said[2], one.starts_on, one.every_months)
    if fresh.commitment.activities.count() == 1 and one.origins.count() <= 1:
        _follow(actor, one, said[0], responsible, due)
        fresh.told, fresh.text = False, ""
    else:
        outside = str(one.responsible_organisation or "") if responsible is None else ""
        fresh.told, fresh.text, fresh.responsible = True, said[0], responsible
        fresh.responsible_name = (responsible.name if responsible else outside)[:200]
        fresh.due_on = said[2]
        fresh.due_precision = due.precision if due else fresh.due_precision
    fresh.save()
    record(actor, "plans.change_activity", version.plan, commitment=str(one.pk))
    return fresh


def _follow(actor: Actor, one: Commitment, text: str, responsible: Unit | None, due: PartialDate | None) -> None:
    """A commitment of this draft alone says at once what the draft says."""
    revise(actor, one, text=text)
    if (responsible.pk if responsible else None) != one.responsible_id:
        assign(actor, one, responsible)
    if (due.last if due else None) != one.due_on:
        set_due(actor, one, due)


@transaction.atomic
def remove_activity(actor: Actor, activity: Activity, *, why: str = "") -> None:
    """Take an activity out of a draft. The commitment stays, with its history and where it came from.

    One that the version before has is struck, and ``why`` is told in both. What was counted of it stays in the draft,
    of the plan as a whole; but not what was counted of something that not everybody may read, since then everybody
    would.
    """
    require(actor, "plans.edit", activity)
    _gone(actor, activity, SuccessionKind.DROPPED, None, why)


@transaction.atomic
def succeed(
    actor: Actor, activity: Activity, *, kind: SuccessionKind | str, after: Activity, why: str
) -> Succession | None:
    """Let another activity of the draft take the place of one: replace it, or take it in. Why is told in both versions
    and on the commitment. None for one that no version before has: it is only taken out.
    """
    require(actor, "plans.edit", activity)
    if kind not in (SuccessionKind.REPLACED, SuccessionKind.MERGED):
        raise ValidationError({"kind": _("Välj om aktiviteten ersätts eller går upp i en annan.")})
    if after.version_id != activity.version_id or after.pk == activity.pk:
        raise ValidationError({"after": _("Välj en annan aktivitet i samma förslag.")})
    return _gone(actor, activity, kind, after, why)


def _gone(
    actor: Actor, activity: Activity, kind: SuccessionKind | str, after: Activity | None, why: str
) -> Succession | None:
    version = opened(activity.version)
    here = still(Activity.objects.all(), activity)
    after = still(Activity.objects.select_related("commitment"), after) if after else None
    commitment, tidy = activity.commitment, " ".join(why.split())[:500]
    inherited = stood_before(version, commitment)
    if inherited and not tidy:
        raise ValidationError({"why": _("Skriv varför. Skälet visas i båda versionerna och på åtagandet.")})
    led_here = version.successions.filter(after=commitment).select_related("before").first()
    if led_here:
        raise ValidationError(
            _("”%(other)s” har ersatts av eller gått upp i den här. Ta tillbaka det först.")
            % {"other": str(led_here.before) if led_here.before.access <= Access.PUBLIC else _("En annan aktivitet")}
        )
    places = IndicatorPlace.objects.filter(version=version, activity=activity)
    if after:
        places.update(activity=after)
    elif commitment.access > Access.PUBLIC:
        places.delete()
    here.delete()
    made = None
    if inherited:
        made = Succession.objects.create(
            municipality_id=version.municipality_id,
            version=version,
            before=commitment,
            after=after.commitment if after else None,
            kind=kind,
            why=tidy,
        )
    act = "plans.succeed" if after else "plans.remove_activity"
    record(actor, act, version.plan, commitment=str(commitment.pk), kind=str(kind))
    return made


@transaction.atomic
def explain_gone(actor: Actor, version: PlanVersion, commitment: Commitment, *, why: str) -> Succession:
    """Say why a draft that came from a document no longer has an activity of the version before."""
    require(actor, "plans.edit", version)
    fresh, tidy = opened(version), " ".join(why.split())[:500]
    if not tidy:
        raise ValidationError({"why": _("Skriv varför. Skälet visas i båda versionerna och på åtagandet.")})
    if fresh.activities.filter(commitment=commitment).exists() or not stood_before(fresh, commitment):
        raise ValidationError(_("Aktiviteten saknas inte i förslaget."))
    made, _new = Succession.objects.update_or_create(
        version=fresh,
        before=commitment,
        defaults={
            "municipality_id": fresh.municipality_id,
            "kind": SuccessionKind.DROPPED,
            "after": None,
            "why": tidy,
        },
    )
    record(actor, "plans.remove_activity", fresh.plan, commitment=str(commitment.pk), kind=str(SuccessionKind.DROPPED))
    return made


@transaction.atomic
def bring_back(actor: Actor, succession: Succession) -> Activity:
    """Put an activity that a draft dropped, replaced or merged back into it, under the goal that it had."""
    require(actor, "plans.edit", succession)
    version = opened(succession.version)
    commitment, before = succession.before, before_of(version)
    had = before.activities.filter(commitment=commitment).select_related("goal").first() if before else None
    goal = version.goals.filter(key=had.goal.key).first() if had and had.goal else None
    if not Succession.objects.filter(pk=succession.pk).delete()[0]:
        raise ValidationError(_("Aktiviteten står i förslaget igen."))
    made = Activity.objects.create(
        municipality_id=version.municipality_id,
        version=version,
        goal=goal,
        number=next_number(version.activities),
        commitment=commitment,
    )
    record(actor, "plans.bring_back", version.plan, commitment=str(commitment.pk))
    return made

"""The fixed vocabularies of council matters."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class MatterKind(models.TextChoices):
    """What sort of matter it is. What holds for each sort stands in :class:`~samfrid.matters.models.TypeVersion`."""

    MOTION = "motion", _("motion")
    INTERPELLATION = "interpellation", _("interpellation")
    QUESTION = "question", _("enkel fråga")
    INITIATIVE = "initiative", _("initiativärende")
    CITIZEN_PROPOSAL = "citizen_proposal", _("medborgarförslag")
    AUDIT_LETTER = "audit_letter", _("revisionsskrivelse")
    OWN = "own", _("eget ärende")


class Raiser(models.TextChoices):
    """Who may raise a matter."""

    COUNCIL_MEMBER = "council_member", _("ledamot i fullmäktige")
    COMMITTEE_MEMBER = "committee_member", _("ledamot i en nämnd")
    RESIDENT = "resident", _("folkbokförd i kommunen")
    AUDITOR = "auditor", _("revisor")
    MUNICIPALITY = "municipality", _("kommunen själv")


class PutTo(models.TextChoices):
    """To whom a matter is put."""

    COUNCIL = "council", _("fullmäktige")
    COMMITTEE = "committee", _("en nämnd")
    CHAIR = "chair", _("en ordförande")


class Raised(models.TextChoices):
    """Which day counts as the day that a matter was raised; councils differ."""

    DELIVERED = "delivered", _("när den lämnades till fullmäktige")
    RECEIVED = "received", _("när den kom in till kommunen")


class ClauseStyle(models.TextChoices):
    """How proposals and decisions are written; traditions conflict (Nacka forbids att-clauses, others require them)."""

    ATT = "att", _("att-satser")
    SENTENCES = "sentences", _("fullständiga meningar")


class Stage(models.TextChoices):
    """How far a decision has come: an officer or a drafting body recommends, a body proposes, a body has decided."""

    RECOMMENDED = "recommended", _("rekommendation")
    PROPOSED = "proposed", _("förslag")
    FINAL = "final", _("beslut")


class Outcome(models.TextChoices):
    """What was decided, clause by clause; the reader's vocabulary."""

    GRANTED = "granted", _("bifall")
    PARTLY_GRANTED = "partly_granted", _("delvis bifall")
    REJECTED = "rejected", _("avslag")
    ANSWERED = "answered", _("besvarad")
    WRITTEN_OFF = "written_off", _("avskriven")
    REFERRED_BACK = "referred_back", _("återremiss")
    POSTPONED = "postponed", _("bordlagd")
    CIRCULATED = "circulated", _("remitterad")
    APPROVED = "approved", _("godkänd")
    NOTED = "noted", _("lagd till handlingarna")
    TASKED = "tasked", _("uppdrag")
    FUNDED = "funded", _("medel beviljade")
    SUPPORTED = "supported", _("tillstyrkt")
    OPPOSED = "opposed", _("avstyrkt")
    OTHER = "other", _("annat")


class Stance(models.TextChoices):
    """What a body that was asked thought."""

    SUPPORTS = "supports", _("tillstyrker")
    SUPPORTS_IF = "supports_if", _("tillstyrker under förutsättning")
    OPPOSES = "opposes", _("avstyrker")
    NONE = "none", _("inget ställningstagande")


class ReferralRole(models.TextChoices):
    """What somebody is asked for."""

    STATEMENT = "statement", _("yttrande")
    PREPARATION = "preparation", _("beredning")
    DECISION = "decision", _("beslut")


class PersonRole(models.TextChoices):
    MOVER = "mover", _("förslagsställare")
    ANSWERER = "answerer", _("svarar")
    OFFICER = "officer", _("handläggare")
    SIGNER = "signer", _("undertecknar")
    OTHER = "other", _("nämnd i ärendet")


class EventKind(models.TextChoices):
    """The dated steps that somebody records. What follows from a decision or from minutes is computed from those."""

    RECEIVED = "received", _("inkommen")
    DELIVERED = "delivered", _("lämnad till fullmäktige")
    PUT = "put", _("får ställas")
    REFERRED = "referred", _("remitterad till beredning")
    PREPARED = "prepared", _("beredd")
    AGENDA = "agenda", _("på föredragningslistan")
    REPORTED = "reported", _("redovisad för fullmäktige")
    WITHDRAWN = "withdrawn", _("återtagen")
    CLOSED = "closed", _("avslutad")


class PauseKind(models.TextChoices):
    """Why a matter stands still."""

    REFERRED_BACK = "referred_back", _("återremiss")
    TABLED = "tabled", _("bordläggning")
    OTHER = "other", _("annat uppehåll")


class AttachmentRole(models.TextChoices):
    """What a kept document is in a matter."""

    TEXT = "text", _("ärendets text")
    ATTACHMENT = "attachment", _("bilaga")
    STATEMENT = "statement", _("yttrande")
    MEMO = "memo", _("tjänsteskrivelse")
    ANSWER = "answer", _("svar")
    MINUTES = "minutes", _("protokoll")
    LETTER = "letter", _("expediering")


class RecusalGround(models.TextChoices):
    """Why somebody may not take part (KL 5:47 for the council, KL 6:28 for a committee)."""

    OWN = "own", _("saken rör personen själv")
    KIN = "kin", _("saken rör en närstående")
    REPRESENTATIVE = "representative", _("ställföreträdare eller ombud")
    SUPERVISION = "supervision", _("tillsyn över den som saken rör")
    OTHER = "other", _("annan särskild omständighet")


class SentBy(models.TextChoices):
    """How a decision was sent out."""

    EMAIL = "email", _("e-post")
    POST = "post", _("brev")
    INTERNAL = "internal", _("internpost")
    HANDED = "handed", _("överlämnad")

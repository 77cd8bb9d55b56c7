"""Series of diary numbers of our own, without gaps."""

from __future__ import annotations

from django.core.exceptions import ValidationError
from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext as _

from samfrid.audit.actions import Actor, record
from samfrid.matters import rules
from samfrid.matters.actions.listed import refresh
from samfrid.matters.actions.register import locked
from samfrid.matters.models import DiaryNumber, Matter, NumberSeries
from samfrid.matters.rules.series import FORM, written, wrong_with_form
from samfrid.municipalities.models import Body
from samfrid.municipalities.permissions import require

#: years that a series can be of
FIRST_YEAR, LAST_YEAR = 1900, 2999


@transaction.atomic
def open_series(actor: Actor, *, body: Body, prefix: str, year: int, form: str = FORM, last: int = 0) -> NumberSeries:
    """Open a body's series of diary numbers for a year. ``last`` is the last number given before Samfrid.

    Raises ``ValidationError`` for a form that makes no number and for a series that is there already.
    """
    require(actor, "matters.rules")
    tidy, shape = "".join(prefix.split()).upper(), form.strip()
    wrong: dict[str, str] = {}
    if not tidy or len(tidy) > 12 or not any(character.isalpha() for character in tidy) or set(tidy) & set("{}"):
        wrong["prefix"] = _("Skriv registrets beteckning med högst 12 tecken, till exempel KS.")
    if not FIRST_YEAR <= year <= LAST_YEAR:
        wrong["year"] = _("Skriv året med fyra siffror.")
    if not 0 <= last < 1_000_000:
        wrong["last"] = _("Skriv det senast använda numret, eller 0.")
    if body.municipality_id != actor.municipality_code:
        wrong["body"] = _("Organet finns inte i kommunen.")
    if not wrong and (problem := wrong_with_form(shape, tidy, year)):
        wrong["form"] = problem
    if wrong:
        raise ValidationError(dict(wrong))
    try:
        with transaction.atomic():
            made = NumberSeries.objects.create(
                municipality_id=actor.municipality_code, body=body, prefix=tidy, year=year, form=shape, last=last
            )
    except IntegrityError as error:
        taken = _("Serien %(prefix)s %(year)s finns redan.") % {"prefix": tidy, "year": year}
        raise ValidationError({"prefix": taken}) from error
    record(actor, "matters.open_series", made, name=str(made), body=body.name, last=last)
    return made


@transaction.atomic
def take_number(actor: Actor, matter: Matter, *, series: NumberSeries) -> DiaryNumber:
    """Give the matter the next number of the series.

    The series' row is locked from here to the end of the transaction: whoever comes next waits, and gets this same
    number if the transaction does not hold. A number that was written by hand before its turn keeps its matter and
    takes its place in the series.
    """
    require(actor, "matters.edit", matter)
    require(actor, "matters.edit", series)
    own = locked(matter)
    taken = own.diary_numbers.filter(series=series).first()
    if taken:
        raise ValidationError(
            {"series": _("Ärendet har redan numret %(number)s i den serien.") % {"number": taken.number}}
        )
    while True:
        serial = _next(series)
        number = written(series.form, series.prefix, series.year, serial)
        key = rules.number_key(number)
        foreign = DiaryNumber.objects.filter(municipality_id=actor.municipality_code, key=key).first()
        if foreign is None:
            break
        foreign.series, foreign.serial, foreign.body_id = series, serial, series.body_id
        foreign.save(update_fields=["series", "serial", "body"])
        # the other matter may be one that the actor may not read: it is named by its key alone
        record(actor, "matters.place_number", Matter(pk=foreign.matter_id), number=foreign.number)
        if foreign.matter_id == own.pk:
            return foreign
    made = DiaryNumber.objects.create(
        municipality_id=actor.municipality_code,
        matter=own,
        number=number,
        key=key,
        body_id=series.body_id,
        series=series,
        serial=serial,
    )
    record(actor, "matters.take_number", own, number=number)
    refresh(own)
    return made


def _next(series: NumberSeries) -> int:
    """One more, by one statement: read and written with the row locked."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE matters_numberseries SET last = last + 1 WHERE id = %s AND municipality_id = %s RETURNING last",
            [series.pk, series.municipality_id],
        )
        row = cursor.fetchone()
    if row is None:
        raise ValidationError({"series": _("Serien finns inte längre.")})
    serial: int = row[0]
    return serial

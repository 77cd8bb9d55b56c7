"""Filters that write dates, sums and numbers as a Swede reads them, and the few tags that the components lean on.

The words follow the language of the request; the order of the parts is the same in Swedish and in English, so one
form serves both. Spaces inside a date, a sum or a number never break over a line.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from functools import cache, lru_cache
from typing import Any, Protocol
from zoneinfo import ZoneInfo

from django import template
from django.forms import BoundField
from django.forms.utils import ErrorList
from django.template.loader import get_template
from django.templatetags.static import static
from django.utils.dates import MONTHS
from django.utils.html import conditional_escape, escape, format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from samfrid.municipalities.dates import PartialDate, Precision

register = template.Library()

NO_BREAK = "\N{NO-BREAK SPACE}"
THIN = "\N{NARROW NO-BREAK SPACE}"
MINUS = "\N{MINUS SIGN}"
SWEDEN = ZoneInfo("Europe/Stockholm")

# a widget that is a list of small boxes lays itself out; one field to write in takes the whole width
BOX_WIDGETS = {"checkbox", "radioselect", "checkboxselectmultiple"}


@register.filter
def day(value: dt.date | PartialDate | None) -> str:
    """A date in words, ``28 mars 2022``, or as much of it as is known; nothing gives nothing.

    An aware moment is first taken to Swedish time.
    """
    if value is None:
        return ""
    if isinstance(value, PartialDate):
        return _partial(value)
    if isinstance(value, dt.datetime) and value.tzinfo is not None:
        value = value.astimezone(SWEDEN)
    return f"{value.day}{NO_BREAK}{MONTHS[value.month]}{NO_BREAK}{value.year}"


def _partial(value: PartialDate) -> str:
    if value.precision == Precision.DAY:
        return day(value.first)
    month = f"{MONTHS[value.first.month]}{NO_BREAK}" if value.precision == Precision.MONTH else ""
    return f"{month}{value.first.year}"


@register.filter
def moment(value: dt.datetime | None) -> str:
    """A date with its time of day in Sweden, ``28 mars 2022 kl. 14.05``; nothing gives nothing."""
    if value is None:
        return ""
    local = value.astimezone(SWEDEN) if value.tzinfo is not None else value
    clock = _("kl. %(time)s") % {"time": f"{local:%H.%M}"}
    return f"{day(local)} {clock}".replace("kl. ", f"kl.{NO_BREAK}")


@register.filter
def iso(value: dt.date | None) -> str:
    """A date for machines, ``2022-03-28``, as the ``datetime`` attribute of ``<time>`` wants it."""
    return "" if value is None else value.isoformat()


@register.filter
def number(value: int | Decimal | float | None) -> str:
    """A number with thin spaces between thousands and a decimal comma, ``12 500,5``; nothing gives nothing."""
    if value is None:
        return ""
    exact = Decimal(str(value))
    text = f"{abs(exact):,f}".replace(",", THIN).replace(".", ",")
    return f"{MINUS}{text}" if exact < 0 else text


@register.filter
def kr(value: int | Decimal | None) -> str:
    """A sum in Swedish kronor, ``50 000 kr``; öre are written when there are any; nothing gives nothing."""
    if value is None:
        return ""
    exact = Decimal(value)
    whole = exact == exact.to_integral_value()
    return f"{number(exact.quantize(Decimal(1) if whole else Decimal('0.01')))}{NO_BREAK}kr"


@register.simple_tag
@cache
def icon(name: str) -> SafeString:
    """One picture of the sprite, ``{% icon "search" %}``. It is decoration: the words beside it carry the meaning."""
    return format_html(
        '<svg class="icon" width="24" height="24" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("samfrid/icons.svg"),
        name,
    )


@register.simple_tag
def state_icon(tone: str) -> SafeString:
    """The shape of a state; which tones there are stands in ``components/state.html``."""
    return icon(f"state-{tone}")


class Facts(Protocol):
    """All that a part of a page depends on: compared by value. ``kept`` says whether it is likely to come again."""

    @property
    def kept(self) -> bool: ...
    def __hash__(self) -> int: ...


@register.simple_tag
def drawn(template: str, facts: Facts) -> SafeString:
    """A part of a page by its template, which sees ``facts`` and nothing else; drawn once for all who see the same."""
    draw = _drawn if facts.kept else _drawn.__wrapped__
    return draw(template, get_language(), facts)


@lru_cache(maxsize=512)
def _drawn(template: str, _language: str | None, facts: Facts) -> SafeString:
    return mark_safe(get_template(template).render({"facts": facts}))  # noqa: S308 # nosec B308, B703 - a template's


@register.simple_tag
def state(tone: str, word: str) -> SafeString:
    """A state as ``components/state.html`` draws it, for pages that show many: ``{% state "late" word %}``."""
    told = f'<span class="state state--{escape(tone)}">{state_icon(tone)}{escape(word)}</span>'
    return mark_safe(told)  # noqa: S308 # nosec B308, B703 - each value is escaped


@register.simple_tag
def rows(listed: Iterable[Mapping[str, Any]]) -> SafeString:
    """The rows of a list as ``components/row.html`` draws one, of dicts with url, title, meta, tone and word.

    Written out here, since a list is most of a page: Django's templates take ten times as long for each row.
    """
    return mark_safe("\n".join(_row(one) for one in listed))  # noqa: S308 # nosec B308, B703 - each value is escaped


def _row(row: Mapping[str, Any]) -> str:
    meta = "".join(f"<span>{conditional_escape(part)}</span>" for part in row.get("meta") or ())
    words = f'<a class="row__title ds-link" href="{escape(row["url"])}">{escape(row["title"])}</a>'
    if meta:
        words += f'<p class="row__meta">{meta}</p>'
    told = state(row["tone"], row["word"]) if row.get("word") else ""
    return f'<li class="row"><div class="row__words">{words}</div>{told}</li>'


@register.filter
def kit_color(level: str) -> str:
    """The kit's colour for a level of ``django.contrib.messages``: what is not success, warning or error informs."""
    return {"success": "success", "warning": "warning", "error": "danger", "danger": "danger"}.get(level, "info")


@register.simple_tag
def widget(field: BoundField) -> SafeString:
    """The input of a form field with the class that the kit draws it by; Django adds the aria attributes.

    A placeholder is left out: it vanishes when one writes and looks like an answer. The label and the help say it.
    """
    field.field.widget.attrs.pop("placeholder", None)
    own = field.field.widget.attrs.get("class", "")
    return field.as_widget(attrs={"class": f"ds-input {own}".strip()})


@register.filter
def is_box(field: BoundField) -> bool:
    """Whether the field is one tick box, whose label stands after it."""
    return field.widget_type == "checkbox"


@register.filter
def is_boxes(field: BoundField) -> bool:
    """Whether the field is a group of tick boxes or choices, which needs a legend instead of a label."""
    return field.widget_type in BOX_WIDGETS - {"checkbox"}


@register.filter
def form_errors(form: Any) -> list[tuple[str, str]]:
    """Every error of a form, with the label of its field and the id of the input to go to, in the order of the page.

    The id is empty for an error that belongs to the whole form.
    """
    rows = [("", str(error)) for error in form.non_field_errors()]
    for field in form:
        errors: ErrorList = field.errors
        # a group of boxes has no label of its own to point at; its fieldset has the id
        target = field.id_for_label or field.auto_id
        name = f"{field.label}" if str(field.label).endswith("?") else f"{field.label}:"
        rows.extend((target, f"{name} {error}") for error in errors)
    return rows


@register.simple_tag
def error_rows(form: Any, also: Any = None) -> list[tuple[str, str]]:
    """The errors of a form, and after them those of a formset on the same page."""
    return [row for one in (form, *(also or ())) for row in form_errors(one)]

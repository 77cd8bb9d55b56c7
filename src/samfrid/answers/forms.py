"""The workshop's forms: a new memo, its sections, a file from Word, a template."""

from __future__ import annotations

from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext_lazy as _

from samfrid.answers.compose import HEADINGS
from samfrid.answers.models import MemoTemplate, Part
from samfrid.answers.rules import MOST, Section
from samfrid.matters.models import ClauseStyle
from samfrid.municipalities.forms import DayField

#: rows for headings of one's own on a template's form
OWN_HEADINGS: Final = 4
WORD: Final = ".docx,application/vnd.openxmlformats-officedocument.wordprocessingml.document"


class MemoForm(forms.Form):
    """A new memo."""

    template = forms.ModelChoiceField(
        MemoTemplate.objects.none(), label=_("Mall"), required=False, empty_label=_("Samfrids rubriker")
    )
    title = forms.CharField(label=_("Rubrik"), max_length=300, error_messages={"required": _("Skriv en rubrik.")})
    addressed_to = forms.CharField(
        label=_("Till"), required=False, max_length=200, help_text=_("Organet som ska besluta.")
    )
    officer = forms.CharField(label=_("Handläggare"), required=False, max_length=160)
    dated = DayField(label=_("Datum"))

    def __init__(self, *args: Any, templates: list[MemoTemplate], **options: Any) -> None:
        super().__init__(*args, **options)
        field = self.fields["template"]
        if isinstance(field, forms.ModelChoiceField):
            field.queryset = MemoTemplate.objects.filter(pk__in=[one.pk for one in templates]).defer("look")
        if not templates:
            del self.fields["template"]


class SectionsForm(forms.Form):
    """The sections of a version, a field for each.

    ``base`` is the version whose sections the fields are, ``seen`` the latest that the writer knows of.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    base = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def __init__(self, sections: list[Section], *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._sections = sections
        for number, section in enumerate(sections):
            self.fields[f"s{number}"] = forms.CharField(
                label=section.heading or _("Utan rubrik"),
                required=False,
                max_length=MOST,
                strip=False,
                initial=section.text,
                widget=forms.Textarea(attrs={"rows": min(max(section.text.count("\n") + 3, 4), 16)}),
            )

    def sections(self) -> list[Section]:
        """The sections as they were written."""
        told = self.cleaned_data
        return [
            Section(one.part, one.heading, told[f"s{number}"].replace("\r\n", "\n").strip())
            for number, one in enumerate(self._sections)
        ]


class WordForm(forms.Form):
    """A memo that comes back from Word."""

    prefix = "word"
    seen = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    file = forms.FileField(
        label=_("Fil från Word"),
        widget=forms.ClearableFileInput(attrs={"accept": WORD}),
        error_messages={"required": _("Välj en fil."), "empty": _("Filen är tom.")},
    )


class TemplateForm(forms.Form):
    """The municipality's way to write memos."""

    name = forms.CharField(label=_("Namn"), max_length=80, error_messages={"required": _("Ge mallen ett namn.")})
    sender = forms.CharField(
        label=_("Avsändare"),
        required=False,
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Förvaltning och enhet, en på varje rad. Kommunens namn står först."),
    )
    clause_style = forms.ChoiceField(
        label=_("Förslagen skrivs som"), choices=ClauseStyle.choices, initial=ClauseStyle.ATT
    )
    look = forms.FileField(
        label=_("Egen mall i Word"),
        required=False,
        widget=forms.FileInput(attrs={"accept": WORD}),
        help_text=_("Typsnitt, sidhuvud och sidfot tas från filen. Texten i den används inte."),
    )

    def __init__(self, *args: Any, headings: list[tuple[str, str]] | None = None, **options: Any) -> None:
        super().__init__(*args, **options)
        known = headings or [(str(part), heading) for part, heading in HEADINGS]
        self._parts = [part for part, _heading in known] + [str(Part.OTHER)] * OWN_HEADINGS
        for number, part in enumerate(self._parts):
            told = known[number][1] if number < len(known) else ""
            label = Part(part).label if part != Part.OTHER else _("Egen rubrik")
            self.fields[f"h{number}"] = forms.CharField(label=label, required=False, max_length=120, initial=told)
            self.fields[f"o{number}"] = forms.IntegerField(
                label=_("Plats"), required=False, min_value=1, max_value=99, initial=number + 1 if told else None
            )

    @property
    def rows(self) -> list[tuple[Any, Any]]:
        """Heading and place, for the page."""
        return [(self[f"h{number}"], self[f"o{number}"]) for number in range(len(self._parts))]

    @property
    def others(self) -> list[Any]:
        """The fields that are no heading."""
        return [self[name] for name in ("name", "sender", "clause_style", "look")]

    def headings(self) -> list[tuple[str, str]]:
        """(part, heading) in their places; a heading that is left empty is not written."""
        told = self.cleaned_data
        rows = [
            (told[f"o{number}"] or 100 + number, part, told[f"h{number}"].strip())
            for number, part in enumerate(self._parts)
            if told[f"h{number}"].strip()
        ]
        return [(part, heading) for _place, part, heading in sorted(rows, key=lambda row: row[0])]

    def look_bytes(self) -> tuple[bytes | None, str]:
        """The Word file that was given, with its name."""
        given = self.cleaned_data["look"]
        return (given.read(), given.name or "") if isinstance(given, UploadedFile) else (None, "")

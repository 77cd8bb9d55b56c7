"""The forms of the survey: an answer with its reason, and which questions."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from samfrid.survey.models import Value
from samfrid.survey.questions import every


class AnswerForm(forms.Form):
    """A person's answer, and how she knows."""

    value = forms.ChoiceField(
        label=_("Svar"),
        choices=Value.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Välj ett svar."), "invalid_choice": _("Välj ett svar.")},
    )
    reason = forms.CharField(
        label=_("Hur vet du det?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Det visas tillsammans med svaret, med ditt namn och dagens datum."),
        error_messages={"required": _("Skriv hur du vet det. Det visas tillsammans med svaret.")},
    )


class QuestionsForm(forms.Form):
    """Which year's questions are answered."""

    questions = forms.ChoiceField(
        label=_("Frågor"), error_messages={"invalid_choice": _("Välj en av frågeuppsättningarna.")}
    )

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        field = self.fields["questions"]
        if isinstance(field, forms.ChoiceField):
            field.choices = [(one.name, one.title) for one in every().values()]

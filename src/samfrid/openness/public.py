"""The reader who is nobody: one municipality's public rows for the time of a request, and no others.

All open pages go through :func:`open_page`. Row-level security needs a municipality, which for the others comes with
their role; here it stands in the address. It is entered with the clearance of somebody who may read what is public,
whoever asks: a registrar who is logged in sees what everybody sees.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any, Final

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.utils import translation
from django.utils.cache import patch_cache_control
from django.views.decorators.http import conditional_page, require_safe

from samfrid.municipalities.models import Access, Municipality
from samfrid.municipalities.tenancy import within

#: how long a browser, a proxy or a reader of feeds may keep an open page; it is then asked for with its ETag
FRESH: Final = 300
_CODE: Final = re.compile(r"\d{4}", re.ASCII)


@contextmanager
def as_public(code: str) -> Iterator[Municipality]:
    """See a municipality's public rows, and afterwards whatever was seen before. Raises ``Http404`` for a code that no
    municipality here has.
    """
    found = Municipality.objects.filter(code=code).first() if _CODE.fullmatch(code) else None
    if found is None:
        raise Http404
    with within(found.code, clearance=Access.PUBLIC):
        yield found


def open_page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponseBase]:
    """A page that anybody may read: ``view(request, municipality, …)`` under ``<code>`` in the address.

    It has no cookie and nothing of the one who asks, so that every store on the way may keep it. ``?sprak=`` chooses
    the language for the page alone.
    """

    @wraps(view)
    def answer(request: HttpRequest, code: str, **keys: Any) -> HttpResponse:
        asked = request.GET.get("sprak", "")
        chosen = asked if asked in dict(settings.LANGUAGES) else translation.get_language()
        with as_public(code) as municipality, translation.override(chosen):
            response = view(request, municipality, **keys)
            response["Content-Language"] = chosen or settings.LANGUAGE_CODE
        # made anew of what view gave: a file is not to be kept anywhere else
        del response["Cache-Control"]
        patch_cache_control(response, public=True, max_age=FRESH)
        return response

    return login_not_required(require_safe(conditional_page(answer)))

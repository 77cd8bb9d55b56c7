"""A chain as a line of time: the thing itself, and what was promised by it."""

from __future__ import annotations

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from samfrid.answers.chain.rows import Chain
from samfrid.commitments import drawing
from samfrid.pictures import Picture, Point, PointKind, Row


def picture(chain: Chain) -> Picture | None:
    """The line of time: when it was asked and decided, and each commitment from promise to done."""
    title = _("Tidslinje: %(title)s") % {"title": chain.title}
    return drawing.picture(chain.promises, title=title, today=chain.today, head=_head(chain))


def _head(chain: Chain) -> list[Row]:
    points = [Point(chain.raised_on, PointKind.ASKED, chain.raised)] if chain.raised_on else []
    points += [Point(one.on, PointKind.DECIDED) for one in chain.decided if one.on]
    points += [Point(chain.answered_on, PointKind.BACK)] if chain.answered_on else []
    points += [Point(on, PointKind.BACK) for on, _note in chain.followed_up]
    unique = tuple(dict.fromkeys(points))
    return [Row(f"{capfirst(chain.word)}: {chain.title}", unique)] if unique else []

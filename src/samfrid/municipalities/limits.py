"""How often something may be asked for. Counted in the cache, which all processes of the web server share."""

from __future__ import annotations

import datetime as dt
import hashlib
import time

from django.core.cache import cache


def too_often(what: str, key: str, *, most: int, per: dt.timedelta) -> int:
    """Count one more of ``what`` by ``key``, and say in how many seconds to come back; 0 where there is room.

    So many are let through in each stretch of ``per``. Two at the same moment may be counted as one: it keeps a
    program that has gone astray from the machine, and guards no secret.
    """
    length = int(per.total_seconds())
    stretch, gone = divmod(int(time.time()), length)
    # the key may be a secret: what is kept is its digest
    place = f"limit:{what}:{hashlib.sha256(key.encode()).hexdigest()}:{stretch}"
    count = cache.get(place, 0)
    if count >= most:
        return length - gone
    cache.set(place, count + 1, length)
    return 0

"""Garbled Swedish put right: text that was read without å, ä and ö, and whose page image is gone."""

from samfrid.reading.repair.mend import Change, mend

__all__ = ["Change", "mend"]

"""The reader: a document in, a reading out. A pure library: no Django, no database, no network.

The one door is :func:`samfrid.reading.read.read`; what it returns is described in :mod:`samfrid.reading.reading`.
"""

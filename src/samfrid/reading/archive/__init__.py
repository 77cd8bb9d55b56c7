"""Reading archives: millions of documents, on one machine or many, stopped and taken up again without loss.

A folder is walked, each content is read once by a confined child (:mod:`~samfrid.reading.archive.nursery`), here or on
a Dask cluster, and what has been read is kept in a ledger beside the results. The way in is
:mod:`~samfrid.reading.archive.command`.
"""

"""The papers: one description of a letter or a report becomes a Word file, a PDF or a sheet.

A pure library: no Django, no database. The description is :class:`samfrid.papers.paper.Paper`; the doors are
:func:`samfrid.papers.docx.docx`, :func:`samfrid.papers.pdf.pdf` and :func:`samfrid.papers.sheet.xlsx`.
"""

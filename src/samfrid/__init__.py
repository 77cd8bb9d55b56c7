"""Samfrid: municipalities' work against violence in close relationships, from what was asked to what was done."""

__version__ = "0.1.0"

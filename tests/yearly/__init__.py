"""Tests of the yearly wheel."""

"""Agreements with organisations outside: money, period and renewal, goals, follow-up."""

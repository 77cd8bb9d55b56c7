"""Addresses of agreements and their money."""

from __future__ import annotations

from django.urls import path

from samfrid.partners.views import agreements, money

app_name = "partners"
urlpatterns = [
    path("", agreements.listing, name="agreements"),
    path("betalningar/", money.payments, name="payments"),
    path("<uuid:key>/", agreements.agreement, name="agreement"),
    path("<uuid:key>/uppfoljning/", agreements.follow_up, name="follow_up"),
    path("<uuid:key>/betalningar/", money.plan_payment, name="plan_payment"),
    path("<uuid:key>/betalningar/forslag/", money.propose_payments, name="propose_payments"),
    path("betalning/<uuid:key>/betald/", money.pay, name="pay"),
    path("betalning/<uuid:key>/stryk/", money.strike_payment, name="strike_payment"),
    path("belopp/<uuid:key>/villkor/", money.release, name="release"),
    path("belopp/<uuid:key>/uppfylldes-inte/", money.decline, name="decline"),
    path("belopp/<uuid:key>/avgors/", money.decide_by, name="decide_by"),
]

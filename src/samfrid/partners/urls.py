"""Addresses of agreements and their money."""

from __future__ import annotations

from django.urls import path

from samfrid.partners.views import (
    agreements,
    follow_ups,
    grounds,
    money,
    payments_year,
    sums,
    terms,
    undertakings,
    year_reports,
)

app_name = "partners"
urlpatterns = [
    path("", agreements.listing, name="agreements"),
    path("betalningar/", money.payments, name="payments"),
    path("betalningar/ar/", payments_year.payments_year, name="payments_year"),
    path("betalningar/ar/<int:number>/<str:form>/", payments_year.payments_file, name="payments_file"),
    path("underlag/", grounds.grounds, name="grounds"),
    path("underlag/invanare/", grounds.set_population, name="set_population"),
    path("underlag/index/", grounds.set_index, name="set_index"),
    path("underlag/installningar/", grounds.save_settings, name="save_settings"),
    path("<uuid:key>/", agreements.agreement, name="agreement"),
    path("<uuid:key>/fil/<str:form>/", payments_year.agreement_file, name="agreement_file"),
    path("<uuid:key>/belopp/nytt/", sums.add_amount, name="add_amount"),
    path("<uuid:key>/upphandling/", sums.answer_procurement, name="answer_procurement"),
    path("nytt/", terms.create, name="create"),
    path("<uuid:key>/ratta/", terms.correct, name="correct"),
    path("<uuid:key>/andra/", terms.amend, name="amend"),
    path("<uuid:key>/forlang/", terms.prolong, name="prolong"),
    path("<uuid:key>/sag-upp/", terms.notice, name="notice"),
    path("uppsagning/<uuid:key>/aterta/", terms.withdraw, name="withdraw"),
    path("<uuid:key>/uppfoljning/", follow_ups.hold, name="follow_up"),
    path("<uuid:key>/uppfoljning/planera/", follow_ups.plan, name="plan_follow_up"),
    path("uppfoljning/<uuid:key>/stall-in/", follow_ups.call_off, name="call_off_follow_up"),
    path("<uuid:key>/ataganden/", undertakings.add, name="add_undertaking"),
    path("<uuid:key>/mal/", undertakings.promise_goals, name="promise_goals"),
    path("<uuid:key>/nytt-mal/", undertakings.add_goal, name="add_goal"),
    path("mal/<uuid:key>/", undertakings.promise_goal, name="promise_goal"),
    path("<uuid:key>/arsrapport/<uuid:report>/", year_reports.report, name="year_report"),
    path("<uuid:key>/arsrapport/<uuid:report>/<slug:form>/", year_reports.report_file, name="year_report_file"),
    path("<uuid:key>/betalningar/", money.plan_payment, name="plan_payment"),
    path("<uuid:key>/betalningar/forslag/", money.propose_payments, name="propose_payments"),
    path("betalning/<uuid:key>/betald/", money.pay, name="pay"),
    path("betalning/<uuid:key>/stryk/", money.strike_payment, name="strike_payment"),
    path("belopp/<uuid:key>/andra/", sums.change_amount, name="change_amount"),
    path("belopp/<uuid:key>/stryk/", sums.strike_amount, name="strike_amount"),
    path("belopp/<uuid:key>/villkor/", money.release, name="release"),
    path("belopp/<uuid:key>/uppfylldes-inte/", money.decline, name="decline"),
    path("belopp/<uuid:key>/avgors/", money.decide_by, name="decide_by"),
]

"""Words that the analyser treats apart."""

from __future__ import annotations

from typing import Final

_STOP_WORDS: Final = """
och i att en ett det den de som är på av för med till har inte om var vi kan så man från men ska skall eller sig vid
också då nu när där här under efter ut upp in hos mot genom över än bli blir blev vara varit hade han hon jag du ni dem
dess denna detta dessa sin sitt sina hans hennes deras vår vårt våra alla allt bara mer mycket vad vilken vilka vilket
vem hur samt enligt inom utan mellan efter per ha få får fick kommer ju ja nej
"""
#: too common to be looked for
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())

_NO_PARTS: Final = """
för före efter från till upp ned ner ute inne över under mellan mot med vid utan genom kring fram bort hit dit där här
sam miss oför van veder åter bak bakom hos när just man det den som var vad att och eller men ett din sin min hon han
mig dig sig oss vår era alla allt inte icke bara åt ur per pre pro kon dis des rel bel ant ens är
erna arna orna ande ende ning ningen het heten are aren else elsen iska isk ska skap lig liga ligt
"""
#: no parts of compounds: prepositions and prefixes (what follows is another word's end or says something else), endings
NO_PARTS: Final = frozenset(_NO_PARTS.split())

_WHOLE: Final = """
bostad förslag ansvar avtal bidrag uppdrag beslut underlag personal material kontroll kontrakt protokoll minister
register magister kansler program problem resultat insats plats planta planet planera kvinnlig manlig vänlig allmän
rådhus parti partner samtal avslag bolag anslag tillstånd omfattning ordning ordna ordinarie verksam verksamhet gemensam
gemenskap enskild särskild behandla behandling handling handla landa landet bordlägga bordlagd bifall bifalla avskriva
avskriven motion mottagning kommunal regional nationell statlig barnslig tidning ledning samverka samverkan samarbete
riktlinje rutin våldsam våldsamt fridsam hemsk hemlig rättvis rättvisa rättslig paragraf landsting område antal andel
ordförande fullmäktige
"""
#: words that look like compounds and are none, or none that says what its parts say
WHOLE: Final = frozenset(_WHOLE.split())

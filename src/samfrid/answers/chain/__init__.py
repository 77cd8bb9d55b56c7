"""What happened with …? A matter, a decision, a plan or an agreement from asked to reported back, as page and paper.

``rows`` is what is told, ``queries`` reads it, ``states`` and ``summary`` compute without a database, ``paper`` and the
page's template show.
"""

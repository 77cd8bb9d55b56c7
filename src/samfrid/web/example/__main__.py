"""Make the example municipality: ``python -m samfrid.web.example``."""

import django

from samfrid.web.example.filling import fill

django.setup()
fill()

"""The WSGI application that the web server runs."""

import gc
import os
import signal

from django.core.wsgi import get_wsgi_application

from samfrid.web.server.processes import follow_parent

# the web server serves from children of its own: one that is killed must not leave them, holding its port
follow_parent(signal.SIGKILL)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "samfrid.web.settings")
# what is made now stays for as long as the process does: looking through it for what can go is time lost
gc.disable()
application = get_wsgi_application()
gc.freeze()
gc.enable()

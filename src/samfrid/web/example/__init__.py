"""The example municipality: invented people and places, ten documents that are read by the real reader.

Made by ``samfrid run`` on the first start, in a process of its own. Eight of the documents are approved by a stand-in
for a reviewer, so that there is something to see at once; two are left for whoever tries the product. Nothing is
prepared beforehand.
"""

from samfrid.web.example.filling import fill
from samfrid.web.example.place import CODE, DOMAIN, logins

__all__ = ["CODE", "DOMAIN", "fill", "logins"]

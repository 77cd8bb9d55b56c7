"""What the paragraphs that the rules rest on say, in plain Swedish: a retelling, not the wording of the law."""

from __future__ import annotations

from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Said = str | Promise

#: by the paragraph as the rules name it: how it is cited, and what it says. KL = kommunallagen (2017:725)
LAW: Final[dict[str, tuple[Said, Said]]] = {
    "KL 5:35": (
        _("Kommunallagen (2017:725) 5 kap. 35 §"),
        _(
            "En motion eller ett medborgarförslag ska om möjligt beredas så att fullmäktige kan fatta beslut inom ett"
            " år från att ärendet väcktes. Om det inte går ska fullmäktige inom samma tid få veta det, och vad som har"
            " kommit fram. Fullmäktige får då avskriva ärendet."
        ),
    ),
    "KL 5:51": (
        _("Kommunallagen (2017:725) 5 kap. 51 §"),
        _("Ett ärende som bordläggs tas upp på nästa sammanträde, om fullmäktige inte beslutar något annat."),
    ),
    "KL 5:59": (
        _("Kommunallagen (2017:725) 5 kap. 59–64 §§"),
        _(
            "Ledamöter får ställa interpellationer och frågor i fullmäktige. En interpellation ställs till ordföranden"
            " i en nämnd eller beredning, eller till någon annan som fullmäktige har utsett. Ordföranden får lämna över"
            " svaret till en ledamot i styrelsen för ett kommunalt bolag som fullmäktige har valt."
        ),
    ),
    "KL 5:69": (
        _("Kommunallagen (2017:725) 5 kap. 69 §"),
        _("Protokollet ska justeras senast 14 dagar efter sammanträdet."),
    ),
    "KL 5:72": (
        _("Kommunallagen (2017:725) 5 kap. 72 §"),
        _("Fullmäktige ska ha en arbetsordning. Där står när en interpellation eller en fråga ska vara besvarad."),
    ),
    "KL 6:34": (
        _("Kommunallagen (2017:725) 6 kap. 34 §"),
        _(
            "En nämnd som har fått ett medborgarförslag att besluta om ska om möjligt besluta inom ett år från att det"
            " väcktes i fullmäktige. Nämnden ska minst en gång om året berätta för fullmäktige hur det går med"
            " medborgarförslag som inte är avgjorda."
        ),
    ),
    "KL 8:12": (
        _("Kommunallagen (2017:725) 8 kap. 12 §"),
        _(
            "Senast andra dagen efter att protokollet har justerats ska justeringen anslås på kommunens anslagstavla."
            " Anslaget ska sitta uppe under tiden för överklagande."
        ),
    ),
}

"""QR codes as pictures inside a page."""

import segno
from django.utils.safestring import SafeString, mark_safe


def svg(address: str) -> SafeString:
    """The address as a QR drawing with its quiet zone; nothing for no address."""
    if not address:
        return SafeString("")
    drawing = segno.make(address, error="m", micro=False).svg_inline(border=4, omitsize=True)
    return mark_safe(drawing)

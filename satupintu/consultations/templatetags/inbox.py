"""Tags of the inbox: what a page shows by the dozen, written by functions.

{% conversation thread.messages trail %}   messages, and after the first what was looked for before
"""

from collections.abc import Iterable
from typing import Any

from django import template
from django.template import Context
from django.utils.safestring import SafeString, mark_safe

from satupintu.consultations.pages import inbox_html
from satupintu.consultations.queries.thread import Shown

register = template.Library()


@register.simple_tag(takes_context=True)
def conversation(
    context: Context, messages: Iterable[Shown], trail: dict[str, Any] | None = None
) -> SafeString:
    """The messages; after the first stands what its asker had looked for."""
    writer = inbox_html.Conversation(context["case"], context["office"], context["to_name"])
    written = []
    for each in messages:
        written.append(writer.message(each))
        if trail and trail.get("query") and each.message.n == 1 and not each.origin:
            written.append(inbox_html.looked_for(trail))
    return mark_safe("".join(written))

"""The content security policy, which is the same for every page, is put together once."""

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from csp.utils import build_policy
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """A page that asks for a policy of its own (the decorators of django-csp) gets that."""

    policy = ""

    def process_response(
        self, request: HttpRequest, response: HttpResponseBase
    ) -> HttpResponseBase:
        """Add the header unless the page has set it."""
        own = any(name.startswith("_csp") for name in (*vars(response), *vars(request)))
        if own or response.status_code in (404, 500):  # where DEBUG shows its own page
            return super().process_response(request, response)
        self.policy = self.policy or build_policy()
        response.headers.setdefault(HEADER, self.policy)
        return response

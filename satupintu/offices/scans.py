"""Under which names the scans of what an office has signed are kept (files knows no standards)."""

from satupintu.offices.models import Office, StandardVersion

PREFIX = "standard"


def standard_scan(version: StandardVersion) -> str:
    """The owner of the scan of one version of a standard."""
    return f"{PREFIX}:{version.pk}"


def pledge_scan(office: Office) -> str:
    """The owner of the scan of the office's service pledge."""
    return f"{PREFIX}:pledge-{office.pk}"

"""What the sample office has not and whose it is: institutions by the name of their own site."""

from satupintu.catalogue.actions.synonyms import keep_hint
from satupintu.offices.models import Office

# Words of a question, the institution, its public site. No addresses: branches move.
INSTITUTIONS = (
    ("bi rate, kurs, uang beredar", "Bank Indonesia", "https://www.bi.go.id"),
    ("asn, pns, cpns", "Badan Kepegawaian Negara", "https://www.bkn.go.id"),
    ("gempa, cuaca", "Badan Meteorologi, Klimatologi, dan Geofisika", "https://www.bmkg.go.id"),
    ("ktp, kartu keluarga, akta kelahiran", "Dinas Kependudukan dan Pencatatan Sipil",
     "https://dukcapil.kemendagri.go.id"),
    ("apbn, pajak", "Kementerian Keuangan", "https://www.kemenkeu.go.id"),
)  # fmt: skip


def point_elsewhere(office: Office, by: int) -> None:
    """The search and the desk of the sample office know where else to ask."""
    for words, institution, link in INSTITUTIONS:
        keep_hint(office, by, words=words, institution=institution, link=link)

"""Plain pages for requests that never reach a screen: too slow, too large, too many."""

from satupintu.files.accepted import FORM_MEGABYTES
from satupintu.live.asgi_types import Headers, Send

TOO_SLOW = (
    408,
    "Kiriman belum sampai",
    "Sambungan terlalu lambat sehingga isian Anda belum tersimpan. Silakan kirim sekali lagi.",
)
LONG_WORDS = (
    413,
    "Tulisan terlalu panjang",
    "Belum ada yang tersimpan. Tekan tombol kembali pada peramban. Bila tulisan Anda tidak ada "
    "lagi di sana, tempel sekali lagi dari tempat asalnya. Pendekkan, lalu kirim lagi.",
)
LARGE_UPLOAD = (
    413,
    "Berkas terlalu besar",
    "Belum ada yang tersimpan. Tekan tombol kembali pada peramban, pilih berkas yang lebih kecil, "
    f"lalu kirim lagi. Semua berkas dalam satu kiriman paling besar {FORM_MEGABYTES} MB.",
)
BUSY = (
    503,
    "Sedang ramai",
    "Banyak permintaan datang bersamaan. Silakan coba lagi sebentar lagi.",
)
BROKEN = (
    500,
    "Halaman belum dapat ditampilkan",
    "Ada gangguan pada sistem. Silakan coba lagi atau sampaikan kepada petugas.",
)

_PAGE = (
    '<!doctype html><html lang="id"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<title>{title}</title></head><body><main><h1>{title}</h1><p>{words}</p></main></body></html>"
)


async def refuse(send: Send, refusal: tuple[int, str, str]) -> None:
    """Answer with a plain page and close the connection: what is still unread of it is lost."""
    status, title, words = refusal
    body = _PAGE.format(title=title, words=words).encode()
    headers: Headers = [
        (b"content-type", b"text/html; charset=utf-8"),
        (b"content-length", str(len(body)).encode()),
        (b"cache-control", b"no-store"),
        (b"content-security-policy", b"default-src 'none'; frame-ancestors 'none'"),
        (b"x-content-type-options", b"nosniff"),
        (b"connection", b"close"),
    ]
    if status == 503:
        headers.append((b"retry-after", b"5"))
    await send({"type": "http.response.start", "status": status, "headers": headers})
    await send({"type": "http.response.body", "body": body})

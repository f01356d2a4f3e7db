"""The words around a question: talk, weak words, and those that say what kind of thing is asked."""

from satupintu.rules.search_words import words

# Talk around the question: nobody looks for these.
TALK = frozenset(
    words(
        """
        apa apakah apaan apasih apa2 berapa brp brapa berapakah bagaimana bagaimanakah gimana
        gmn kapan mana manakah dimana dmn siapa siapakah kenapa knp mengapa tolong tlg mohon mhn
        min admin kak kakak pak bapak bu ibu bro sis gan mas mbak dong donk ya yah iya sih si
        kah kok nih tuh deh nya saya sy aku gue gua kami kita anda kamu mau ingin pengen pingin
        cari mencari vs carikan nyari dicari minta meminta butuh membutuhkan perlu memerlukan
        lihat melihat cek ngecek tanya nanya bertanya menanyakan info informasi ada adakah
        adalah punya mempunyai tahu tau mengetahui bisa boleh bolehkah dapat jelaskan jelasin
        terangkan sebutkan tampilkan kasih beri berikan bantu ttg tentang mengenai soal seputar
        terkait lengkap lengkapnya bener benar tepat cocok sesuai masuk termasuk tergolong
        digolongkan dicakup mencakup meliputi untuk utk buat bagi yg yang itu ini nggak gak ga
        ngga enggak engga tidak tdk kagak atau dan saja aja doang sama kalau kalo klo jika kode
        kodenya nomor halo hallo hai hi hey selamat pagi siang sore malam assalamualaikum salam
        terima terimakasih makasih trims thanks please sangat dll dsb dari dgn dengan di dlm
        dalam ke pada pd oleh menurut berdasarkan per tiap setiap masing setelah sebelum sudah
        sdh belum blm sekarang saat paling yaitu seperti kayak kyk seorang sebuah suatu para
        akan krn karena supaya agar lagi lg pun juga jg hanya cuma the of memang emang
        sebenarnya kira kirakira misal misalnya contoh punyanya pakai pake memakai menggunakan
        gunakan dipakai download unduh mengunduh link membantu guna gunanya kegunaan ok oke sip siap
        buka membuka dirikan mendirikan what which who where when how is are was were do does did
        can could i my me we you need want find looking search show give about by at on to from
        with a an code codes have has there any please tell many much mean means get list se
        perkenalkan tersedia ketersediaan bantuannya sedang hendak memohon bermaksud kiranya
        berubah berganti besok lusa kemarin kmrn barusan tadi td
        dibutuhkan diperlukan apabila mohonkan terlampir perihal nanti kemudian makanya katanya
        """
    )
)
# "tahu" is tofu behind these, and talk elsewhere ("mau tahu", "tahu nggak").
TOFU, TOFU_BEHIND = (
    "tahu",
    frozenset(
        words(
            """
        pabrik usaha jual jualan dagang pembuatan pembuat bikin membuat produksi industri kbli
        penjual pengrajin tukang tempe makanan olahan harga
        """
        )
    ),
)
# Words so common in what is looked for that they help to order, but need not be there.
WEAK = frozenset(
    words(
        """
        jumlah jml jmlh banyak banyaknya total data datanya statistik tabel angka angkanya nilai
        persentase persen tahun thn tahunan bulan bln bulanan daftar rincian perkembangan
        kondisi usaha usahanya bisnis kegiatan pekerjaan profesi jabatan bidang jenis bekerja
        kerja orang provinsi kabupaten kota kab prov wilayah daerah indonesia nasional terbaru
        terkini terakhir besar besarnya tingkat kategori golongan resmi bps menjadi jadi sebagai
        jualan jual ahli tukang pekerja tenaga hasil panggilan murah harian mingguan kecilan
        sederhana modern terdekat rumahan skala sampingan kampung pinggiran tren trend grafik deret
        number statistics statistic percentage rate level figures jasa tempat pusat petugas staf
        tertinggi terendah terbesar terkecil terbanyak tersedikit paling naik turun meningkat
        menurun live perbandingan bandingkan
        dibanding dibandingkan latest highest lowest izin ijin nib oss atas bawah
        januari februari maret april mei juni juli agustus september oktober november desember
        jan feb apr jun jul agt agu ags sep sept okt nov des
        pengaruh hubungan terhadap dampak faktor analisis lulusan
        """
    )
)
WEAK_PHRASES = frozenset((("pinggir", "jalan"), ("tepi", "jalan"), ("ulang", "tahun")))
# Weak words that alone ask for nothing: "banyak" in "makasih banyak".
SAYS_NOTHING = frozenset(
    words("banyak banyaknya besar besarnya total terbaru terkini terakhir murah rincian jadi atas")
)
# With a place and nothing else they ask for whatever there is.
ANY_FIGURES = frozenset(words("data datanya statistik tabel angka angkanya publikasi bps"))
ASKS_MEANING = frozenset(
    words(
        """
        definisi pengertian arti artinya maksud maksudnya dimaksud istilah konsep konsepnya
        penjelasan metodologi metode rumus rumusnya menghitung dihitung penghitungan perhitungan
        cara beda bedanya perbedaan perbedaannya membedakan kriteria makna definisinya
        definition definitions meaning difference concept methodology
        kepanjangan singkatan akronim metadata variabel variable abbreviation
        """
    )
)
ASKS_FIGURES = frozenset(
    words(
        """
        jumlah jml jmlh berapa brp brapa data datanya statistik tabel angka banyak banyaknya
        nilai persentase tren trend grafik perkembangan publikasi total number statistics statistic
        percentage figures
        """
    )
)
# Kinds of documents that the office puts out, by words that then need not be there.
ASKS_DOCUMENT = {
    "publication": frozenset(words("publikasi publication publications")),
    "press_release": frozenset(words("brs rilis")),
    "infographic": frozenset(words("infografis infografik")),
}
PRESS_RELEASE = ("berita", "resmi")
ASKS_CODE = frozenset(words("kode kodenya kbli kbji kbki klasifikasi"))
ASKS_TRADE = frozenset(words("usaha usahanya bisnis jualan jual dagang"))
# Words of trades that stand in the names of tables too: they lean towards codes and no more.
# Words of measuring: they lean towards data when nothing else is said.
ASKS_MEASURE = frozenset(
    words(
        "populasi luas laju rasio indeks ekspor impor konsumsi kepadatan pengeluaran realisasi"
        " harga upah"
    )
)
# Of figures alone: "data" and "statistik" stand in the names of jobs and trades too.
ASKS_COUNT = frozenset(words("jumlah jumlahnya berapa banyak banyaknya persentase persen rata"))
ASKS_SHOP = frozenset(
    words(
        """
        jasa toko warung kedai bengkel pabrik rental sewa menyewakan penyewaan laundry kos kost
        kosan agen distributor grosir buka membuka pengrajin
        """
    )
)
# Who makes a thing does not ask for who trades in it.
ASKS_MAKING = frozenset(
    words(
        """
        pabrik pengrajin perajin produsen pembuatan produksi memproduksi bikin membuat manufaktur
        industri
        """
    )
)
# Nor who trades for who makes it ("toko roti" may well bake).
ASKS_TRADING = frozenset(words("agen distributor grosir grosiran supplier pemasok pedagang"))
ASKS_WORK = frozenset(words("pekerjaan profesi jabatan tukang sopir supir kuli montir juru"))
# What no statistics office has, unless a trade or a job is meant: at best something near is found.
ASKS_ELSEWHERE = frozenset(
    words(
        """
        loker lowongan resep tiket cuaca ramalan skor pertandingan lirik login password sandi
        mendaftar shopee tokopedia lazada bukalapak tiktok facebook instagram whatsapp telegram
        twitter youtube netflix gojek bitcoin kripto
        """
    )
)
# Names of places that are words of their own: read as a place only behind kabupaten, kota or di.
ALSO_WORDS = frozenset(
    words(
        """
        batu batang pati buru landak malang metro banjar padang karo palu bone siak bima solok
        kendal tegal sigi alor barru dumai asahan kaur toba kuningan serang puncak sorong
        """
    )
)
# With nothing but these before it such a name is the thing itself: "produksi pati" asks for starch.
ACTIVITIES = frozenset(
    words("produksi pabrik industri ekspor impor harga budidaya tambang tepung konsumsi kebun luas")
)
# Behind who performs alone "solo" is no city: "penyanyi solo".
ALONE = "solo"
PERFORMERS = frozenset(
    words("penyanyi vokalis gitaris pianis musisi artis penari pemain album konser karier karir")
)
# How people introduce themselves before they ask, and what they need the answer for.
ASKERS = frozenset(words("saya sy kami aku"))
PURPOSES = frozenset(words("untuk utk buat keperluan kebutuhan kepentingan rangka bahan guna"))
OF_PURPOSES = frozenset(
    words(
        """
        skripsi tesis disertasi penelitian riset tugas akhir makalah proposal laporan pkl magang
        kuliah keperluan kebutuhan kepentingan rangka bahan penulisan penyusunan karya ilmiah
        """
    )
)
STUDENTS = frozenset(words("mahasiswa mahasiswi siswa siswi pelajar dosen peneliti"))
# The words at which such an introduction ends.
REQUESTS = frozenset(
    words(
        """
        mau ingin pengen butuh membutuhkan perlu memerlukan mencari cari minta meminta mohon tanya
        bertanya menanyakan tentang mengenai terkait apakah berapa dimana bagaimana apa data kode
        kbli kbji tolong bisa bolehkah
        """
    )
)

"""The sample office: BPS Provinsi Jawa Tengah with its standard and a day marked CONTOH."""

"""The sample office: BPS Provinsi Jawa Tengah with its published standard and a day marked CONTOH."""

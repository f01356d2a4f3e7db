"""What is known of the sample office without a database: its code, its sign-ins."""

CODE = "3300"
PASSWORD = "contoh-satu-pintu"

"""Backups: one encrypted file with database, files, voice and keys; made, verified, thinned out."""

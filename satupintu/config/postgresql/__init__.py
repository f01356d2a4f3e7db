"""PostgreSQL as Django speaks to it, with one question less for each page."""

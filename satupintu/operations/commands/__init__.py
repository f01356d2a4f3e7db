"""One module per verb of `satupintu`: its arguments and what it does."""

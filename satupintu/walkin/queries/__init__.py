"""Questions about the hall; nothing here changes a row."""

"""The look of every screen: style sheets, icons, sounds, page frames and template tags."""

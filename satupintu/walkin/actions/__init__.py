"""Everything that can happen in the hall. Nothing else changes a row of walkin."""

"""The right to erasure: a partner is taken out of every table, out of what is remembered, and out of every text."""

"""Documents: what Alongside prints. Typeset from data, never from markup."""

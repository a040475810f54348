"""Lists that others keep and send: read, matched to children known here, and confirmed by a person."""

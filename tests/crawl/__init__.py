"""Every URL as every role, with a grant, without one, and from another partnership."""

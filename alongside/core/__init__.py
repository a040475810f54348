"""Plain Python that every room may use: no Django here, directly or through anything imported."""

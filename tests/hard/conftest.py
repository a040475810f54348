"""These are some of the long proofs."""

from tests.long_proofs import pytest_collection_modifyitems

__all__ = ["pytest_collection_modifyitems"]

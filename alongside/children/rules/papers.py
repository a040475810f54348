"""What papers for children say of the people who work with them."""

from __future__ import annotations

NAMES_PEOPLE = False
"""Whether the paper on who looked names people, until a partnership chooses. Ours: no law settles it. The paper lies
about at home, and role and agency answer the question; a full copy, which two people go through, is asked for apart."""

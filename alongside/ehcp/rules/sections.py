"""Sections A to K of an EHC plan (SEND Regulations 2014, regulation 12(1)), and the strand in which each is read."""

from __future__ import annotations

from dataclasses import dataclass

from alongside.core.strands import Strand


@dataclass(frozen=True, slots=True)
class Section:
    """A section: its letter, what it holds, what to write, and who reads it."""

    code: str
    letter: str
    title: str
    hint: str
    strand: Strand


SECTIONS = (
    Section(
        "section_a",
        "A",
        "Views, interests and hopes of the child and the family",
        "In their own words where you can.",
        Strand.IDENTITY,
    ),
    Section("section_b", "B", "Special educational needs", "What makes learning harder.", Strand.EDUCATION),
    Section(
        "section_c", "C", "Health needs related to the special educational needs", "Health reads this.", Strand.HEALTH
    ),
    Section(
        "section_d",
        "D",
        "Social care needs related to the special educational needs",
        "Or needs that call for help under the Chronically Sick and Disabled Persons Act 1970.",
        Strand.PLAN,
    ),
    Section("section_e", "E", "Outcomes", "What will be different, and by when.", Strand.EDUCATION),
    Section(
        "section_f",
        "F",
        "Special educational provision",
        "Specific: what, by whom, how often, for how long.",
        Strand.EDUCATION,
    ),
    Section("section_g", "G", "Health provision", "What health gives.", Strand.HEALTH),
    Section("section_h1", "H1", "Social care provision under the 1970 Act", "For a child under 18.", Strand.PLAN),
    Section("section_h2", "H2", "Other social care provision", "Anything else that social care gives.", Strand.PLAN),
    Section("section_i", "I", "School or college, or the type of it", "A draft leaves this empty.", Strand.EDUCATION),
    Section("section_j", "J", "Personal budget", "Where the family asked for one.", Strand.EDUCATION),
    Section("section_k", "K", "Advice and information", "A list of what was gathered.", Strand.EDUCATION),
)
"""The sections in their order. Each is read, and written, in the strand to which it belongs."""

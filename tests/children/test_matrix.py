"""Every cell of the matrix of role, reason and strand is what the access function answers, and nothing else is open."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from alongside.accounts.roles import ROLES, RoleCode
from alongside.children import access, rules
from alongside.children.models import Grant
from alongside.core.strands import STRANDS, Strand
from tests import people
from tests.databases import Clone
from tests.people import NOW

REASONS = tuple(reason.value for reason in Grant.Reason)
CELLS = [(role.value, reason, strand) for role in RoleCode for reason in REASONS for strand in STRANDS]
ONE_OF = {role: next(key for key, person in people.PEOPLE.items() if person[1] == role) for role in RoleCode}


@dataclass(frozen=True)
class Answer:
    standing: access.Standing
    sees: bool


@pytest.fixture(scope="module")
def answers(shared_database: Clone) -> dict[tuple[str, str], Answer]:
    """What access answers for every role and reason: a child for each reason, granted to one person of every role."""
    granted = {reason: people.a_child("swindon", given=reason.title()) for reason in REASONS}
    for reason, child in granted.items():
        for key in ONE_OF.values():
            people.grant("swindon", child, key, reason)
    found = {}
    for role, key in ONE_OF.items():
        with people.acting("swindon", key) as actor:
            seen = set(access.visible_children(actor, NOW).values_list("pk", flat=True))
            for reason, child in granted.items():
                found[role.value, reason] = Answer(access.standing(actor, child, NOW), child.pk in seen)
    return found


@pytest.mark.parametrize("role,reason,strand", CELLS)
def test_cell(role: str, reason: str, strand: Strand, answers: dict[tuple[str, str], Answer]) -> None:
    cell = rules.MATRIX.get((role, reason), {}).get(strand, "-")
    answer = answers[role, reason]

    assert answer.standing.reads(strand) == (cell in ("r", "w"))
    assert answer.standing.writes(strand) == (cell == "w")
    assert answer.sees == ((role, reason) in rules.MATRIX and rules.MATRIX[role, reason][Strand.IDENTITY] != "-")


def test_the_matrix_names_only_roles_and_reasons_that_exist() -> None:
    assert {role for role, _ in rules.MATRIX} <= {role.value for role in ROLES}
    assert {reason for _, reason in rules.MATRIX} <= set(REASONS)


def test_nobody_reads_victims_through_a_child() -> None:
    assert all(cells[Strand.VICTIM] == "-" for cells in rules.MATRIX.values())


@pytest.mark.parametrize("role", ["board_member", "assessor", "head_of_service", "administrator", "governance_lead"])
def test_some_roles_see_no_child_for_any_reason(role: str) -> None:
    assert rules.reasons_that_show(role) == ()


@pytest.mark.parametrize(
    "line,words",
    [
        ("practitioner allocated w w w", "give a role, a reason"),
        ("practitioner allocated x w w w w w", "give a role, a reason"),
        ("a b r r r r r r\na b r r r r r r", "twice"),
    ],
)
def test_a_bad_line_is_refused_in_words(line: str, words: str) -> None:
    header = "role reason identity education health plan justice victim\n"

    with pytest.raises(rules.MatrixFault, match=words):
        rules.read_matrix(header + line)

"""Rows of bits hold what sets of ranks hold."""

from hypothesis import given
from hypothesis import strategies as st

from db.bit_rows import any_of, first_of_all, row_of, row_of_runs, those_in

SIZE = 70_000  # ranks: more than two blocks
ranks = st.integers(0, SIZE - 1)
near = st.integers(32_700, 32_800)  # where one block ends and the next begins
sets_of_ranks = st.frozensets(ranks | near, max_size=60) | st.builds(
    lambda first, step: frozenset(range(first, SIZE, step)), st.integers(0, 50), st.sampled_from([7, 500])
)


@given(sets=st.lists(sets_of_ranks, min_size=1, max_size=3), limit=st.sampled_from([0, 1, 20, SIZE]))
def test_the_first_of_all(sets: list[frozenset[int]], limit: int) -> None:
    rows = [row_of(one, SIZE) for one in sets]
    assert list(first_of_all(rows, limit)) == sorted(frozenset.intersection(*sets))[:limit]


@given(sets=st.lists(sets_of_ranks, max_size=3))
def test_any_of(sets: list[frozenset[int]]) -> None:
    row = any_of([row_of(one, SIZE) for one in sets], SIZE)
    assert row == row_of(frozenset().union(*sets), SIZE)


@given(held=sets_of_ranks, asked=st.lists(ranks | near))
def test_those_in(held: frozenset[int], asked: list[int]) -> None:
    assert those_in(row_of(held, SIZE), asked) == [rank for rank in asked if rank in held]


@given(runs=st.lists(st.tuples(ranks | near, ranks | near), max_size=4))
def test_runs(runs: list[tuple[int, int]]) -> None:
    assert row_of_runs(runs, SIZE) == row_of({rank for run in runs for rank in range(*run)}, SIZE)

"""Damaged tables end in a clean build or in a list of problems, never in an accident."""

from pathlib import Path

import pytest

from atlas.dataset.dataset import Dataset
from damages import damaged, outcome

GROUP = 20
# `make bench` tries three hundred.
CASES = range(0, 60, GROUP)


@pytest.mark.parametrize("first", CASES)
def test_twenty_damaged_packages_end_in_a_clean_build_or_a_list_of_problems(
    first: int, tmp_path: Path
) -> None:
    built, refused = 0, 0
    for case in range(first, first + GROUP):
        result = outcome(damaged(tmp_path / str(case), case))
        if isinstance(result, Dataset):
            built += 1
            assert len(result.evidence)
            assert result.evidence["value"].notna().all()
        else:
            refused += 1
            assert result, "a package that is refused has problems"
            assert all(problem.file and problem.rule and problem.message for problem in result)
    assert built, "some damages leave the tables as good as they were"
    assert refused

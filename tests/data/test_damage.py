"""Damaged tables end in a clean build or in a list of problems, never in an accident."""

from pathlib import Path

import pytest

from atlas.dataset.dataset import Dataset
from damages import DATA, damaged, outcome

# In a small package hardly any damage is harmless, so more are tried. `make bench` damages the
# shipped one three hundred times, `make prove` both a thousand times.
CASES = {"shipped": range(3), "tiny": range(60, 75)}


@pytest.mark.parametrize("package", CASES)
def test_damaged_packages_end_in_a_clean_build_or_a_list_of_problems(
    package: str, tiny_folder: Path, tmp_path: Path
) -> None:
    whole = DATA if package == "shipped" else tiny_folder
    built, refused = 0, 0
    for case in CASES[package]:
        result = outcome(damaged(tmp_path / str(case), case, whole))
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

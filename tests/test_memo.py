"""What is made of a dataset is kept, and given to whoever asks while others ask too."""

from atlas.dataset.memo import MOST_RESULTS, Memo


class Asked:
    """An argument that others overtake: as it is looked for again, theirs take its place."""

    def __init__(self, memo: Memo) -> None:
        self.memo, self.looks_left = memo, 10

    def __hash__(self) -> int:
        self.looks_left -= 1
        if self.looks_left == 0:
            for other in range(MOST_RESULTS + 1):
                self.memo.result(len, other, dict)
        return 1


def test_a_result_that_gives_way_to_others_meanwhile_is_still_given() -> None:
    memo = Memo()
    asked = Asked(memo)
    assert memo.result(len, asked, lambda: "made") == "made"
    # At the second look of this round.
    asked.looks_left = 2
    assert memo.result(len, asked, lambda: "made anew") == "made"


def test_no_more_results_are_kept_than_there_is_room_for() -> None:
    memo = Memo()
    made: list[int] = []
    for number in [*range(MOST_RESULTS + 1), 0]:
        memo.result(len, number, lambda number=number: made.append(number))
    assert made == [*range(MOST_RESULTS + 1), 0]

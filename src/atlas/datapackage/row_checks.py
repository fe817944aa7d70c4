"""Every rule for rows taken together: what no cell shows by itself."""

from collections.abc import Callable, Collection, Iterator, Sequence
from pathlib import Path

from atlas.datapackage import (
    amount_checks,
    day_checks,
    name_checks,
    place_checks,
    record_checks,
    sense_checks,
    side_checks,
    source_checks,
    spelling_checks,
    time_checks,
)
from atlas.datapackage.files import Problem
from atlas.datapackage.numbered import Rows, numbered
from atlas.datapackage.schema import Schema

RowCheck = Callable[[Rows], Iterator[Problem]]

# A new rule is a function and a name here.
ROW_CHECKS: tuple[RowCheck, ...] = (
    time_checks.parts_outside_their_group,
    time_checks.closed_while_under_way,
    time_checks.told_before_it_happened,
    time_checks.ends_told_before_they_came,
    time_checks.read_before_it_appeared,
    day_checks.sources_of_the_future,
    day_checks.ends_that_are_yet_to_come,
    day_checks.days_and_months_exchanged,
    record_checks.groups_within_themselves,
    record_checks.ids_alike,
    record_checks.parts_against_their_group,
    record_checks.watching_while_taking_part,
    record_checks.totals_against_their_sides,
    record_checks.native_names_in_another_script,
    record_checks.deliveries_against_their_order,
    name_checks.names_of_two_records,
    name_checks.exercises_under_two_names,
    source_checks.texts_of_two_origins,
    source_checks.cores_behind_references,
    place_checks.coordinates_of_another_place,
    place_checks.paragraphs_that_are_not_there,
    amount_checks.volumes_told_twice,
    amount_checks.volumes_above_the_total,
    amount_checks.shares_of_no_whole,
    amount_checks.quantities_without_a_unit,
    side_checks.ties_to_themselves,
    side_checks.exchanges_of_one_side,
    side_checks.exercises_of_more_than_two,
    side_checks.speakers_in_two_spellings,
    side_checks.claims_of_nobody,
    side_checks.conclusions_of_nobody,
    sense_checks.deliveries_against_the_status,
    sense_checks.uncertain_of_nothing,
    sense_checks.figures_of_nobody,
    sense_checks.numbers_that_run_backwards,
    sense_checks.ties_turned_round,
    sense_checks.states_of_another_time,
    spelling_checks.signs_that_nobody_sees,
    spelling_checks.labels_in_two_scripts,
    spelling_checks.bodies_in_two_spellings,
    spelling_checks.origins_with_a_word_more,
    spelling_checks.databases_passed_on_in_part,
)


def row_problems(
    folders: Sequence[Path], schema: Schema, refused: Collection[str]
) -> Iterator[Problem]:
    """What is wrong between the rows of the folders, which are read as one package.

    `refused` names the files with other problems: rows are compared only where each can be read.
    """
    rows = numbered(folders, schema, refused)
    for check in ROW_CHECKS:
        yield from check(rows)

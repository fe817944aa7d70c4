"""`/api/v1` under whatever its own document allows and does not: no error of the server's."""

import os
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import Case, GenerationMode

from atlas.web.v1.api import application
from lengths import AT_LENGTH

# Of each route with each mode: some fifty cases; `make prove` tries more than two thousand.
EXAMPLES = int(os.environ.get("ATLAS_EXAMPLES", "1"))
# Seconds for a case on a busy machine.
PATIENCE = 120
# Without a browser, or with many who wait, these answer 501 and 503 by design.
DRAWN = (".svg", ".png", ".pdf")


@pytest.fixture(scope="module")
def schema(tiny_folder: Path) -> Iterator[schemathesis.BaseSchema]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("ATLAS_DATA", str(tiny_folder))
        yield schemathesis.openapi.from_asgi("/openapi.json", application(), timeout=PATIENCE)


@AT_LENGTH
def test_no_route_answers_with_an_error_of_the_server(
    schema: schemathesis.BaseSchema, record_property: Callable[[str, object], None]
) -> None:
    operations = [result.ok() for result in schema.get_all_operations()]
    tried = [operation for operation in operations if not operation.path.endswith(DRAWN)]
    assert len(operations) - len(tried) == len(DRAWN)
    statuses: list[int] = []
    for operation in tried:
        for mode in GenerationMode:

            @settings(
                max_examples=EXAMPLES,
                deadline=None,
                derandomize=True,
                database=None,
                suppress_health_check=list(HealthCheck),
            )
            @given(case=operation.as_strategy(generation_mode=mode))
            def answered(case: Case) -> None:
                status = case.call(timeout=PATIENCE).status_code
                statuses.append(status)
                assert status < 500, case.as_curl_command()

            # An address without settings has no wrong ones.
            with suppress(Unsatisfiable):
                answered()
    record_property("tries", len(statuses))
    assert {200, 400} <= set(statuses)
    assert len(statuses) >= 20 * EXAMPLES

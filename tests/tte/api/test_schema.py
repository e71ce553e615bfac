"""The schema answers, names both ways to sign in, and knows the doors of the road."""

import json

import pytest


@pytest.mark.django_db
def test_schema_names_the_doors_and_both_ways_to_sign_in(client):
    answer = client.get("/api/v1/schema/?format=json")

    schema = json.loads(answer.content)
    assert schema["openapi"].startswith("3.1")
    assert set(schema["components"]["securitySchemes"]) == {"token", "cookieAuth"}
    assert {"/api/v1/listings/", "/api/v1/bidding/{code}/bids/", "/api/v1/contracts/", "/api/v1/statistics/"} <= set(
        schema["paths"]
    )


@pytest.mark.django_db
def test_every_operation_says_in_one_line_what_it_does(client):
    paths = json.loads(client.get("/api/v1/schema/?format=json").content)["paths"]

    said = [(method, path, act.get("summary", "")) for path, acts in paths.items() for method, act in acts.items()]
    assert [each for each in said if not 0 < len(each[2]) <= 120] == []

"""The schema answers, names both ways to sign in, and knows the doors of the road."""

import gzip
import json

import pytest

from tte.api.built import built


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


@pytest.fixture
def folder(tmp_path, settings):
    settings.TTE_SCHEMAS = tmp_path / "schemas"
    built.cache_clear()
    yield settings.TTE_SCHEMAS
    built.cache_clear()


@pytest.mark.django_db
def test_the_schema_is_made_once_and_handed_out_as_a_compressed_file(client, folder):
    address, packed = "/api/v1/schema/?format=json&lang=en", {"Accept-Encoding": "gzip, br"}
    first = client.get(address, headers=packed)
    (kept,) = folder.iterdir()
    assert (first["Content-Encoding"], first.content) == ("gzip", kept.read_bytes())
    assert client.get(address).content == gzip.decompress(first.content)

    kept.write_bytes(gzip.compress(b"the file itself"))
    built.cache_clear()  # another process
    assert client.get(address).content == b"the file itself"


@pytest.mark.django_db
def test_whoever_has_the_schema_is_not_sent_it_again(client, folder):
    address, packed = "/api/v1/schema/?format=json&lang=en", {"Accept-Encoding": "gzip"}
    tag = client.get(address, headers=packed)["ETag"]
    again = client.get(address, headers=packed | {"If-None-Match": tag})
    assert (again.status_code, again.content, again["ETag"]) == (304, b"", tag)
    others = [
        client.get(f"/api/v1/schema/{query}")["ETag"] for query in ("?lang=zh-hans", "?lang=en", "?lang=en&oas=3.0")
    ]
    assert len({tag, *others}) == 4
    assert client.get("/api/v1/schema/?lang=xx&oas=7").status_code == 200


@pytest.mark.django_db
def test_the_viewer_reads_the_form_that_it_shows_fast(client, folder):
    script = client.get("/api/v1/docs/?lang=en&script=").text
    assert '"/api/v1/schema/?oas=3.0&format=json&lang=en"' in script.replace("\\u0026", "&").replace("\\u003D", "=")
    older = json.loads(client.get("/api/v1/schema/?format=json&oas=3.0").content)
    newer = json.loads(client.get("/api/v1/schema/?format=json").content)
    assert (older["openapi"], newer["openapi"]) == ("3.0.3", "3.1.0")
    assert older["paths"].keys() == newer["paths"].keys()
    assert older["components"]["schemas"]["Refusal"]["properties"]["field"] == {"type": "string", "nullable": True}

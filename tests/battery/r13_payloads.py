"""Texts that would run, planted in every text field of every table."""

import random
from collections.abc import Iterator

from django.apps import apps
from django.db import DatabaseError, connection, models, transaction

from tests.battery.r10_doors import is_ours

CALL = "window.r13&&window.r13(1)"
MARK = "data-r13"
HEADS = [
    *('"', "'", '">', "'>", "`>", "-->", "]]>", "</p>", "</a>", "</title>", "</textarea>", "</select>"),
    *("</script>", "</style>", "</template>", "</svg>", "</noscript>", "</iframe>"),
    *("\\'", '\\"', "%22%3E", "&quot;&gt;", "{{", "${"),
]  # fmt: skip
VECTORS = [
    f"<img src=x onerror={CALL} {MARK}>",
    f"<svg onload={CALL} {MARK}>",
    f"<script {MARK}>{CALL}</script>",
    f" autofocus onfocus={CALL} {MARK} x=",
    f"<details open ontoggle={CALL} {MARK}>",
    f"<iframe srcdoc='<script>parent.{CALL}</script>' {MARK}>",
    f"<a href=javascript:{CALL} {MARK}>x</a>",
    f"<style {MARK}>@import'//x.example/'</style>",
    f"<form {MARK} action=javascript:{CALL}><button>",
    f"<base href=//x.example/ {MARK}>",
    f"<meta http-equiv=refresh content=0;javascript:{CALL} {MARK}>",
    f"<math><mi xlink:href=javascript:{CALL} {MARK}>",
    f"<object data=javascript:{CALL} {MARK}>",
    f'[x](javascript:{CALL} "{MARK}") <b {MARK}>',
    f"<template shadowrootmode=open><i {MARK}></template><i {MARK}>",
    f"<input {MARK} value=x hx-get=/x hx-trigger=load>",
    f"<p style=width:expression({CALL}) {MARK}>",
    f"\u003cimg {MARK} src\u003dx onerror={CALL}\u003e",
    f"%3Cimg {MARK}%3E&lt;img {MARK}&gt;&#60;img {MARK}&#62;<i {MARK}>",
    f"javascript:{CALL}//<b {MARK}>",
]
LEAST, ROWS = 80, 150  # fields shorter than this hold codes; so many rows of a table are planted


def payloads(count: int, chance: random.Random) -> list[str]:
    """Every vector plain, then behind every way out of the place where it stands."""
    every = [head + vector for head in HEADS for vector in VECTORS]
    return [*VECTORS, *chance.sample(every, min(len(every), max(0, count - len(VECTORS))))][:count]


def text_fields() -> Iterator[tuple[type[models.Model], list[models.Field]]]:
    """Of every table of ours the fields that hold words, not codes, addresses or keys."""
    for model in apps.get_models():
        fields = [each for each in model._meta.concrete_fields if holds_words(each)]
        if is_ours(model) and fields and model._meta.managed:
            yield model, fields


def holds_words(field: models.Field) -> bool:
    if not isinstance(field, models.CharField | models.TextField) or field.choices or field.unique:
        return False
    if isinstance(field, models.EmailField | models.URLField | models.SlugField):
        return False
    if f"{field.model.__name__}.{field.name}" in OUR_WORDS:
        return False
    return (field.max_length or LEAST) >= LEAST and not TECHNICAL & set(field.name.split("_"))


# Words for machines: addresses, keys, sums, names of our own code.
TECHNICAL = {
    *("sha256", "digest", "key", "token", "url", "path", "code", "scope", "command", "task", "kind", "type", "answer"),
    *("secret", "password", "version", "html"),  # a mail is markup, and shown where nothing runs
}

# Sentences, names and documents of our own code, never typed.
OUR_WORDS = {"BatchFault.reason", "CheckResult.check_name", "TakedownEvidence.text"}


def plant(texts: list[str]) -> tuple[int, list[str]]:
    """Put a payload into every text field of every row, past the guards of tables that only grow.

    Returns how many texts were planted, and the fields that a constraint keeps free of them.
    """
    planted, refused = 0, []
    for model, fields in text_fields():
        table = model._meta.db_table
        with connection.cursor() as cursor:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER USER')
            for place, field in enumerate(fields):
                try:
                    with transaction.atomic():
                        planted += plant_in(cursor, model, field, texts, place)
                except DatabaseError as refusal:
                    refused.append(f"{model.__name__}.{field.name}: {str(refusal).splitlines()[0]}")
            cursor.execute(f'ALTER TABLE "{table}" ENABLE TRIGGER USER')
    return planted, refused


def plant_in(cursor: object, model: type[models.Model], field: models.Field, texts: list[str], place: int) -> int:
    """The newest rows, each another text; a place that is empty stays so, for it may mean something."""
    table, pk, column = model._meta.db_table, model._meta.pk.column, field.column
    cut = f"left((%s::text[])[1 + (place * 7 + %s) %% %s], {field.max_length or 4000})"
    cursor.execute(
        f'WITH chosen AS (SELECT "{pk}" AS pk, row_number() OVER (ORDER BY "{pk}" DESC) AS place FROM "{table}" '
        f'WHERE "{column}" <> \'\' ORDER BY "{pk}" DESC LIMIT {ROWS}) '
        f'UPDATE "{table}" SET "{column}" = {cut} FROM chosen WHERE "{table}"."{pk}" = chosen.pk',
        [texts, place, len(texts)],
    )
    return cursor.rowcount

"""The linter beside the forms of the admin (`lscb_site.editing.advice`)."""

from collections.abc import Iterator

from django.db import models
from django.http import HttpRequest
from django.template.loader import render_to_string
from django.urls import reverse

from lscb_site.editing.advice import Advice
from lscb_site.linter.gathering import SOURCES, label_of
from lscb_site.linter.keeping import read_again, remarks_of, set_aside
from lscb_site.linter.marking import marked
from lscb_site.linter.models import digest_of


class Linter:
    def advice(self, request: HttpRequest, row: models.Model) -> Iterator[Advice]:
        if label_of(row) not in SOURCES:
            return
        remarks = remarks_of(row)
        aside = set_aside(row) if remarks else set()
        may = request.user.has_perm("linter.change_lintremark")
        for remark in remarks:
            digest = digest_of(remark)
            if digest not in aside:
                shown = marked(remark, address_of(row, digest) if may else "")
                yield Advice(remark.field, remark.name, render_to_string("admin/linter/remark.html", {"remark": shown}))

    def saved(self, row: models.Model) -> None:
        read_again(row)


def address_of(row: models.Model, digest: str = "") -> str:
    """Where the remarks on a thing are listed; with a digest, where one of them is set aside."""
    arguments = [label_of(row), row.pk, *([digest] if digest else [])]
    return reverse(f"admin:linter_lintremark_{'one' if digest else 'of'}", args=arguments)

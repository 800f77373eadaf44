"""Lists of any length, sent while they are made: no more of one is held than a part.

The parts are texts. What goes wrong before the first of them is sent is answered as anywhere. Later it can no longer be
told in words: the connection is broken off, so that nobody takes a half for the whole.
"""

import json
from collections.abc import Iterable, Iterator
from itertools import chain, islice
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpResponse, StreamingHttpResponse

JSON = "application/json"


def in_parts(parts: Iterator[str], content_type: str, headers: dict[str, str] | None = None) -> Any:
    """One that has but one part is an answer as any other, with its length and a tag of its bytes."""
    begun = list(islice(parts, 2))
    if len(begun) < 2:
        return HttpResponse(begun, content_type=content_type, headers=headers)
    return StreamingHttpResponse(chain(begun, parts), content_type=content_type, headers=headers)


def json_list(name: str, parts: Iterable[Iterable[Any]]) -> Iterator[str]:
    """`{"name": [ … ]}`, a text for each part."""
    text, comma = f'{{"{name}": [', ""
    for number, items in enumerate(parts):
        if number:
            yield text
            text = ""
        for item in items:
            text += comma + json.dumps(item, ensure_ascii=False, cls=DjangoJSONEncoder)
            comma = ", "
    yield f"{text}]}}"

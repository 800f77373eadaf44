"""The child's side of :mod:`lscb_site.files.isolation`: limit yourself, call, answer, leave.

Imports nothing but the standard library before the limits are set, and never Django.
"""

import json
import os
import resource
import signal
import sys
from importlib import import_module
from typing import Any

OPEN_FILES = 64


def limit(request: dict[str, Any]) -> None:
    limits = {
        resource.RLIMIT_CPU: request["cpu_seconds"],
        resource.RLIMIT_FSIZE: request["file_bytes"],
        resource.RLIMIT_NOFILE: OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    if sys.platform == "linux":  # macOS refuses to limit address space; servers and CI are Linux
        limits[resource.RLIMIT_AS] = request["memory_bytes"]
    for which, wanted in limits.items():
        ceiling = resource.getrlimit(which)[1]
        if ceiling == resource.RLIM_INFINITY:
            ceiling = wanted + 1
        # The hard limit one above the soft: the processor's soft limit then sends SIGXCPU, which names the reason.
        resource.setrlimit(which, (min(wanted, ceiling), min(wanted + 1, ceiling)))
    signal.alarm(request["alarm_seconds"])


def call(request: dict[str, Any]) -> dict[str, Any]:
    module, _, function = request["function"].partition(":")
    try:
        return {"value": getattr(import_module(module), function)(*request["args"])}
    except Exception as error:
        # Only the type crosses the pipe: a message could carry bytes of the file.
        return {"error": type(error).__name__}


def main() -> None:
    request = json.loads(sys.argv[1])
    answer_to = os.dup(1)
    os.dup2(2, 1)  # whatever a library prints must not mix with the answer
    limit(request)
    try:
        # A third of the size of escapes for other scripts; json.loads reads lone surrogates back.
        answer = json.dumps(call(request), ensure_ascii=False).encode(errors="surrogatepass")
    except (TypeError, ValueError, RecursionError, MemoryError) as error:
        answer = json.dumps({"error": type(error).__name__}).encode()
    with os.fdopen(answer_to, "wb") as pipe:
        pipe.write(answer)
    # No tidying up: parsers have crashed in their destructors, after the answer was known.
    os._exit(0)


if __name__ == "__main__":
    main()

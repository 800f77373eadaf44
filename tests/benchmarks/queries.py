"""`python -m tests.benchmarks.queries PATH`: how many queries a page costs a process that has just started, and
one that has answered before. Prints both."""

import os
import sys


def main(path: str) -> int:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "lscb_site.settings")
    import django

    django.setup()
    from django.db import connection
    from django.test import Client

    client, counts = Client(headers={"host": "127.0.0.1"}), []
    for _ in range(3):  # content types and the like are learnt by the first

        def count(execute, *statement):
            counts[-1] += 1
            return execute(*statement)

        counts.append(0)
        with connection.execute_wrapper(count):
            client.get(path)
    print(counts[0], counts[-1])
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))

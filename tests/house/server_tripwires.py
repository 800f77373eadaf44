"""Tripwires, as in tripwires.py, for the parts of gunicorn, and of how Django reads a request, in decision 14."""

import inspect

from tests.house.tripwires import parameters


def gunicorn_worker():
    from gunicorn.http.errors import InvalidRequestLine, LimitRequestHeaders, LimitRequestLine, ParseException
    from gunicorn.workers.gthread import ThreadWorker

    assert parameters(ThreadWorker.handle_error) == ["self", "req", "client", "addr", "exc"]
    assert "self.handle_error(req, conn.sock, conn.client, e)" in inspect.getsource(ThreadWorker.handle)
    for error in (InvalidRequestLine, LimitRequestHeaders, LimitRequestLine):
        assert issubclass(error, ParseException)


def gunicorn_logger():
    from gunicorn.glogging import Logger

    assert parameters(Logger.setup) == ["self", "cfg"]
    assert {"error_fmt", "access_fmt", "datefmt"} <= vars(Logger).keys()


def size_of_headers():
    from django.http import multipartparser

    assert "parse_boundary_stream(sub_stream, MAX_TOTAL_HEADER_SIZE)" in inspect.getsource(multipartparser.Parser)
    assert multipartparser.MAX_TOTAL_HEADER_SIZE > 10_000


SERVER_TRIPWIRES = {
    "multipartparser.MAX_TOTAL_HEADER_SIZE": size_of_headers,
    "ThreadWorker.handle_error": gunicorn_worker,
    "Logger.setup": gunicorn_logger,
}

"""A server of S3 that refuses, or breaks off."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


class Server:
    """Answers each request as `answer` says, which gets the handler and may write what it likes."""

    def __init__(self):
        self.asked, self.answer = [], None

        class Handler(BaseHTTPRequestHandler):
            def do_GET(handler):
                self.asked.append((handler.command, handler.path))
                self.answer(handler)

            do_HEAD = do_PUT = do_DELETE = do_GET

            def log_message(self, *args):
                pass

        self.http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.address = f"http://127.0.0.1:{self.http.server_port}"
        threading.Thread(target=self.http.serve_forever, daemon=True).start()

    def refuses(self, status, code):
        def answer(handler):
            body = f"<Error><Code>{code}</Code></Error>".encode()
            handler.send_response(status)
            handler.send_header("Content-Length", str(len(body)))
            handler.end_headers()
            if handler.command != "HEAD":
                handler.wfile.write(body)
            handler.close_connection = True

        self.answer = answer

    def breaks_off(self):
        def answer(handler):
            handler.send_response(200)
            handler.send_header("Content-Length", str(1000))
            handler.send_header("ETag", '"tag"')
            handler.end_headers()
            if handler.command == "GET":
                handler.wfile.write(b"%PDF-")
            handler.close_connection = True

        self.answer = answer

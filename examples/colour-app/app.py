#!/usr/bin/env python3
# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The colour service: answers / with its colour, and /headers with the headers it received.

usage: app.py [--port N] [--colour WORD]

It knows nothing of TLS or of meshes; what its proxy tells it about the client's certificate
(x-forwarded-client-cert) shows in /headers. Listens on loopback only; port 0 takes a free one.
"""

import argparse
import http.server
import json
import signal
import sys


class Colour(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"  # connections stay open, as behind any proxy
    # One packet per answer, sent at once: otherwise Nagle and delayed acknowledgements add 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True
    colour = "yellow"

    def do_GET(self):
        if self.path == "/":
            self.answer(200, "text/plain", self.colour)
        elif self.path == "/headers":
            self.answer(200, "application/json", json.dumps(dict(self.headers.items())))
        else:
            self.answer(404, "text/plain", f"no {self.path} here, expected / or /headers")

    def answer(self, status, kind, text):
        body = text.encode()
        self.send_response(status)
        self.send_header("content-type", kind)
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_):
        pass


class Server(http.server.ThreadingHTTPServer):
    daemon_threads = True
    request_queue_size = 128


def main():
    options = argparse.ArgumentParser(description="The colour service of the colour application.")
    options.add_argument("--port", type=int, default=0, help="TCP port on 127.0.0.1; 0 takes a free one")
    options.add_argument("--colour", default="yellow", help="the word that / answers")
    chosen = options.parse_args()
    Colour.colour = chosen.colour
    server = Server(("127.0.0.1", chosen.port), Colour)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
    print(f"colour app ready: 127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()

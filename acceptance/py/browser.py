# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A headless Chromium, driven over its debugging pipe with nothing but the standard library."""

import base64
import itertools
import json
import os
import select
import subprocess
import tempfile
import time


class BrowserFailed(Exception):
    """The browser refused a command or did not answer in time."""


class Browser:
    """One page with scripts switched off, in a window whose size and colour scheme can be set."""

    def __init__(self, program="chromium"):
        self._profile = tempfile.TemporaryDirectory(prefix="signet-browser-")
        to_browser, self._out = os.pipe()
        self._in, from_browser = os.pipe()
        # Chromium reads commands from descriptor 3 and writes answers to 4; the shell puts them there.
        self._process = subprocess.Popen(
            ["sh", "-c", f'exec 3<&{to_browser} 4>&{from_browser}; exec "$@"', "sh", program,
             "--headless", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--no-first-run",
             f"--user-data-dir={self._profile.name}", "about:blank"],
            pass_fds=(to_browser, from_browser), stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        os.close(to_browser)
        os.close(from_browser)
        self._buffer = b""
        self._events = []
        self._ids = itertools.count(1)
        self._session = None
        target = self._command("Target.createTarget", url="about:blank")["targetId"]
        self._session = self._command("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        self._command("Page.enable")
        self._command("Emulation.setScriptExecutionDisabled", value=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        os.close(self._out)
        try:
            self._process.wait(10)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        os.close(self._in)
        self._profile.cleanup()

    def window(self, width, height, dark=False):
        self._command("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)
        scheme = "dark" if dark else "light"
        self._command("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])

    def open(self, url):
        self._events.clear()
        failed = self._command("Page.navigate", url=url).get("errorText")
        if failed:
            raise BrowserFailed(f"cannot open the page: {failed}")
        self._await_event("Page.loadEventFired")

    def evaluate(self, expression):
        """The value of an expression over the page; it reads, the page itself runs nothing."""
        return self._command("Runtime.evaluate", expression=expression, returnByValue=True)["result"].get("value")

    def text(self):
        return self.evaluate("document.body.innerText")

    def screenshot(self, path):
        answer = self._command("Page.captureScreenshot", format="png", captureBeyondViewport=True)
        with open(path, "wb") as out:
            out.write(base64.b64decode(answer["data"]))

    def _command(self, method, **parameters):
        number = next(self._ids)
        message = {"id": number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        os.write(self._out, json.dumps(message).encode() + b"\0")
        while True:
            answer = self._read()
            if answer.get("id") == number:
                if "error" in answer:
                    raise BrowserFailed(f"{method}: {answer['error']['message']}")
                return answer["result"]
            self._events.append(answer.get("method"))

    def _await_event(self, name):
        while name not in self._events:
            self._events.append(self._read().get("method"))

    def _read(self, seconds=30):
        deadline = time.monotonic() + seconds
        while b"\0" not in self._buffer:
            ready, _, _ = select.select([self._in], [], [], max(0, deadline - time.monotonic()))
            chunk = os.read(self._in, 1 << 20) if ready else b""
            if not chunk:
                raise BrowserFailed(f"no answer from the browser within {seconds} s, or it ended")
            self._buffer += chunk
        message, _, self._buffer = self._buffer.partition(b"\0")
        return json.loads(message)

# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""The parts of the story that decide whether it holds, and where it takes place."""

import io
import socket
import unittest
from contextlib import redirect_stdout

import signet_under_test  # noqa: F401  finds the story
from story import http
from story.load import Seen, Tally, hash_of
from story.place import ADMIN, LISTENER, free_addresses, free_port_pair, is_free
from story.report import Mismatch, Report
from story.rotation import expect_no_failures, expect_rotated, growth


class AReport(unittest.TestCase):

    def setUp(self):
        self.printed = io.StringIO()
        redirected = redirect_stdout(self.printed)
        redirected.__enter__()
        self.addCleanup(redirected.__exit__, None, None, None)
        self.report = Report()

    def test_ends_the_story_when_a_number_differs(self):
        self.report.equal("handshakes", 1, 1)
        with self.assertRaisesRegex(Mismatch, "handshakes: expected 1, reported 2"):
            self.report.equal("handshakes", 1, 2)
        self.assertIn("MISMATCH", self.printed.getvalue())

    def test_ends_the_story_when_something_came_too_late_or_never(self):
        self.report.soon("seconds", 1.0, [0.5, 5.0])
        for late in [0.5, 5.001], [0.5, None]:
            with self.assertRaises(Mismatch):
                self.report.soon("seconds", 1.0, late)

    def test_ends_the_story_when_a_request_failed(self):
        tally = Tally()
        tally.add("gateway", 0.0, http.Answer(503, "no healthy upstream"))
        with self.assertRaises(Mismatch):
            expect_no_failures(self.report, tally)
        self.assertEqual(1, tally.failed_of("gateway"))
        self.assertEqual(0, tally.failed_of("node"))

    def test_ends_the_story_when_the_old_certificate_is_still_served(self):
        new = Seen(first=10.1, last_began=16.0)
        expect_rotated(self.report, "it changes", [("old", "new", 10.0)], {"old": Seen(0.0, 10.2), "new": new})
        for late in 15.1, 16.1:
            with self.assertRaises(Mismatch):
                expect_rotated(self.report, "it changes", [("old", "new", 10.0)], {"old": Seen(0.0, late), "new": new})

    def test_ends_the_story_when_the_new_certificate_is_never_seen(self):
        with self.assertRaises(Mismatch):
            expect_rotated(self.report, "it changes", [("old", "new", 10.0)], {"old": Seen(0.0, 9.0)})


class ThePlace(unittest.TestCase):

    def test_is_another_one_for_a_second_demo(self):
        first = free_addresses()
        self.addCleanup(first.reservation.close)
        second = free_addresses()
        self.addCleanup(second.reservation.close)
        self.assertNotEqual(first.gateway, second.gateway)

    def test_has_addresses_on_which_nobody_listens(self):
        free = free_addresses()
        free.reservation.close()
        with socket.create_server((free.node, ADMIN)):
            self.assertFalse(is_free(free.node, ADMIN))
            next_one = free_addresses()
            next_one.reservation.close()
            self.assertNotEqual(free.node, next_one.node)
        self.assertTrue(is_free(free.gateway, LISTENER))

    def test_has_server_ports_that_no_outgoing_connection_can_take(self):
        with open("/proc/sys/net/ipv4/ip_local_port_range") as limits:
            first = int(limits.read().split()[0])
        self.assertLess(free_port_pair() + 1, first)


class WhatIsRead(unittest.TestCase):

    def test_is_the_hash_of_the_certificate_that_the_node_saw(self):
        self.assertEqual("ab12", hash_of('{"x-forwarded-client-cert": "By=x;Hash=ab12;Subject=\\"CN=a\\""}'))
        self.assertEqual("none", hash_of('{"host": "no certificate"}'))

    def test_is_every_counter_that_a_push_raised(self):
        self.assertEqual({"a": 1, "c": 2}, growth({"a": 1, "b": 5}, {"a": 2, "b": 5, "c": 2}))

    def test_is_a_body_in_chunks_as_well(self):
        self.assertEqual(b"yellow", http.dechunked(b"3\r\nyel\r\n3\r\nlow\r\n0\r\n\r\n"))


if __name__ == "__main__":
    unittest.main()

# Copyright the Signet authors. SPDX-License-Identifier: Apache-2.0
"""A server that is killed while it issues: it still knows what it answered, and tokens keep their meaning."""

import sqlite3
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing

from issue_load import THREADS, Apis, Call, Load
from signet_under_test import server

ROUNDS = 5
ANSWERS_PER_ROUND = 60


class AServerKilledUnderLoad(unittest.TestCase):

    @classmethod
    def setUpClass(cls):
        ends = ExitStack()
        cls.addClassCleanup(ends.close)
        cls.running = ends.enter_context(server())
        cls.apis = Apis(cls.running.clients())
        cls.pool = ends.enter_context(ThreadPoolExecutor(THREADS))

    def test_knows_every_answer_and_makes_one_certificate_per_token(self):
        answered = {}
        for _ in range(ROUNDS):
            load = self.killed_under_load()
            self.running.start()
            self.assert_readable(load.answered)
            self.assertEqual(list(load.answered.values()), list(self.pool.map(self.apis.make, load.answered)))
            self.assertEqual(THREADS, len(load.unanswered), "calls that were cut off")
            answered |= load.answered | self.made_once(load.unanswered)
        # Later rounds harm no earlier one.
        self.assert_readable(answered)
        self.assert_nothing_more_was_made(answered)

    def killed_under_load(self):
        load = Load(self.apis)
        try:
            load.await_answers(ANSWERS_PER_ROUND, 30)
        finally:
            self.running.serve.kill()
        load.join()
        return load

    def assert_readable(self, answered):
        certificates = self.pool.map(self.apis.read, answered.keys(), answered.values())
        for (call, arn), certificate in zip(answered.items(), certificates):
            if not call.managed:
                self.assertEqual(int(arn.rpartition("/")[2], 16), certificate.serial_number)

    def made_once(self, unanswered):
        """Repeats calls that got no answer, each by several callers at once; answers what they got."""
        repeated = {call: [self.pool.submit(self.apis.make, call) for _ in range(3)] for call in unanswered}
        made = {call: {future.result() for future in futures} for call, futures in repeated.items()}
        self.assertEqual([1] * len(made), [len(arns) for arns in made.values()])
        return {call: arn for call, (arn,) in made.items()}

    def assert_nothing_more_was_made(self, answered):
        """Every certificate that there is belongs to one token: no call that was cut off left another."""
        managed = [arn for call, arn in answered.items() if call.managed]
        private = [arn for call, arn in answered.items() if not call.managed]
        self.assertTrue(managed and private)
        self.assertCountEqual(managed, self.apis.managed_certificates())
        self.assertEqual(len(private), len(set(private)))
        self.assertEqual(len(private) + 1, self.signed_by(self.apis.private_root), "its own certificate counts too")

    def signed_by(self, authority):
        """How many certificates a CA signed. No call of the API answers that, so the database has to."""
        with closing(sqlite3.connect(f"file:{self.running.data}/signet.db?mode=ro", uri=True)) as database:
            return database.execute(
                "SELECT count(*) FROM certificates JOIN authorities ON authorities.id = certificates.authority"
                " WHERE arn = ?", (authority,)).fetchone()[0]

    def test_knows_no_certificate_that_it_never_made(self):
        never = f"{self.apis.private_root}/certificate/{'ab' * 16}"
        with self.assertRaises(self.apis.pca.exceptions.ResourceNotFoundException):
            self.apis.read(Call(managed=False), never)


if __name__ == "__main__":
    unittest.main()

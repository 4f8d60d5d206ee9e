#!/usr/bin/env python3
"""The census is tested with a program that really leaves things behind."""
import os
import subprocess
import sys
import tempfile
import unittest

CENSUS, LEAVER = sys.argv.pop(1), sys.argv.pop(1)


class Census(unittest.TestCase):
    def setUp(self):
        self.directory = tempfile.TemporaryDirectory()
        self.addCleanup(self.directory.cleanup)

    def run_census(self, *command, options=("--grace=0.5",), program=LEAVER):
        return subprocess.run(
            [CENSUS, *options, "--", program, *command],
            cwd=self.directory.name, capture_output=True, text=True, timeout=60)

    def assert_left(self, result, text):
        self.assertEqual(result.returncode, 70, result.stderr)
        self.assertIn("left behind", result.stderr)
        self.assertIn(text, result.stderr)

    def test_clean_program_passes(self):
        result = self.run_census("nothing")
        self.assertEqual((result.returncode, result.stderr), (0, ""))

    def test_exit_status_is_the_commands(self):
        self.assertEqual(self.run_census("status", "42").returncode, 42)

    def test_signal_is_128_more(self):
        self.assertEqual(self.run_census("signal", "15").returncode, 143)

    def test_daemon(self):
        self.assert_left(self.run_census("daemon"), "process")

    def test_daemon_without_environment(self):
        self.assert_left(self.run_census("bare-daemon"), "process")

    def test_process_that_wait_does_not_see(self):
        self.assert_left(self.run_census("silent-clone"), "process")

    def test_process_that_ends_in_the_grace_period(self):
        self.assertEqual(self.run_census("slow-child", options=()).returncode, 0)

    def test_processes_that_end_while_they_are_looked_at(self):
        storm = "while :; do (:) & (:) & (:) & wait; done"
        churn = subprocess.Popen(["bash", "-c", storm])
        try:
            for _ in range(150):
                result = self.run_census("-c", "(: & : & : &)", program="/bin/bash", options=())
                self.assertEqual((result.returncode, result.stderr), (0, ""))
        finally:
            churn.kill()
            churn.wait()

    def test_what_is_left_is_killed(self):
        result = self.run_census("daemon")
        pid = int(result.stderr.split("left behind: process ")[1].split()[0])
        self.assertFalse(os.path.exists(f"/proc/{pid}"))

    def test_shared_memory(self):
        name = f"/leaves-things-{os.getpid()}"
        self.assert_left(self.run_census("shm", name), "/dev/shm" + name)
        self.assertFalse(os.path.exists("/dev/shm" + name))

    def test_file_in_working_directory(self):
        self.assert_left(self.run_census("file", "rubbish"), "rubbish")
        os.remove(os.path.join(self.directory.name, "rubbish"))
        result = self.run_census("file", "rubbish", options=("--no-cwd",))
        self.assertEqual(result.returncode, 0)

    def test_file_in_temporary_directory(self):
        self.assert_left(self.run_census("temporary", "rubbish"), "rubbish")

    def test_file_in_tmp_that_bears_our_name(self):
        name = f"/tmp/my-ptools-{os.getpid()}"
        try:
            self.assert_left(self.run_census("file", name), name)
        finally:
            os.remove(name)

    def test_temporary_directory_is_removed(self):
        directory = tempfile.mkdtemp(dir=self.directory.name)
        subprocess.run([CENSUS, "--no-cwd", "--", LEAVER, "temporary", "x"],
                       env=dict(os.environ, TMPDIR=directory), capture_output=True, timeout=60)
        self.assertEqual(os.listdir(directory), [])

    def test_watchdog_ends_and_describes_what_hangs(self):
        result = self.run_census("hang", options=("--timeout=0.5",))
        self.assertEqual(result.returncode, 124, result.stderr)
        self.assertIn("not finished after 0.5 s", result.stderr)
        self.assertIn("system call", result.stderr)

    def test_command_that_does_not_exist(self):
        result = self.run_census(program="./no-such-program")
        self.assertEqual(result.returncode, 127)
        self.assertIn("no-such-program", result.stderr)

    def test_misuse(self):
        for arguments in (["--"], ["--bogus", "--", "true"], ["--timeout=soon", "--", "true"], []):
            result = subprocess.run([CENSUS, *arguments], capture_output=True, text=True)
            self.assertEqual(result.returncode, 2)
            self.assertIn("usage", result.stderr)


if __name__ == "__main__":
    unittest.main()

"""Runs a command whose output nobody reads: `make 2>&1 | head`, after head has ended."""
import os
import signal
import subprocess
import sys

reader, writer = os.pipe()
os.close(reader)
status = subprocess.run(sys.argv[1:], stdout=writer, stderr=writer).returncode
if status != -signal.SIGPIPE:
    sys.exit("status %d, expected to be ended by SIGPIPE" % status)

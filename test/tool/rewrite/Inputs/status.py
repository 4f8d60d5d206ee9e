"""status.py N COMMAND...: succeeds if the command leaves with status N."""

import subprocess
import sys

left = subprocess.run(sys.argv[2:], check=False).returncode
if left != int(sys.argv[1]):
    print(f"status {left} instead of {sys.argv[1]}")
    sys.exit(1)

"""Reads the progress bar of a program whose standard error is a terminal; lets it go on by SIGUSR2."""
import os
import pty
import re
import signal
import sys

MOST = 10 ** 6
BAR = r"counting \[(#*)(\.*)\] +(\d+) %  [\d.]+ s, [\d.]+ s left\x1b\[K"


def main():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], [sys.argv[1]])
    text, told = "", False
    try:
        while more := os.read(terminal, 65536):
            text += more.decode()
            bar = re.search(r"\r" + BAR, text)
            if bar and not told:
                if not bar[2] or bar[3] == "100":
                    sys.exit(f"a full bar before the loop has ended: {bar[0]!r}")
                told = True
                os.kill(pid, signal.SIGUSR2)
            if len(text) > MOST:
                sys.exit("the program does not end")
    except OSError:  # the other side has closed it
        pass
    status = os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])
    # The terminal makes "\r\n" of "\n"; between the bars of one loop there is none.
    lines = text.split("\r\n")
    last = re.search(BAR + "$", lines[0])
    if status != 0 or not last or last[1] != "#" * 40 or last[3] != "100":
        sys.exit(f"status {status}, {text!r}")
    if not re.search(r"\r\[#{40}\] 100 %[^\r]*$", lines[1]) or lines[2:] != ["200", ""]:
        sys.exit(f"the second bar, and what comes behind it: {text!r}")


main()

"""Types Ctrl-Z and Ctrl-C at a program that runs as the foreground job of a shell on a terminal."""
import os
import pty
import signal
import sys

# More than a terminal holds back (64 KB), and printed well within the patience of the census.
MOST_LINES = 10000
SHELL = "set -m; {program}; echo stopped $?; fg >/dev/null"


class Terminal:
    def __init__(self, program):
        self.text = b""
        self.pid, self.fd = pty.fork()
        if self.pid == 0:
            # Whoever runs the tests may have them ignored, which would be inherited.
            for number in (signal.SIGINT, signal.SIGTSTP):
                signal.signal(number, signal.SIG_DFL)
            os.execvp("bash", ["bash", "--norc", "-c", SHELL.format(program=program)])

    def wait_for(self, words, count=1):
        """Reads until the words have come so often; forgets what was read up to then."""
        while self.text.count(words) < count:
            self.text += os.read(self.fd, 65536)  # an OSError if the other side has closed it
            if self.text.count(b"\n") > MOST_LINES:
                sys.exit(f"the program goes on, and {words!r} does not come")
        self.text = self.text[self.text.rindex(words) + len(words):]

    def read_to_end(self):
        lines = 0
        try:
            while text := os.read(self.fd, 65536):
                lines += text.count(b"\n")
                if lines > MOST_LINES:
                    sys.exit("the program goes on after Ctrl-C")
        except OSError:  # the other side has closed it
            pass

    def type(self, keys):
        os.write(self.fd, keys)


def main():
    terminal = Terminal(sys.argv[1])
    terminal.wait_for(b"round", 3)
    terminal.type(b"\x1a")
    terminal.wait_for(b"stopped 148")  # 128 + SIGTSTP
    terminal.wait_for(b"round", 3)
    terminal.type(b"\x03")
    terminal.read_to_end()
    # A shell whose foreground job died of SIGINT ends in the same way.
    status = os.waitstatus_to_exitcode(os.waitpid(terminal.pid, 0)[1])
    if status not in (-signal.SIGINT, 128 + signal.SIGINT):
        sys.exit(f"the program ended with {status} after Ctrl-C")


main()

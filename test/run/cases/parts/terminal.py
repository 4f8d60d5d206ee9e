"""Types Ctrl-Z and Ctrl-C at a program that runs as a terminal's foreground job."""
import os
import pty
import signal
import sys


def read_rounds(terminal, count):
    seen = b""
    while seen.count(b"round") < count:
        seen += os.read(terminal, 65536)


def main():
    pid, terminal = pty.fork()
    if pid == 0:
        os.execv(sys.argv[1], sys.argv[1:])
    read_rounds(terminal, 3)

    os.write(terminal, b"\x1a")
    _, status = os.waitpid(pid, os.WUNTRACED)
    assert os.WIFSTOPPED(status) and os.WSTOPSIG(status) == signal.SIGTSTP, status
    os.killpg(pid, signal.SIGCONT)
    read_rounds(terminal, 3)

    os.write(terminal, b"\x03")
    while True:
        try:
            if not os.read(terminal, 65536):
                break
        except OSError:  # the other side of the terminal is closed
            break
    _, status = os.waitpid(pid, 0)
    assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGINT, status


main()

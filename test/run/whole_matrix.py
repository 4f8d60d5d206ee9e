"""The lit format of test/run/programs. A module, because lit hands formats to other processes."""
import sys

import lit.formats
import lit.Test
import lit.util


class WholeMatrix(lit.formats.FileBasedTest):
    """Every program goes through run_group.py, which is silent if all agrees."""

    def execute(self, test, lit_config):
        command = [sys.executable, test.config.run_group,
                   "--settings=" + test.config.run_settings, test.getSourcePath()]
        out, err, status = lit.util.executeCommand(command, env=test.config.environment)
        if status == 0 and not (out + err).strip():
            return lit.Test.PASS, ""
        return lit.Test.FAIL, out + err

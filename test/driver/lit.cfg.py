import os
import shutil
import sys

import lit.formats

config.name = "driver"
config.test_format = lit.formats.ShTest(execute_external=True)
config.suffixes = [".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)

binaries = os.path.join(config.build_dir, "bin")
inputs = os.path.join(config.test_source_root, "Inputs")
# The interpreter itself, not a shim that looks for it: it starts for every stand-in.
python = os.path.realpath(sys.executable)
config.environment["PATH"] = os.pathsep.join(
    ["/usr/lib/llvm-19/bin", os.path.dirname(python), os.environ["PATH"]]
)
config.environment["LC_ALL"] = "C"
config.environment["PTOOLS_REWRITE"] = os.path.join(inputs, "stand-in-rewrite")
for name in list(config.environment):
    if name.startswith(("CCACHE_", "PTOOLS_CXX", "PTOOLS_WORKERS", "CPATH", "CPLUS_INCLUDE")):
        del config.environment[name]
config.environment["CCACHE_DIR"] = os.path.join(config.test_exec_root, "ccache")

config.substitutions += [
    ("%cc", os.path.join(binaries, "ptools-cc")),
    ("%run", os.path.join(binaries, "ptools-run")),
    ("%rewrite", os.path.join(binaries, "ptools-rewrite")),
    ("%inputs", inputs),
    ("%python", python),
    ("%build_dir", config.build_dir),
    ("%source_dir", config.source_dir),
]

for program in ["ccache", "clang++-19", "cmake", "g++", "gdb", "make", "ninja", "pkg-config"]:
    if shutil.which(program):
        config.available_features.add(program)
if os.path.exists(os.path.join(binaries, "ptools-rewrite")):
    config.available_features.add("rewriter")
# ptools-cc and ptools-run are tested under the sanitizers too, leaks included, by the tests that do
# not say `UNSUPPORTED: sanitized`. Left out are those that need a runtime built without (programs that
# clang links, or that are linked in a way of their own) or that take time to show something about the
# compiler behind or about speed. Programs that g++ links take what `%links` adds, to find the
# sanitizers' library that the runtime needs.
if config.sanitized:
    config.available_features.add("sanitized")
config.substitutions.append(("%links", "-fsanitize=address,undefined" if config.sanitized else ""))

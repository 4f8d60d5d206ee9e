import os
import sys

import lit.formats

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
import precompiled

config.name = "tool"
config.test_format = lit.formats.ShTest(execute_external=False)
config.suffixes = [".cpp", ".test"]
config.excludes = ["Inputs"]
config.test_source_root = os.path.dirname(__file__)
if not config.sanitized:
    # Programs can be linked with the runtime without more ado.
    config.available_features.add("plain-runtime")
config.ptools_rewrite = os.path.join(config.build_dir, "bin", "ptools-rewrite")
config.environment["PATH"] = os.pathsep.join([config.llvm_tools, os.environ["PATH"]])
config.environment["LC_ALL"] = "C.UTF-8"

include = "-I" + os.path.join(config.source_dir, "include")
# -iquote: the folder of the original is where its quoted includes are found.
flags = f"{include} -iquote %S -Wall -Wextra -Wshadow -Werror -fsyntax-only"
rewrite = config.ptools_rewrite + " --no-color"
# Under the sanitizers the rewriter is tested, not once more the compilers on the same text.
compiles = "true" if config.sanitized else " && ".join(
    " ".join([compiler, f"-std={standard}", *precompiled.options(config.precompiled, compiler, standard),
              flags, "%t.pt.cpp"])
    for standard in precompiled.STANDARDS
    for compiler in ("g++", "clang++-19")
)
config.substitutions += [
    # %status N COMMAND: succeeds if the command leaves with status N.
    ("%status", f"{sys.executable} {config.test_source_root}/rewrite/Inputs/status.py"),
    ("%source", config.source_dir),
    # %ptools_rewrite OPTIONS -- CXX ARGS: for tests of the command line itself.
    ("%ptools_rewrite", rewrite),
    # Rewrites %s to %t.pt.cpp, as for g++ -std=c++20.
    ("%rewritten", f"{rewrite} -o %t.pt.cpp -- g++ -std=c++20 {include} -c %s"),
    # The text of the rewritten form on standard output.
    ("%print", f"{rewrite} -o - -- g++ -std=c++20 {include} -c %s"),
    # Compiles %t.pt.cpp with both compilers and both standards.
    ("%compiles", compiles),
    ("%gxx", f"g++ {flags}"),
    ("%clangxx", f"clang++-19 {flags}"),
]

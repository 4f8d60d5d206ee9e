import os

import lit.formats

config.name = "run"
config.suffixes = [".cpp", ".test"]
config.excludes = ["include", "parts"]
config.test_format = lit.formats.ShTest(execute_external=True)
config.test_source_root = os.path.dirname(__file__)

binary_dir = config.ptools_binary_dir
config.environment["PATH"] = os.pathsep.join([config.llvm_tools, config.environment["PATH"]])
for name in [name for name in config.environment if name.startswith("PTOOLS_")]:
    del config.environment[name]

census = binary_dir + "/test/support/ptools-census"
config.substitutions += [
    ("%status", os.path.join(config.test_source_root, "status.sh")),
    ("%ptools_cc", binary_dir + "/bin/ptools-cc"),
    ("%ptools_run", binary_dir + "/bin/ptools-run"),
    ("%plain_cxx", "g++ -Wno-attributes -I" + config.ptools_include + " -L" + binary_dir +
     "/lib -Wl,-rpath," + binary_dir + "/lib"),
    ("%census", census + " --no-cwd --timeout=60 --"),
]

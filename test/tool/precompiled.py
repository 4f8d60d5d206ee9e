"""Precompiled forms of <ptools/ptools.hpp>, for compilations that only ask whether a text is C++: most of
their time would go into reading that header again. That each header is C++ by itself, without warnings,
is another test (headers).

make(FOLDER, INCLUDE) writes them, options(FOLDER, COMPILER, STANDARD) are what uses one; without a folder,
or for another compiler or standard, there are none and the header is read as ever.
"""

import os
import shutil
import subprocess
import sys

STANDARDS = ("c++17", "c++20")
HEADER = "first.hpp"


def place(folder, compiler, standard):
    return os.path.join(folder, f"{os.path.basename(compiler)}-{standard}", HEADER)


def options(folder, compiler, standard):
    if not folder or not os.path.exists(place(folder, compiler, standard)):
        return []
    header = place(folder, compiler, standard)
    # g++ takes the .gch beside a header if it fits, and reads the header if it does not.
    return ["-include-pch", header + ".pch"] if "clang" in compiler else ["-include", header]


def make(folder, include, compilers):
    for compiler in filter(shutil.which, compilers):
        for standard in STANDARDS:
            header = place(folder, compiler, standard)
            os.makedirs(os.path.dirname(header), exist_ok=True)
            with open(header, "w", encoding="utf-8") as file:
                file.write("#include <ptools/ptools.hpp>\n")
            made = header + (".pch" if "clang" in compiler else ".gch")
            subprocess.run([compiler, f"-std={standard}", "-I", include, "-x", "c++-header", header,
                            "-o", made], check=True)


if __name__ == "__main__":
    if len(sys.argv) < 4:
        sys.exit("usage: precompiled.py FOLDER INCLUDE COMPILER...")
    make(sys.argv[1], sys.argv[2], sys.argv[3:])

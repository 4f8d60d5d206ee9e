"""Uses an installation of ptools as a stranger's project would: CMake, make, pkg-config, by hand.

install_test.py BUILD_DIR SOURCE_DIR SCRATCH_DIR"""
import json
import os
import shutil
import subprocess
import sys

build, source, scratch = (os.path.abspath(path) for path in sys.argv[1:])
here = os.path.dirname(os.path.abspath(__file__))
# The space finds what is not quoted.
prefix = os.path.join(scratch, "moved prefix")
binaries = os.path.join(prefix, "bin")
environment = {
    name: value
    for name, value in os.environ.items()
    if not name.startswith(("PTOOLS_", "CCACHE_", "CMAKE_", "LD_LIBRARY_PATH"))
}
environment["CCACHE_DIR"] = os.path.join(scratch, "ccache")
failures = []


def run(*command, cwd=scratch, status=0, **more_environment):
    done = subprocess.run(
        command, cwd=cwd, env=dict(environment, **more_environment), capture_output=True, text=True
    )
    if done.returncode != status:
        sys.exit("%s\nended with %d\n%s%s" % (" ".join(command), done.returncode, done.stdout, done.stderr))
    return done.stdout + done.stderr


def check(condition, text):
    if not condition:
        failures.append(text)
        print("FAILED: " + text)


def has(name):
    return shutil.which(name) is not None


def install():
    shutil.rmtree(scratch, ignore_errors=True)
    os.makedirs(scratch)
    first = os.path.join(scratch, "prefix")
    run("cmake", "--install", build, "--prefix", first)
    os.rename(first, prefix)


def configure(name, *options, launcher=None, generator="Ninja", status=0, project="downstream"):
    directory = os.path.join(scratch, name)
    shutil.rmtree(directory, ignore_errors=True)
    command = ["cmake", "-S", os.path.join(scratch, project), "-B", directory, "-G", generator]
    command += ["-DCMAKE_PREFIX_PATH=" + prefix, *options]
    if launcher:
        command.append("-DCMAKE_CXX_COMPILER_LAUNCHER=" + launcher)
    return directory, run(*command, status=status)


PROGRAMS = {
    # name: how many workers take part when two are asked for
    "program": 2,
    "serial": 0,
    "unity": 2,
    "user_of_static": 2,
    "user_of_shared": 2,
    "user_of_objects": 2,
    "precompiled": 2,
}


def check_programs(directory, names):
    for name in names:
        program = os.path.join(directory, name)
        text = run(os.path.join(binaries, "ptools-run"), "-p", "2", program).strip()
        check(text == "499500 834 %d" % PROGRAMS[name], "%s printed '%s'" % (program, text))
        text = run(program, PTOOLS_WORKERS="0").strip()
        check(text == "499500 834 0", "%s without workers printed '%s'" % (program, text))


def build_programs(directory, names):
    run("cmake", "--build", directory, "--parallel", "2", "--target", *names)
    check_programs(directory, names)


def objects_compiled(directory, names):
    """How many objects the next build compiles, which it then does."""
    verbose = "-v" if has_ninja(directory) else "VERBOSE=1"
    output = run("cmake", "--build", directory, "--target", *names, "--", verbose)
    return len({line for line in output.splitlines() if " -c " in line})


def has_ninja(directory):
    return os.path.exists(os.path.join(directory, "build.ninja"))


def downstream_cmake():
    shutil.copytree(os.path.join(here, "downstream"), os.path.join(scratch, "downstream"))
    builds = (
        ("Ninja", list(PROGRAMS), 13),
        ("Unix Makefiles", ["program", "unity", "user_of_static"], 5),
    )
    for generator, names, objects in builds:
        directory, _ = configure(generator.replace(" ", "_"), generator=generator)
        build_programs(directory, names)
        count = objects_compiled(directory, names)
        check(count == 0, generator + ": the second build compiled %d objects" % count)
        os.utime(os.path.join(scratch, "downstream", "counts.hpp"))
        count = objects_compiled(directory, names)
        check(count == objects, generator + ": %d objects were compiled after a change in the header" % count)
        # CMake keeps such dependencies with the source, so targets that share it are compiled too.
        os.utime(os.path.join(binaries, "ptools-rewrite"))
        count = objects_compiled(directory, names)
        check(count == objects, generator + ": %d objects were compiled after a change in the rewriter" % count)
        with open(os.path.join(directory, "compile_commands.json")) as file:
            commands = json.load(file)
        check(not any("ptools-cc" in entry["command"] for entry in commands), "compile_commands.json names ptools-cc")
        left = [name for _, names, _ in os.walk(directory) for name in names if name.endswith(".pt")]
        check(not left, "left behind: %s" % left)


def downstream_ccache():
    directory, _ = configure("cached", launcher="ccache")
    run("cmake", "--build", directory, "--target", "program")
    run("cmake", "--build", directory, "--target", "clean")
    run("ccache", "-z")
    run("cmake", "--build", directory, "--target", "program")
    statistics = dict(line.split("\t") for line in run("ccache", "--print-stats").splitlines() if "\t" in line)
    hits = int(statistics["direct_cache_hit"]) + int(statistics["preprocessed_cache_hit"])
    check(hits == 2 and statistics["cache_miss"] == "0", "ccache: %d hits, %s misses" % (hits, statistics["cache_miss"]))


def downstream_clang():
    directory, _ = configure("clang", "-DCMAKE_CXX_COMPILER=clang++-19")
    build_programs(directory, ["program", "user_of_shared"])


def downstream_checked():
    """With PTOOLS_CHECK the programs look at their iterations, those in libraries too."""
    directory, _ = configure("checked", "-DPTOOLS_CHECK=ON")
    loops = {"program": 3, "unity": 3, "user_of_static": 2, "user_of_shared": 2, "user_of_objects": 2, "precompiled": 3}
    run("cmake", "--build", directory, "--parallel", "2", "--target", *loops)
    for name, count in loops.items():
        text = run(os.path.join(directory, name))
        expected = "checked %d loops, " % count
        check("499500 834" in text and expected in text and "no two iterations meet" in text,
              "%s, checked, printed '%s'" % (name, text))


def as_the_compiler():
    directory, _ = configure("as_compiler", "-DCMAKE_CXX_COMPILER=" + os.path.join(binaries, "ptools-cc"))
    run("cmake", "--build", directory, "--target", "program", "user_of_static")
    for name in ("program", "user_of_static"):
        text = run(os.path.join(directory, name), PTOOLS_WORKERS="2").strip()
        check(text == "499500 834 2", "%s by ptools-cc as the compiler printed '%s'" % (name, text))


def as_a_subproject():
    """add_subdirectory of the sources instead of find_package: the tools are built first."""
    project = os.path.join(scratch, "subproject")
    os.mkdir(project)
    text = "cmake_minimum_required(VERSION 3.25)\nproject(s CXX)\nset(PTOOLS_TESTS OFF)\n"
    text += 'add_subdirectory("%s" ptools)\nadd_executable(program main.cpp)\nptools_target(program)\n' % source
    with open(os.path.join(project, "CMakeLists.txt"), "w") as file:
        file.write(text)
    shutil.copy(os.path.join(here, "makefile", "main.cpp"), project)
    directory, _ = configure("subproject_build", project="subproject")
    commands = run("ninja", "-C", directory, "-t", "commands", "program")
    compiles = [line for line in commands.splitlines() if " -c " in line and "subproject/main.cpp" in line]
    check(len(compiles) == 1 and compiles[0].startswith(directory + "/ptools/bin/ptools-cc "),
          "as a subproject the source is compiled by: %s" % compiles)
    check("bin/ptools-rewrite" in commands, "as a subproject the rewriter is not built first")


MISUSES = {
    "ptools_target(nothing)": "there is no target of that name",
    "add_library(i INTERFACE)\nptools_target(i)": "the target has nothing to compile",
    "add_executable(x x.cpp)\nptools_target(x y)": "one target at a time; unexpected: y",
    "add_executable(x x.cpp)\ntarget_compile_options(x PRIVATE -stdlib=libc++)\nptools_target(x)": "-stdlib=libc++ does not fit",
}


def misuse_of_cmake():
    project = os.path.join(scratch, "misuse")
    os.mkdir(project)
    with open(os.path.join(project, "x.cpp"), "w") as file:
        file.write("int main() {}\n")
    for text, expected in MISUSES.items():
        with open(os.path.join(project, "CMakeLists.txt"), "w") as file:
            file.write("cmake_minimum_required(VERSION 3.25)\nproject(m CXX)\nfind_package(ptools REQUIRED)\n" + text)
        _, output = configure("misuse_build", project="misuse", status=1)
        check(expected in " ".join(output.split()), "'%s' gave: %s" % (text, output))


def makefile_and_pkg_config():
    directory = os.path.join(scratch, "makefile")
    shutil.copytree(os.path.join(here, "makefile"), directory)
    pkg_config = os.path.join(prefix, "lib", "pkgconfig")
    for base, _, names in os.walk(prefix):
        if "ptools.pc" in names:
            pkg_config = base
    # pkg-config and make cannot quote a prefix with a space: they get a name without one.
    link = os.path.join(scratch, "link")
    os.symlink(prefix, link)
    ptools_cc = os.path.join(link, "bin", "ptools-cc")
    # ptools-cc finds its library where it really is, so its own flags have the space, quoted.
    run("make", "CXX=g++", "PTOOLS_CC=" + ptools_cc, cwd=directory,
        PKG_CONFIG_PATH=pkg_config.replace(prefix, link))
    for name, workers in (("wrapper", 2), ("flags", 2), ("serial", 0)):
        text = run(os.path.join(directory, name), PTOOLS_WORKERS="2").strip()
        check(text == "499500 %d" % workers, "make: %s printed '%s'" % (name, text))


def by_hand():
    ptools_cc = os.path.join(binaries, "ptools-cc")
    shown = run(ptools_cc, "--showme")
    elsewhere = shown.replace(prefix, "PREFIX")  # the prefix itself may lie in the tree
    check(source not in elsewhere and build not in elsewhere,
          "--showme names the tree that ptools was built in: " + shown)
    page = next(iter(sorted(os.listdir(os.path.join(source, "docs", "reference", "diagnostics")))), None)
    if page:
        text = run(ptools_cc, "--ptools-explain=" + page[:-3])
        with open(os.path.join(source, "docs", "reference", "diagnostics", page)) as file:
            check(text == file.read(), "--ptools-explain does not print " + page)
    # An installed header is complete by itself in both languages.
    for standard in ("c++17", "c++20"):
        run(ptools_cc, "-std=" + standard, "-Wall", "-Wextra", "-Werror", "-fsyntax-only", "-include", "ptools/ptools.hpp",
            "-x", "c++", "/dev/null")


install()
by_hand()
downstream_cmake()
downstream_checked()
misuse_of_cmake()
if has("ccache"):
    downstream_ccache()
if has("clang++-19"):
    downstream_clang()
as_the_compiler()
as_a_subproject()
if has("make") and has("pkg-config"):
    makefile_and_pkg_config()
if not failures:
    shutil.rmtree(scratch)
sys.exit(len(failures) != 0)

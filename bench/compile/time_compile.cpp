/// What ptools-cc costs beside the compiler behind it: wall clock, and processor time of the
/// compiler and all it starts. Options: those of ratio.hpp, --ptools-cc=PATH, --cxx=COMMAND,
/// --inputs=DIR, --objects=DIR (a directory to write to), --include=DIR (of ptools), --only=INPUT.

#include "../ratio.hpp"

#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <spawn.h>
#include <string>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>
#include <vector>

extern char** environ;

namespace {

struct setting {
  std::string ptools_cc, cxx, inputs, objects, include;
};

double seconds(const timeval& t) {
  return static_cast<double>(t.tv_sec) + 1e-6 * static_cast<double>(t.tv_usec);
}

/// Runs a command to its end; a command that fails ends the benchmark.
bench::elapsed run(const std::vector<std::string>& command) {
  std::vector<char*> words;
  for (const std::string& word : command)
    words.push_back(const_cast<char*>(word.c_str()));
  words.push_back(nullptr);
  const double start = bench::now();
  pid_t pid = 0;
  const int failed = posix_spawnp(&pid, words[0], nullptr, nullptr, words.data(), environ);
  if (failed != 0) {
    std::fprintf(stderr, "bench: %s: %s\n", words[0], std::strerror(failed));
    std::exit(1);
  }
  int status = 0;
  rusage used{};
  while (wait4(pid, &status, 0, &used) < 0 && errno == EINTR) {
  }
  const double wall = bench::now() - start;
  if (status != 0) {
    std::fprintf(stderr, "bench: %s failed on %s\n", words[0], words[command.size() - 3]);
    std::exit(1);
  }
  return {wall, seconds(used.ru_utime) + seconds(used.ru_stime)};
}

bench::contender compiler(std::string name, std::vector<std::string> command) {
  return {std::move(name), [command](long repetitions) {
            bench::elapsed sum;
            for (long i = 0; i < repetitions; ++i) {
              const bench::elapsed one = run(command);
              sum.wall += one.wall;
              sum.cpu += one.cpu;
            }
            return sum;
          }};
}

bench::comparison compare(const setting& s, const char* input, const bench::plan& plan) {
  const std::string source = s.inputs + "/" + input, object = s.objects + "/" + input;
  return bench::compare(compiler("ptools-cc", {s.ptools_cc, "--ptools-cxx=" + s.cxx, "-O2", "-c",
                                               source, "-o", object + ".ptools.o"}),
                        compiler(s.cxx, {s.cxx, "-O2", "-I" + s.include, "-Wno-attributes", "-c",
                                         source, "-o", object + ".o"}),
                        plan);
}

/// What any wrapper costs here: an exec more.
bench::comparison compare_bare(const setting& s, const std::string& bare, const bench::plan& plan) {
  const std::vector<std::string> plain{
      s.cxx, "-O2", "-c", s.inputs + "/empty.cpp", "-o", s.objects + "/empty.cpp.o"};
  std::vector<std::string> wrapped = plain;
  wrapped.insert(wrapped.begin(), bare);
  return bench::compare(compiler("a bare wrapper", wrapped), compiler(s.cxx, plain), plan);
}

/// Beside this program.
std::string bare_wrapper(const char* self) {
  const std::string path = self;
  return path.substr(0, path.find_last_of('/') + 1) + "bare_wrapper";
}

std::string required(int argc, char** argv, const char* name) {
  const char* value = bench::option(argc, argv, name);
  if (value != nullptr)
    return value;
  std::fprintf(stderr, "time_compile: --%s=... is missing\n", name);
  std::exit(2);
}

} // namespace

int main(int argc, char** argv) {
  using bench::answer_kind;
  using bench::clock_kind;
  bench::plan plan = bench::read_plan(argc, argv);
  plan.warm_up = false; // nothing of a compiler is left when it has ended
  const setting s{required(argc, argv, "ptools-cc"), required(argc, argv, "cxx"),
                  required(argc, argv, "inputs"), required(argc, argv, "objects"),
                  required(argc, argv, "include")};
  const char* only = bench::option(argc, argv, "only");
  const auto wanted = [&](const char* input) {
    return only == nullptr || std::strcmp(only, input) == 0;
  };

  if (wanted("empty")) {
    const bench::comparison c = compare(s, "empty.cpp", plan);
    bench::report("compile_empty", c, clock_kind::wall, answer_kind::milliseconds);
    bench::report("compile_empty_cpu", c, clock_kind::cpu, answer_kind::milliseconds);
    bench::report("compile_empty_bare", compare_bare(s, bare_wrapper(argv[0]), plan),
                  clock_kind::wall, answer_kind::milliseconds);
  }
  if (wanted("plain")) {
    const bench::comparison c = compare(s, "plain.cpp", plan);
    bench::report("compile_plain", c, clock_kind::wall);
    bench::report("compile_plain_cpu", c, clock_kind::cpu);
  }
  if (wanted("annotated")) {
    const bench::comparison c = compare(s, "annotated.cpp", plan);
    bench::report("compile_annotated", c, clock_kind::wall);
    bench::report("compile_annotated_cpu", c, clock_kind::cpu);
  }
}

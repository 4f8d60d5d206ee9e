/// The start-up object: linked first into every program, so that --wrap=main finds main in
/// whichever object or library holds it. Everything else is in the shared library.

#include <sched.h>

namespace {

cpu_set_t cores_at_start;

/// Before any initialiser, of libraries too: nothing but the C library works yet, so no checks of a
/// sanitizer either.
[[gnu::no_sanitize("address", "undefined")]] void note_cores(int, char**, char**) {
  sched_getaffinity(0, sizeof cores_at_start, &cores_at_start);
}

[[gnu::used, gnu::section(".preinit_array")]] void (*const first_of_all)(int, char**,
                                                                         char**) = note_cores;

} // namespace

extern "C" {

/// Every rewritten object refers to this symbol; only this object defines it.
extern const int ptools_start_v1;
const int ptools_start_v1 = 1;

/// Present in objects that use a construct of ptools (include/ptools/detail/construct_used.hpp).
[[gnu::weak]] extern const char ptools_construct_used_v1;

int ptools_enter_v1(int argc, char** argv, char** envp, int (*real_main)(int, char**, char**),
                    bool uses_constructs, const cpu_set_t* cores_at_start);
int __real_main(int argc, char** argv, char** envp);

int __wrap_main(int argc, char** argv, char** envp) {
  return ptools_enter_v1(argc, argv, envp, __real_main, &ptools_construct_used_v1 != nullptr,
                         &cores_at_start);
}
}

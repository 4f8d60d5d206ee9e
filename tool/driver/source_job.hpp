#pragma once

#include "invocation.hpp"

#include <string>

namespace ptools::driver {

/// One source on its way to an object, assembler text or preprocessed text.
struct source_job {
  const item* source = nullptr;
  stage goes_to = stage::object;
  std::string output; ///< of -o; empty or "-": standard output (preprocess), or none (check)
  bool output_is_temporary = false; ///< removed later: nothing is put beside it
  bool annotated = false;           ///< what the prescan found
};

/// Rewrites, compiles, repairs the dependency file and tidies up; the status is the compiler's.
int run_source_job(const invocation& run, const source_job& job);

} // namespace ptools::driver

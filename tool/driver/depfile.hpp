#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace ptools::driver {

/// What the compiler could not know when it wrote a dependency file for the rewritten text.
struct depfile_repair {
  std::string generated;            ///< the file that was compiled
  std::string source;               ///< the user's file it was made from
  std::vector<std::string> inlined; ///< headers whose text went into the generated file
  std::string absolute_prefix;      ///< taken off names; see source_job.cpp
  bool phony = false;               ///< -MP: each header gets a rule of its own
};

/// The make rules of `text` with the user's files in them: the source instead of the generated
/// file, and the inlined headers after it. Targets stay as they are.
std::string repaired_depfile(std::string_view text, const depfile_repair& repair);

/// `path` as a prerequisite in a makefile.
std::string escaped_for_make(std::string_view path);

} // namespace ptools::driver

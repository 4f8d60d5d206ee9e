#pragma once

#include "invocation.hpp"

#include <string>
#include <vector>

namespace ptools::driver {

enum class rewritten { yes, nothing_to_do, failed };

/// Runs ptools-rewrite on `source`; `output` "-" is standard output. `inlined_list` gets the names
/// of the headers whose text went into the output. What failed was reported.
rewritten rewrite(const invocation& run, const item& source, const std::string& output,
                  const std::string& inlined_list);

} // namespace ptools::driver

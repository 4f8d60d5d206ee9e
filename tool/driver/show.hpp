#pragma once

#include "invocation.hpp"

namespace ptools::driver {

/// Answers --showme and -show on standard output, in words that a shell or a makefile can take.
int answer_show(const invocation& run);

/// --ptools-explain: prints the page of a diagnostic.
int explain(const std::string& id);

} // namespace ptools::driver

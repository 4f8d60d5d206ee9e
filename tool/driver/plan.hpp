#pragma once

#include "invocation.hpp"

namespace ptools::driver {

/// Compiles and links as the command says: by the compiler alone where no source is annotated (this
/// process becomes it), else source by source. Returns the status to end with.
int carry_out(invocation& run);

/// --ptools-print-rewritten: the rewritten text of each source on standard output.
int print_rewritten(const invocation& run);

} // namespace ptools::driver

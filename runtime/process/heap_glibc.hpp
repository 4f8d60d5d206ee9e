#pragma once

namespace ptools::process {

/// In the driver, right after the zygote was made: takes what is free in the heap that both now
/// have, and keeps it, so that all later small blocks lie where the zygote has reserved the
/// addresses. A few hundred kilobytes at most, once.
void leave_common_heap(const void* common_end);

/// The end of the heap at this moment.
const void* end_of_heap();

} // namespace ptools::process

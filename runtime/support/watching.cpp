#include "support/watching.hpp"

namespace ptools::support {

const watcher* watching = nullptr;

} // namespace ptools::support

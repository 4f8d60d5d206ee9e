#pragma once

namespace ptools::process {

/// Ends the cluster: workers leave, the zygote ends, at the latest after some seconds by force.
void end_cluster();

/// Registers what a later room does in the driver once workers can be started, before the program's
/// main. For static initialisers of this library only.
bool at_entry(void (*action)());

} // namespace ptools::process

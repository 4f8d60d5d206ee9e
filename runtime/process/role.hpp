#pragma once

/// Which part this process plays, and why there may be no workers.

#include <string>

namespace ptools::process {

enum class role {
  /// The program itself, built plainly or with workers out of reach.
  alone,
  /// The program itself, with a zygote that starts workers for it.
  driver,
  zygote,
  worker,
  /// Forked by user code: no member of the cluster.
  outsider,
};

role my_role();
/// Index of this process's slot: 0 for the program, undefined for an outsider.
unsigned my_slot();
int my_id();
/// Why there can be no workers, when `my_role()` is alone or outsider.
const std::string& why_alone();

/// Set once, by whoever makes the process what it is.
void become(role part, unsigned slot, int id);
void stay_alone(const std::string& why);

} // namespace ptools::process

#include "process/role.hpp"

namespace ptools::process {

namespace {
role part = role::alone;
unsigned slot_index = 0;
int id = 1;
std::string& reason() {
  static std::string* const text = new std::string("the program is built without ptools-cc");
  return *text;
}
} // namespace

role my_role() {
  return part;
}
unsigned my_slot() {
  return slot_index;
}
int my_id() {
  return id;
}
const std::string& why_alone() {
  return reason();
}

void become(role new_part, unsigned slot, int new_id) {
  part = new_part;
  slot_index = slot;
  id = new_id;
}

void stay_alone(const std::string& why) {
  part = role::alone;
  reason() = why;
}

} // namespace ptools::process

#include "private_members.hpp"

#include "line_markers.hpp"

namespace ptools::tool {

namespace {

std::string suffix(std::size_t global, const std::string& loop) {
  return "_" + loop + "_" + std::to_string(global);
}

} // namespace

std::string expression_of(const loop_plan& plan, std::size_t global, const std::string& loop) {
  const global_variable& g = plan.globals[global];
  return g.access_at.isInvalid() ? g.text : "pt_private" + suffix(global, loop) + "()";
}

void give_access(const loop_plan& plan, const std::string& loop, edit_list& edits) {
  for (std::size_t i = 0; i < plan.globals.size(); ++i) {
    const global_variable& g = plan.globals[i];
    if (g.access_at.isInvalid()) {
      continue;
    }
    const std::string function = "auto& pt_private" + suffix(i, loop) + "()";
    const std::string grant = "struct pt_grant" + suffix(i, loop);
    // Templates cannot stand in extern "C", and each file numbers its loops from one.
    const std::string text = "extern \"C++\" { namespace { " + function +
                             "; template <auto* pt_member> " + grant + " { friend " + function +
                             " { return *pt_member; } }; template " + grant + "<&" + g.text +
                             ">; } } ";
    edits.insert(g.access_at, generated_line(edits.sources(), g.access_at, text), -1);
  }
}

} // namespace ptools::tool

#include "meeting_text.hpp"

#include "../emit/line_markers.hpp"
#include "comma_list.hpp"

namespace ptools::tool {

std::string meetings_text(const loop_plan& plan, const std::string& number) {
  const std::string door = "::ptools::generated::";
  const auto start = [&](const std::string& array) {
    return array.empty() ? "{}" : door + "start_of(" + array + ")";
  };
  std::string text;
  for (const possible_meeting& m : plan.meetings) {
    comma_list what;
    for (const std::string& name : {m.other, m.written, m.array}) {
      what.add(quoted(name));
    }
    what.add(start(m.other_array));
    what.add(start(m.written_array));
    comma_list arguments;
    for (const char* name : {"pt_site_", "pt_options_", "pt_range_"}) {
      arguments.add(name + number);
    }
    arguments.add(door + "meeting{" + what.text() + "}");
    for (const possible_meeting::subscript& s : m.subscripts) {
      arguments.add(door + "subscript_apart{" + s.difference + ", " + s.growth + ", " +
                    s.other_growth + "}");
    }
    text += door + "keep_apart(" + arguments.text() + "); ";
  }
  return text;
}

} // namespace ptools::tool

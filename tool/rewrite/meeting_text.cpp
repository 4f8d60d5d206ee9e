#include "meeting_text.hpp"

#include "comma_list.hpp"
#include "line_markers.hpp"

namespace ptools::tool {

std::string meetings_text(const loop_plan& plan, const std::string& number) {
  const std::string door = "::ptools::generated::";
  const auto start = [&](const std::string& array, const possible_meeting& m) -> std::string {
    if (array.empty()) {
      return "{}";
    }
    return m.of == possible_meeting::kind::arrays ? door + "start_of(" + array + ")"
           : m.of == possible_meeting::kind::objects
               ? door + "start_of_object(" + array + ")"
               : door + "start_of_view(" + array + ", " + m.written_array + ")";
  };
  const auto limits = [&](const std::vector<std::string>& at_least,
                          const std::vector<std::string>& at_most) {
    std::string made = door + "index_limits{}";
    for (const std::string& bound : at_least) {
      made += ".at_least(" + bound + ")";
    }
    for (const std::string& bound : at_most) {
      made += ".at_most(" + bound + ")";
    }
    return made;
  };
  std::string text;
  for (const possible_meeting& m : plan.meetings) {
    comma_list what;
    for (const std::string& name : {m.other, m.written, m.array}) {
      what.add(quoted(name));
    }
    what.add(start(m.other_array, m));
    what.add(start(m.written_array, m));
    what.add(limits(m.other_at_least, m.other_at_most));
    what.add(limits(m.written_at_least, m.written_at_most));
    comma_list arguments;
    for (const char* name : {"pt_site_", "pt_range_"}) {
      arguments.add(name + number);
    }
    arguments.add(door + "meeting{" + what.text() + "}");
    for (const possible_meeting::subscript& s : m.subscripts) {
      comma_list apart;
      for (const std::string& number : {s.difference, s.growth, s.other_growth}) {
        apart.add(number);
      }
      if (!s.written_count.empty()) {
        apart.add(s.written_count);
        apart.add(s.other_count);
      }
      arguments.add(door + "subscript_apart{" + apart.text() + "}");
    }
    text += "if (" + door + "may_meet(pt_options_" + number + ", pt_range_" + number + ")";
    for (std::string condition : m.only_if) {
      for (std::size_t at = 0; (at = condition.find(range_in_front, at)) != std::string::npos;) {
        condition.replace(at, range_in_front.size(), "pt_range_" + number);
      }
      text += " && " + condition;
    }
    text += ") " + door + "keep_apart(" + arguments.text() + "); ";
  }
  return text;
}

} // namespace ptools::tool

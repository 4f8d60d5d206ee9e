// range-for over ranges that can only be walked.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <deque>
#include <list>
#include <map>
#include <set>
#include <string>
#include <vector>

long lengths(const std::list<std::string>& words, const std::map<std::string, int>& ages,
             const std::set<int>& numbers, const std::vector<std::string>& lines,
             const std::deque<int>& queue) {
  long total = 0;
  [[ptools::parallel(reduce=plus)]]
  for (const std::string& w : words) // expected: PT0014 "list"
    total += static_cast<long>(w.size());
  [[ptools::parallel(reduce=plus)]]
  for (const auto& [name, age] : ages) // expected: PT0014 "map"
    total += age + static_cast<long>(name.size());
  [[ptools::parallel(reduce=plus)]]
  for (int x : numbers) // expected: PT0014 "set"
    total += x;
  // accepted: PT0014
  [[ptools::parallel(reduce=plus)]]
  for (const std::string& line : lines)
    total += static_cast<long>(line.size());
  // accepted: PT0014
  [[ptools::parallel(reduce=plus)]]
  for (int x : queue)
    total += x;
  return total;
}

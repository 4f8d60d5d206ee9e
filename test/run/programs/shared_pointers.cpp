// Several captured variables that point to one object still do so on a worker; the objects travel.
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

struct tree {
  int value;
  std::vector<std::shared_ptr<const tree>> below;
  int sum() const {
    int s = value;
    for (const auto& each : below) s += each->sum();
    return s;
  }
};

int main() {
  const auto text = std::make_shared<std::string>("shared");
  const auto same = text;
  const std::shared_ptr<const std::string> another = std::make_shared<std::string>("shared");
  const auto leaf = std::make_shared<tree>(tree{5, {}});
  const tree root{1, {leaf, leaf, std::make_shared<tree>(tree{7, {leaf}})}};
  const std::map<int, std::shared_ptr<const tree>> by_number = {{0, leaf}, {1, nullptr}};

  long s = 0;
  [[ptools::parallel(reduce=plus(s), schedule=dynamic(1))]]
  for (int i = 0; i < 20'000; ++i) {
    s += text == same ? 1 : 1000;
    s += same == another ? 100'000 : static_cast<long>(another->size());
    s += root.sum() * (root.below[0] == leaf && root.below[1] == root.below[2]->below[0]);
    if (const auto& found = by_number.at(i % 2)) s += found == leaf ? found->value : 1'000'000;
  }
  std::printf("%ld\n", s);
}

#pragma once

/// Every way of calls that was gone, each as one number. Pure.

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace ptools::check {

class call_tree {
public:
  /// The node in which no call has been made.
  static constexpr std::uint32_t root = 0;
  /// Beyond so many, deeper calls count as the last one that has a node.
  static constexpr std::uint32_t most_nodes = std::uint32_t{1} << 22;

  call_tree() { nodes_.push_back({root, 0}); }

  /// A call out of `node`; `place` is the instruction behind it.
  std::uint32_t call(std::uint32_t node, std::uintptr_t place) {
    const key k{node, place};
    if (const auto found = children_.find(k); found != children_.end()) {
      return found->second;
    }
    if (nodes_.size() >= most_nodes) {
      return node;
    }
    const auto made = static_cast<std::uint32_t>(nodes_.size());
    nodes_.push_back({node, place});
    children_.emplace(k, made);
    return made;
  }

  /// Where the calls of a node were made, the innermost first.
  std::vector<std::uintptr_t> places(std::uint32_t node) const {
    std::vector<std::uintptr_t> all;
    for (; node != root; node = nodes_[node].parent) {
      all.push_back(nodes_[node].place);
    }
    return all;
  }

private:
  struct key {
    std::uint32_t parent;
    std::uintptr_t place;
    bool operator==(const key& other) const {
      return parent == other.parent && place == other.place;
    }
  };
  struct hash {
    std::size_t operator()(const key& k) const {
      return (k.place ^ (std::uint64_t{k.parent} << 40)) * 0x9e3779b97f4a7c15u >> 7;
    }
  };

  std::vector<key> nodes_;
  std::unordered_map<key, std::uint32_t, hash> children_;
};

} // namespace ptools::check

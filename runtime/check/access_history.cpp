#include "check/access_history.hpp"

#include <algorithm>
#include <iterator>
#include <vector>

namespace ptools::check {

std::optional<meeting> access_history::note(std::uintptr_t begin, std::size_t size,
                                            access_kind kind, access now, bool own_memory) {
  std::optional<meeting> first;
  const std::uintptr_t end = begin + size;
  for (std::uintptr_t at = begin; at < end;) {
    const std::uintptr_t number = at / page_size;
    const std::uintptr_t start = number * page_size;
    const std::uintptr_t stop = std::min<std::uintptr_t>(end, start + page_size);
    page& p = page_at(number);
    if (p.unit != 1 && (at % word != 0 || stop % word != 0)) {
      refine(p);
    }
    for (; at < stop; at += p.unit) {
      cell& c = p.cells[(at - start) / p.unit];
      const auto differs = [now](const access& other) {
        return other.iteration != 0 && other.iteration != now.iteration;
      };
      if (!first) {
        if (differs(c.last_write) && (kind == access_kind::read || !own_memory)) {
          first = meeting{at, access_kind::write, c.last_write};
        } else if (kind == access_kind::write && !own_memory && differs(c.first_read)) {
          first = meeting{at, access_kind::read, c.first_read};
        }
      }
      if (kind == access_kind::write) {
        c.last_write = now;
      } else if (c.first_read.iteration == 0) {
        c.first_read = now;
      }
    }
  }
  return first;
}

void access_history::forget(std::uintptr_t begin, std::size_t size) {
  if (pages_.empty() || size == 0) {
    return;
  }
  const std::uintptr_t end = begin + size;
  const auto forget_in = [&](std::uintptr_t number, page& p) {
    const std::uintptr_t start = number * page_size;
    const std::uintptr_t from = std::max(begin, start) - start;
    const std::uintptr_t to = std::min<std::uintptr_t>(end, start + page_size) - start;
    std::fill(&p.cells[from / p.unit], &p.cells[0] + (to + p.unit - 1) / p.unit, cell{});
  };
  const std::uintptr_t first = begin / page_size;
  const std::uintptr_t last = (end - 1) / page_size;
  if (last - first < pages_.size()) {
    for (std::uintptr_t number = first; number <= last; ++number) {
      if (const auto found = pages_.find(number); found != pages_.end()) {
        forget_in(number, found->second);
      }
    }
    return;
  }
  for (auto& [number, p] : pages_) {
    if (number >= first && number <= last) {
      forget_in(number, p);
    }
  }
}

void access_history::clear() {
  pages_.clear();
  std::fill(std::begin(known_), std::end(known_), known_page{});
  bytes_ = 0;
}

access_history::page& access_history::page_at(std::uintptr_t number) {
  known_page& known = known_[number % std::size(known_)];
  if (known.where != nullptr && known.number == number) {
    return *known.where;
  }
  page& p = pages_[number];
  if (!p.cells) {
    p.cells = std::make_unique<cell[]>(page_size / word);
    bytes_ += page_size / word * sizeof(cell);
  }
  known = {number, &p};
  return p;
}

void access_history::refine(page& p) {
  auto cells = std::make_unique<cell[]>(page_size);
  for (std::size_t i = 0; i < page_size; ++i) {
    cells[i] = p.cells[i / word];
  }
  bytes_ += (page_size - page_size / word) * sizeof(cell);
  p.cells = std::move(cells);
  p.unit = 1;
}

} // namespace ptools::check

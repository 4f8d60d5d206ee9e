#include "loops/meetings.hpp"

#include <ptools/error.hpp>

#include <algorithm>
#include <cstring>
#include <string>

namespace ptools {

namespace loops {

using generated::subscript_apart;

namespace {

// What is smaller can be multiplied twice without an overflow.
using wide = __int128;
constexpr wide largest = wide{1} << 61;

bool is_small(wide value) {
  return value > -largest && value < largest;
}

/// Rounded down and up; `by` is positive.
wide floor_quotient(wide value, wide by) {
  return value / by - (value % by < 0 ? 1 : 0);
}
wide ceiling_quotient(wide value, wide by) {
  return -floor_quotient(-value, by);
}

/// left * u - right * v = sum, where iteration u writes what iteration v gets at.
struct equation {
  wide left, right, sum;
};

/// g = a * x + b * y, the greatest common divisor, by Euclid's extended algorithm.
struct divisor {
  wide g, x, y;
};
divisor common_divisor(wide a, wide b) {
  divisor now{a, 1, 0};
  divisor next{b, 0, 1};
  while (next.g != 0) {
    const wide times = now.g / next.g;
    const divisor after{now.g - times * next.g, now.x - times * next.x, now.y - times * next.y};
    now = next;
    next = after;
  }
  return now;
}

/// Iterations, both ends included.
struct span {
  wide first, last;
};

span iterations_within(const generated::index_values& index,
                       const generated::index_limits& limits) {
  const wide last = std::min(static_cast<wide>(index.count), largest) - 1;
  const wide size = index.step < 0 ? -static_cast<wide>(index.step) : index.step;
  if (size == 0) {
    return {0, -1};
  }
  const wide from_low = static_cast<wide>(limits.low) - index.first;
  const wide from_high = static_cast<wide>(limits.high) - index.first;
  const wide near = index.step < 0 ? -from_high : from_low;
  const wide far = index.step < 0 ? -from_low : from_high;
  return {std::max<wide>(0, ceiling_quotient(near, size)),
          std::min(last, floor_quotient(far, size))};
}

/// All pairs of whole numbers that fulfil the equations seen: none, one, a line of them, or all.
class solutions {
public:
  bool any() const { return any_; }
  bool all() const { return all_; }

  void add(const equation& e) {
    if (e.left == 0 && e.right == 0) {
      any_ = any_ && e.sum == 0;
    } else if (all_) {
      begin_line(e);
    } else {
      cut_line(e);
    }
  }

  /// u - v of one of them that is not 0, within the limits of both.
  std::optional<wide> difference_within(const span& u, const span& v) const {
    wide low = 0;
    wide high = 0;
    if (u_step_ != 0 || v_step_ != 0) {
      low = -(largest * largest);
      high = -low;
    }
    limit(u_, u_step_, u, low, high);
    limit(v_, v_step_, v, low, high);
    for (wide at = low; at <= high && at <= low + 1; ++at) {
      const wide difference = u_ - v_ + at * (u_step_ - v_step_);
      if (difference != 0) {
        return difference;
      }
    }
    return {};
  }

private:
  void begin_line(const equation& e) {
    const divisor d = common_divisor(e.left, -e.right);
    all_ = false;
    any_ = any_ && e.sum % d.g == 0;
    if (!any_) {
      return;
    }
    u_step_ = e.right / d.g;
    v_step_ = e.left / d.g;
    if (u_step_ == 0) {
      u_ = e.sum / e.left;
      return;
    }
    // The one nearest to the beginning, by remainders: products of whole ones would be too large.
    u_ = (d.x % u_step_) * (e.sum / d.g % u_step_) % u_step_;
    v_ = (e.left * u_ - e.sum) / e.right;
  }

  void cut_line(const equation& e) {
    if (!is_small(u_) || !is_small(v_)) {
      any_ = false;
      return;
    }
    const wide slope = e.left * u_step_ - e.right * v_step_;
    const wide rest = e.sum - e.left * u_ + e.right * v_;
    if (slope == 0) {
      any_ = any_ && rest == 0;
      return;
    }
    any_ = any_ && rest % slope == 0 && is_small(rest / slope);
    if (any_) {
      u_ += rest / slope * u_step_;
      v_ += rest / slope * v_step_;
      u_step_ = v_step_ = 0;
    }
  }

  static void limit(wide from, wide step, const span& within, wide& low, wide& high) {
    if (step == 0) {
      high = from < within.first || from > within.last ? low - 1 : high;
      return;
    }
    const wide first = step < 0 ? from - within.last : within.first - from;
    const wide last = step < 0 ? from - within.first : within.last - from;
    const wide size = step < 0 ? -step : step;
    low = std::max(low, ceiling_quotient(first, size));
    high = std::min(high, floor_quotient(last, size));
  }

  bool any_ = true;
  bool all_ = true;
  wide u_ = 0, v_ = 0, u_step_ = 0, v_step_ = 0;
};

bool is_run(const subscript_apart& s) {
  return s.written_count != 1 || s.other_count != 1;
}

/// Of rows of elements that follow each other with the index: iteration u writes `growth * u + p`
/// and v gets at `growth * v + difference + q`, for all p and q up to their numbers.
std::optional<wide> runs_apart(const subscript_apart& s, const generated::index_values& index,
                               const span& u, const span& v) {
  const wide growth = static_cast<std::int64_t>(s.growth);
  const wide difference = static_cast<std::int64_t>(s.difference);
  const wide written = static_cast<std::int64_t>(s.written_count);
  const wide other = static_cast<std::int64_t>(s.other_count);
  const wide each = growth * index.step;
  if (s.growth != s.other_growth || written < 1 || other < 1 || u.first > u.last ||
      v.first > v.last || !is_small(each) || !is_small(difference) || !is_small(written) ||
      !is_small(other)) {
    return {};
  }
  wide low = u.first - v.last;
  wide high = u.last - v.first;
  const wide size = each < 0 ? -each : each;
  if (size == 0 && (difference >= written || -difference >= other)) {
    return {};
  }
  if (size != 0) {
    const wide below = difference - (written - 1);
    const wide above = difference + (other - 1);
    low = std::max(low, ceiling_quotient(each < 0 ? -above : below, size));
    high = std::min(high, floor_quotient(each < 0 ? -below : above, size));
  }
  for (const wide near : {wide{1}, wide{-1}, low, high}) {
    if (near != 0 && low <= near && near <= high) {
      return near;
    }
  }
  return {};
}

std::uint64_t size_of(std::int64_t value) {
  return value < 0 ? std::uint64_t{0} - static_cast<std::uint64_t>(value)
                   : static_cast<std::uint64_t>(value);
}

} // namespace

std::optional<std::int64_t> iterations_apart(const subscript_apart* subscripts,
                                             std::size_t dimensions,
                                             const generated::index_values& index,
                                             const generated::index_limits& other_limits,
                                             const generated::index_limits& written_limits) {
  const span writing = iterations_within(index, written_limits);
  const span getting = iterations_within(index, other_limits);
  if (dimensions == 1 && is_run(*subscripts)) {
    const auto apart = runs_apart(*subscripts, index, writing, getting);
    return apart ? std::optional(static_cast<std::int64_t>(*apart)) : std::nullopt;
  }
  solutions found;
  for (std::size_t d = 0; d < dimensions && found.any(); ++d) {
    const wide growth = static_cast<std::int64_t>(subscripts[d].growth);
    const wide other = static_cast<std::int64_t>(subscripts[d].other_growth);
    const wide difference = static_cast<std::int64_t>(subscripts[d].difference);
    const equation e{growth * index.step, other * index.step,
                     difference - (growth - other) * index.first};
    if (!is_small(e.left) || !is_small(e.right) || !is_small(e.sum)) {
      return {};
    }
    found.add(e);
  }
  if (!found.any() || found.all()) {
    return {};
  }
  const auto apart = found.difference_within(writing, getting);
  return apart ? std::optional(static_cast<std::int64_t>(*apart)) : std::nullopt;
}

std::optional<std::int64_t> elements_apart(const generated::array_start& other,
                                           const generated::array_start& written) {
  if (other.at == nullptr || written.at == nullptr || other.element != written.element) {
    return {};
  }
  const auto bytes = static_cast<std::int64_t>(reinterpret_cast<std::uintptr_t>(other.at) -
                                               reinterpret_cast<std::uintptr_t>(written.at));
  const auto size = static_cast<std::int64_t>(other.element);
  return bytes % size == 0 ? std::optional(bytes / size) : std::nullopt;
}

namespace {

std::string counted(std::int64_t apart) {
  const std::uint64_t size = size_of(apart);
  return std::to_string(size) + (size == 1 ? " iteration " : " iterations ") +
         (apart < 0 ? "before it" : "after it");
}

} // namespace

} // namespace loops

bool generated::is_any_within(const index_values& index, const index_limits& limits) {
  const loops::span found = loops::iterations_within(index, limits);
  return found.first <= found.last;
}

void generated::check_apart(const site& where, const meeting& what,
                            const subscript_apart* subscripts, std::size_t dimensions,
                            const index_values& index) {
  const bool two_names = what.written_start.element != 0;
  subscript_apart moved{};
  if (two_names) {
    const auto later = loops::elements_apart(what.other_start, what.written_start);
    if (!later || (*later != 0 && dimensions != 1)) {
      return;
    }
    if (dimensions == 1) {
      moved = *subscripts;
      moved.difference += static_cast<std::uint64_t>(*later);
      subscripts = &moved;
    }
  }
  const auto apart = loops::iterations_apart(subscripts, dimensions, index, what.other_limits,
                                             what.written_limits);
  if (dimensions != 0 && !apart) {
    return;
  }
  const std::string start = std::string(where.file) + ":" + std::to_string(where.line) +
                            ": the parallel loop cannot start: '" + what.other + "' is what ";
  const std::string distance = apart ? ", " + loops::counted(*apart) + "," : std::string();
  const std::string unless =
      ", or write 'shared(" + std::string(what.array) + ")' if no two iterations meet";
  if (std::strcmp(what.other, what.written) == 0) {
    throw unshareable("PT0106", start + "another iteration" + distance +
                                    " writes as well, since each one goes over " +
                                    std::to_string(subscripts->written_count) +
                                    " elements there; give each iteration elements of its own" +
                                    unless);
  }
  throw unshareable("PT0106",
                    start + "another iteration" + distance + " writes as '" + what.written + "'" +
                        (two_names ? ", since both lie in one array" : "") +
                        "; read from a second array that keeps the values from before the loop" +
                        unless);
}

} // namespace ptools

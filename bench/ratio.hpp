#pragma once

/// The measuring room: how much longer one thing takes than another, told in a way that a busy
/// machine does not decide. Both are run in timed sections that follow each other closely, in
/// alternating order; each pair of sections gives one ratio; the answer is the median of the ratios
/// with its 95 % interval. The reference is also measured against itself (A/A): if that interval is
/// wide, the machine was too restless for the other one to mean anything.

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <functional>
#include <string>
#include <time.h>
#include <utility>
#include <vector>

namespace bench {

inline double now() {
  timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return static_cast<double>(t.tv_sec) + 1e-9 * static_cast<double>(t.tv_nsec);
}

/// How long to measure.
struct plan {
  int least_pairs = 31;
  /// Goes on up to here while the A/A interval is not narrow.
  int most_pairs = 31;
  /// Seconds that a timed section takes at least.
  double section = 0.4;
  /// Seconds after which a comparison ends if it has `fewest_pairs`.
  double limit = 1e9;
  static constexpr int fewest_pairs = 7;
  /// Run a little untimed before each section.
  bool warm_up = true;
  /// Of the A/A interval, as a part of 1: what counts as narrow.
  double narrow = 0.03;
};

/// The value of `--name=value`, or null.
inline const char* option(int argc, char** argv, const char* name) {
  const std::string start = std::string("--") + name + "=";
  for (int i = 1; i < argc; ++i) {
    if (std::strncmp(argv[i], start.c_str(), start.size()) == 0)
      return argv[i] + start.size();
  }
  return nullptr;
}

/// Whether `--name` is given.
inline bool flag(int argc, char** argv, const char* name) {
  return std::any_of(argv + 1, argv + argc,
                     [name](const char* word) { return std::strcmp(word, name) == 0; });
}

/// --pairs=N --most-pairs=N --section=SECONDS --limit=SECONDS
inline plan read_plan(int argc, char** argv) {
  plan p;
  if (const char* text = option(argc, argv, "pairs"))
    p.most_pairs = p.least_pairs = std::max(1, std::atoi(text));
  if (const char* text = option(argc, argv, "most-pairs"))
    p.most_pairs = std::atoi(text);
  if (const char* text = option(argc, argv, "section"))
    p.section = std::atof(text);
  if (const char* text = option(argc, argv, "limit"))
    p.limit = std::atof(text);
  p.most_pairs = std::max(p.most_pairs, p.least_pairs);
  return p;
}

/// Seconds that count; cpu where the work is done by child processes, else 0.
struct elapsed {
  double wall = 0;
  double cpu = 0;
};

/// One of the two that are compared: does its work `repetitions` times.
struct contender {
  std::string name;
  std::function<elapsed(long repetitions)> run;
};

/// A contender whose time is the wall clock round `repetitions` calls.
template <class Once>
contender repeat(std::string name, Once once) {
  return {std::move(name), [once](long repetitions) {
            const double start = now();
            for (long i = 0; i < repetitions; ++i)
              once();
            return elapsed{now() - start, 0};
          }};
}

struct interval {
  double median = 0, low = 0, high = 0;
  double width() const { return high - low; }
};

/// The median and its 95 % interval from order statistics: no assumption on the distribution. With
/// fewer than six values there is no such interval; then it is their whole range.
inline interval median_interval(std::vector<double> values) {
  std::sort(values.begin(), values.end());
  const std::size_t n = values.size();
  if (n == 0)
    return {};
  // The largest number of values that may be cut off at each end: P(Binomial(n, 1/2) < cut) <= 2.5
  // %.
  std::size_t cut = 0;
  double probability = std::pow(0.5, static_cast<double>(n)), below = probability;
  while (below <= 0.025 && cut < n / 2) {
    ++cut;
    probability *= static_cast<double>(n - cut + 1) / static_cast<double>(cut);
    below += probability;
  }
  const std::size_t first = cut == 0 ? 0 : cut - 1;
  const double middle = n % 2 == 1 ? values[n / 2] : (values[n / 2 - 1] + values[n / 2]) / 2;
  return {middle, values[first], values[n - 1 - first]};
}

/// One round of sections: seconds per repetition.
struct round_of_three {
  elapsed ours, reference, reference_again;
};

struct comparison {
  std::string ours, reference;
  std::vector<round_of_three> rounds;
  /// Seconds of the shortest timed section.
  double shortest = 0;
};

namespace detail {

class section_timer {
public:
  section_timer(const contender& who, const plan& p)
      : who_(who), section_(p.section), warm_up_(p.warm_up) {
    who_.run(1);
    while (who_.run(slice_).wall < section_ / 100)
      slice_ *= 2;
  }

  /// Seconds per repetition over a section of many slices: its length then does not hang on a guess
  /// of the work's speed. One slice untimed first: what the section before has left behind (threads
  /// that still spin, a lowered clock) is not this one's doing.
  elapsed measure() {
    if (warm_up_)
      who_.run(slice_);
    elapsed sum;
    double repetitions = 0;
    while (sum.wall < section_) {
      const elapsed one = who_.run(slice_);
      sum.wall += one.wall;
      sum.cpu += one.cpu;
      repetitions += static_cast<double>(slice_);
    }
    shortest_ = std::min(shortest_, sum.wall);
    return {sum.wall / repetitions, sum.cpu / repetitions};
  }
  double shortest() const { return shortest_; }

private:
  const contender& who_;
  double section_;
  bool warm_up_;
  long slice_ = 1;
  double shortest_ = 1e9;
};

inline std::vector<double> each(const comparison& c, double (*f)(const round_of_three&)) {
  std::vector<double> values;
  for (const round_of_three& r : c.rounds)
    values.push_back(f(r));
  return values;
}

inline double wall_ratio(const round_of_three& r) {
  return r.ours.wall / r.reference.wall;
}
inline double wall_again(const round_of_three& r) {
  return r.reference_again.wall / r.reference.wall;
}
inline double cpu_ratio(const round_of_three& r) {
  return r.ours.cpu / r.reference.cpu;
}
inline double cpu_again(const round_of_three& r) {
  return r.reference_again.cpu / r.reference.cpu;
}
inline double wall_excess(const round_of_three& r) {
  return 1e3 * (r.ours.wall - r.reference.wall);
}
inline double wall_excess_again(const round_of_three& r) {
  return 1e3 * (r.reference_again.wall - r.reference.wall);
}
inline double cpu_excess(const round_of_three& r) {
  return 1e3 * (r.ours.cpu - r.reference.cpu);
}
inline double cpu_excess_again(const round_of_three& r) {
  return 1e3 * (r.reference_again.cpu - r.reference.cpu);
}

} // namespace detail

/// Measures rounds of three sections: ours, the reference, the reference again, the next round the
/// other way round.
inline comparison compare(const contender& ours, const contender& reference, const plan& p) {
  detail::section_timer a(reference, p), again(reference, p), b(ours, p);
  comparison c{ours.name, reference.name, {}, 0};
  const double stop = now() + p.limit;
  while (static_cast<int>(c.rounds.size()) < p.most_pairs) {
    round_of_three r;
    if (c.rounds.size() % 2 == 0) {
      r.ours = b.measure();
      r.reference = a.measure();
      r.reference_again = again.measure();
    } else {
      r.reference_again = again.measure();
      r.reference = a.measure();
      r.ours = b.measure();
    }
    c.rounds.push_back(r);
    if (static_cast<int>(c.rounds.size()) >= plan::fewest_pairs && now() > stop)
      break;
    if (static_cast<int>(c.rounds.size()) >= p.least_pairs &&
        median_interval(detail::each(c, detail::wall_again)).width() < p.narrow)
      break;
  }
  c.shortest = std::min({a.shortest(), again.shortest(), b.shortest()});
  return c;
}

enum class clock_kind { wall, cpu };
enum class answer_kind { ratio, milliseconds };

/// Prints one line of JSON, the runner's input: `figure` is its key there.
inline void report(const char* figure, const comparison& c, clock_kind clock = clock_kind::wall,
                   answer_kind answer = answer_kind::ratio) {
  using namespace detail;
  const bool wall = clock == clock_kind::wall, ratio = answer == answer_kind::ratio;
  const interval mine = median_interval(each(c, ratio  ? wall ? wall_ratio : cpu_ratio
                                                : wall ? wall_excess
                                                       : cpu_excess));
  const interval again = median_interval(each(c, ratio  ? wall ? wall_again : cpu_again
                                                 : wall ? wall_excess_again
                                                        : cpu_excess_again));
  const auto seconds = [&](elapsed round_of_three::* who) {
    std::vector<double> values;
    for (const round_of_three& r : c.rounds)
      values.push_back(wall ? (r.*who).wall : (r.*who).cpu);
    return median_interval(values).median;
  };
  const double reference = seconds(&round_of_three::reference);
  std::printf("{\"figure\": \"%s\", \"ours\": \"%s\", \"reference\": \"%s\", \"clock\": \"%s\", "
              "\"unit\": \"%s\", \"pairs\": %zu, \"shortest_section_s\": %.4g, "
              "\"ours_s\": %.5g, \"reference_s\": %.5g, "
              "\"median\": %.5g, \"low\": %.5g, \"high\": %.5g, "
              "\"again_median\": %.5g, \"again_low\": %.5g, \"again_high\": %.5g, "
              "\"again_width\": %.4g}\n",
              figure, c.ours.c_str(), c.reference.c_str(), wall ? "wall" : "cpu",
              ratio ? "ratio" : "ms", c.rounds.size(), c.shortest, seconds(&round_of_three::ours),
              reference, mine.median, mine.low, mine.high, again.median, again.low, again.high,
              ratio ? again.width() : again.width() / (1e3 * reference));
  std::fflush(stdout);
}

/// A benchmark that computes something else than its reference measures nothing.
inline void check(bool same, const char* what) {
  if (same)
    return;
  std::fprintf(stderr, "bench: %s: the two sides disagree\n", what);
  std::exit(1);
}

} // namespace bench

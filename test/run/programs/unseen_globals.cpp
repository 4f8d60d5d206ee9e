// Functions of another file find the values of global variables that process 1 has given them.
// with: parts/unseen_globals_part.cpp
#include "parts/unseen_globals_part.hpp"

#include <cstdio>
#include <ptools/ptools.hpp>

static double rate = 1;
// A local static of this file, which process 1 has made before `rate` changed.
static double first_rate() {
  static double first = rate;
  return first;
}

static void sum_of_fluxes(const char* what) {
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 3000; ++i) sum += flux(i);
  std::printf("~%s %.17g\n", what, sum);
}

static void sum_of_presets(const char* what) {
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 3000; ++i) sum += of_presets(i);
  std::printf("~%s %.17g\n", what, sum);
}

static void sum_of_weights(const char* what) {
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 3000; ++i) sum += weighted(i);
  std::printf("~%s %.17g\n", what, sum);
}

int main() {
  first_rate();
  rate = 5;
  sum_of_weights("weights of before main");
  read_input(1);
  sum_of_fluxes("first");
  read_input(2);
  sum_of_fluxes("second");
  sum_of_fluxes("unchanged");

  double sum = 0;
  long whole = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 1000; ++i) sum += first_rate() * i;
  std::printf("~static local of this file %.17g\n", sum);

  current_settings().scale = 0.5;
  sum = 0;
  [[ptools::parallel(reduce=plus(sum))]]
  for (int i = 0; i < 1000; ++i) sum += by_settings(i);
  std::printf("~settings %.17g\n", sum);

  // A table that process 1 has made as well: each worker makes its own.
  whole += static_cast<long>(month(0).size());
  [[ptools::parallel(reduce=plus(whole), globals())]]
  for (int i = 0; i < 1000; ++i) whole += static_cast<long>(month(i).size()) + length_of_title();
  std::printf("months %ld\n", whole);

  [[ptools::parallel(reduce=plus(whole))]]
  for (int i = 0; i < 1000; ++i) whole += stepped(i);
  step = tripled;
  [[ptools::parallel(reduce=plus(whole))]]
  for (int i = 0; i < 1000; ++i) whole += stepped(i) + thrown_and_caught(i);
  std::printf("steps %ld\n", whole);

  // Sent by name, so it becomes each worker's own although it was sent as bytes before, and although
  // a new worker gets it by name first.
  weights.assign(4000, 1.5);
  sum_of_fluxes("with other bytes");
  if (ptools::nworkers() > 1) ptools::addprocs(1);
  sum = 0;
  [[ptools::parallel(reduce=plus(sum), globals(), globals(weights))]]
  for (int i = 0; i < 3000; ++i) sum += weighted(i);
  std::printf("~named %.17g\n", sum);
  for (int i = 0; i < 3000; ++i) weights[i] = i;
  sum_of_weights("named before");
  sum_of_fluxes("another loop");

  sum_of_presets("presets of before main");
  change_presets(3);
  sum_of_presets("presets, changed where they lie");
  change_presets(4);
  sum_of_presets("once more");
  // Now a worker's own, in memory of its own; what lay behind it before is the worker's to use.
  sum = 0;
  [[ptools::parallel(reduce=plus(sum), globals(preset))]]
  for (int i = 0; i < 3000; ++i) sum += of_presets(i);
  std::printf("~preset by name %.17g\n", sum);
  for (int round = 0; round < 3; ++round) {
    change_presets(round);
    sum_of_presets("and later");
  }

  const shape& one = biggest();
  sum = 0;
  for (int round = 0; round < 4; ++round) {
    dt = round;
    biggest();
    [[ptools::parallel(reduce=plus(sum))]]
    for (int i = 0; i < 100; ++i) sum += biggest().area(i) * (round + 1);
  }
  static_cast<void>(one);
  std::printf("~shapes %.17g\n", sum);

  // Many changes of much, and a worker that was not there before.
  double last = 0;
  for (int round = 1; round <= 60; ++round) {
    read_input(round);
    if (round == 30 && ptools::nworkers() > 1) ptools::addprocs(1);
    [[ptools::parallel(reduce=plus(last))]]
    for (int i = 0; i < 3000; ++i) last += flux(i);
  }
  std::printf("~rounds %.17g\n", last);

  // A cache that grows in workers: what it had before main is theirs to free, and no patch goes there.
  [[ptools::parallel(reduce=plus(whole), globals())]]
  for (int i = 0; i < 300; ++i) whole += cached_square(i % 30);
  for (int round = 0; round < 3; ++round) {
    change_cache(round);
    dt = 0.25 * round; // a plain value is sent there as well
    [[ptools::parallel(reduce=plus(whole), globals())]]
    for (int i = 0; i < 300; ++i) whole += static_cast<long>(month(i).size() + 4 * dt_now());
  }
  std::printf("cache %ld\n", whole);
}

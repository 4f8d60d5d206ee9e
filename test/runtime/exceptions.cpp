/// What a body throws reaches the caller of the loop: as the same type, from the lowest leaf,
/// whoever ran it.

#include "by_hand.hpp"

#include <new>
#include <stdexcept>
#include <string>
#include <system_error>

using namespace by_hand;

namespace {

struct of_the_user {
  int x;
};

/// Iterations 30, 31, ... throw; `kind` chooses what.
void throw_from(const g::site& where, int kind) {
  each(
      where, 64, g::options(),
      [](chunk part, int kind) -> none {
        for (long i = part.first; i < part.last; ++i) {
          if (i < 30) {
            continue;
          }
          const std::string text = "iteration " + std::to_string(i);
          switch (kind) {
          case 0:
            throw std::out_of_range(text);
          case 1:
            throw std::runtime_error(text);
          case 2:
            throw std::bad_alloc();
          case 3:
            throw std::system_error(ENOENT, std::generic_category(), text);
          case 4:
            throw of_the_user{3};
          }
        }
        return {};
      },
      g::capture("kind", kind));
}

template <class E>
std::string caught_as(const g::site& where, int kind) {
  try {
    throw_from(where, kind);
  } catch (const E& e) {
    const auto* remote = dynamic_cast<const ptools::remote_error*>(&e);
    CHECK(remote != nullptr);
    CHECK(std::string(remote->file()) == "loop.cpp");
    return e.what();
  }
  return "nothing of that type";
}

void all_kinds(const g::site& where) {
  // Every leaf from 30 on throws; the lowest one's exception is the one that comes, always.
  for (int i = 0; i < 50; ++i) {
    CHECK(caught_as<std::out_of_range>(where, 0).find("iteration 30") != std::string::npos);
  }
  CHECK(caught_as<std::logic_error>(where, 0).find("iteration 30") != std::string::npos);
  CHECK(caught_as<std::exception>(where, 1).find("iteration 30") != std::string::npos);
  CHECK(caught_as<std::bad_alloc>(where, 2) != "nothing of that type");
  bool same_code = false;
  try {
    throw_from(where, 3);
  } catch (const std::system_error& e) {
    same_code = e.code() == std::error_code(ENOENT, std::generic_category());
  }
  CHECK(same_code);
  bool named = false;
  try {
    throw_from(where, 4);
  } catch (const ptools::remote_error& e) {
    named = std::string(e.type_name()).find("of_the_user") != std::string::npos;
  }
  CHECK(named);
}

/// A loop that failed leaves its reduction variables as they were, and the next loop is whole.
void reductions_are_untouched(const g::site& where) {
  std::string all = "before";
  bool caught = false;
  try {
    const auto range = g::range(g::less{}, g::index<long>(0), 64L, g::up(1));
    g::parallel(
        where, g::options(), range,
        [](chunk part, std::string all) {
          for (long i = part.first; i < part.last; ++i) {
            if (i == 40) {
              throw std::runtime_error("forty");
            }
            all += std::to_string(i);
          }
          return g::results(all);
        },
        g::reductions(g::reduction<ptools::plus>("all", all)), g::captures(), g::globals());
  } catch (const std::runtime_error&) {
    caught = true;
  }
  CHECK(caught && all == "before");
  CHECK(squares(1000) == squares_expected(1000));
}

} // namespace

int main() {
  static const g::site by_both{"loop.cpp", 44, "test", 0, g::driver_may_run};
  for (const g::site* where : {&workers_only, &by_both}) {
    all_kinds(*where);
    reductions_are_untouched(*where);
  }
  std::puts("ok");
}

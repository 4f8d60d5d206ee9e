// A private static member that the loop reads through a member function is handed out by an explicit
// instantiation, which may name it, in front of the outermost declaration around the loop.
// RUN: %rewritten
// RUN: sed "s://.*CHECK.*::" %t.pt.cpp | FileCheck %s
// RUN: %compiles
#include <ptools/ptools.hpp>

#include <string>

class config {
  struct secret {
    int a;
  };

public:
  static int get() { return level_.a + static_cast<int>(name_.size()); }
  static long inside(int n) {
    long s = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i)
      s += own_;
    return s;
  }

protected:
  static inline int own_ = 1;

private:
  static inline secret level_{};
  static inline std::string name_;
};
// Its own class may name it. CHECK-NOT: pt_private
// CHECK: global("::config::own_", ::config::own_)

struct heir : config {
  static long below(int n) {
    long s = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < n; ++i)
      s += own_;
    return s;
  }
};
// CHECK-NOT: pt_private
// CHECK: global("::config::own_", ::config::own_)

namespace app {
// A comment in front.
template <class T>
T total(T n) {
  T s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (T i = 0; i < n; ++i)
    s += config::get();
  return s;
}
long use() { return total(3L) + total(4); }
} // namespace app
// CHECK: namespace { auto& pt_private_3_0(); template <auto* pt_member> struct pt_grant_3_0
// CHECK-SAME: template struct pt_grant_3_0<&::config::level_>; } }
// CHECK: pt_private_3_1
// CHECK: template <class T>
// CHECK: global("::config::level_", pt_private_3_0())
// CHECK-SAME: global("::config::name_", pt_private_3_1())

extern "C" {
long in_c(int n) {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < n; ++i)
    s += config::get();
  return s;
}
}
// CHECK: extern "C++" { namespace { auto& pt_private_4_0()
// CHECK: long in_c

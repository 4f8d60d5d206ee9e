// Whatever a body reads of static storage, and however it gets there, has the value of the loop's
// start in every worker, not that of before main.
#include <algorithm>
#include <cstdio>
#include <functional>
#include <string>
#include <vector>
#include <ptools/ptools.hpp>

int apart = 0; // read by every body, so that workers must run them

int behind_alias = 1, behind_const_alias = 1, behind_pointer = 1;
int& alias = behind_alias;
const int& const_alias = behind_const_alias;
int* const fixed_pointer = &behind_pointer;

struct plain {
  static int member;
  int own = 0;
};
int plain::member = 1;
template <class T>
T of_template = T(1);
template <class T>
struct pool {
  static inline T level{};
};

namespace {
int unnamed = 1;
namespace deeper {
int inside_unnamed = 1;
}
} // namespace
inline namespace version {
inline int in_inline_namespace = 1;
}

class hidden {
public:
  static void set(int v) { value_ = v, inner::deep_ = v, names_.assign(static_cast<std::size_t>(v), "x"), only_here_ = v; }
  static int get() { return value_ + inner::deep_ + static_cast<int>(names_.size()); }
  static long loop_inside() {
    long s = 0;
    [[ptools::parallel(reduce=plus)]]
    for (int i = 0; i < 100; ++i) s += only_here_ + apart;
    return s;
  }

private:
  struct inner {
    static inline int deep_ = 1;
  };
  static inline int value_ = 1;
  static inline std::vector<std::string> names_;
  static inline int only_here_ = 1;
};

int by_constructor = 1, by_destructor = 1, by_default_argument = 1, by_initialiser = 1;
struct constructed {
  int v;
  constructed() : v(by_constructor) {}
};
struct destroyed {
  int* to;
  explicit destroyed(int* t) : to(t) {}
  ~destroyed() { *to += by_destructor; }
};
struct holds_destroyed {
  destroyed member;
};
struct initialised {
  int v = by_initialiser;
};
static int with_default(int x = by_default_argument) { return x; }

int by_override = 1, by_final = 1;
struct base {
  virtual ~base() = default;
  virtual int get() const { return 0; }
};
struct derived : base {
  int get() const override { return by_override; }
};
struct last final : base {
  int get() const override { return by_final; }
};

int by_pointer = 1, by_member_pointer = 1, by_comparison = 1, by_call_operator = 1, by_lambda = 1;
static int called_by_pointer() { return by_pointer; }
struct has_method {
  int method() const { return by_member_pointer; }
};
struct key {
  int v;
};
bool operator<(key a, key b) { return a.v * by_comparison < b.v * by_comparison; }
struct weigher {
  int operator()(int sum, int x) const { return sum + x * by_call_operator; }
};
static const auto global_lambda = [] { return by_lambda; };

// Constants that lead to what is none.
int behind_array[2] = {1, 1}, behind_struct = 1;
int* const of_pointers[] = {&behind_array[0], &behind_array[1]};
struct refers {
  int* pointer;
  int& reference;
};
const refers fixed_struct{&behind_struct, behind_struct};
const std::vector<int*> fixed_vector{&behind_struct};
struct with_mutable {
  mutable int inside = 1;
};
const with_mutable fixed_object{};

// What only library templates call.
int by_hash = 1, by_swap = 1, by_allocator = 1;
struct word {
  int v;
  bool operator==(const word& o) const { return v == o.v; }
};
static void swap(word& a, word& b) {
  const int t = a.v;
  a.v = b.v + by_swap;
  b.v = t;
}
template <>
struct std::hash<word> {
  std::size_t operator()(const word& w) const { return static_cast<std::size_t>(w.v * by_hash); }
};
template <class T>
struct filling_allocator {
  using value_type = T;
  filling_allocator() = default;
  template <class U>
  filling_allocator(const filling_allocator<U>&) {}
  T* allocate(std::size_t n) {
    auto* at = static_cast<T*>(::operator new(n * sizeof(T) + sizeof(int)));
    *reinterpret_cast<int*>(at + n) = by_allocator;
    return at;
  }
  void deallocate(T* at, std::size_t) { ::operator delete(at); }
  template <class U>
  void construct(U* at) { *at = by_allocator; }
  bool operator==(const filling_allocator&) const { return true; }
  bool operator!=(const filling_allocator&) const { return false; }
};

static void constants_and_library() {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    s += *of_pointers[i % 2] + 10 * *fixed_struct.pointer + 100 * fixed_struct.reference + *fixed_vector[0];
    s += 1000 * fixed_object.inside + apart;
  }
  std::printf("constants %ld\n", s);
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    word words[3] = {{1}, {2}, {i}};
    std::reverse(words, words + 3);
    const std::vector<int, filling_allocator<int>> filled(3);
    s += words[0].v + static_cast<long>(std::hash<word>()({i})) + filled[2] + apart;
  }
  std::printf("templates %ld\n", s);
}

static int tabled(int i) {
  static std::vector<int> table{3, 1, 4, 1, 5}; // each worker makes its own, alike
  return table[static_cast<std::size_t>(i) % table.size()];
}

static void names() {
  long s = 0;
  plain object;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) s += alias + 10 * const_alias + 100 * *fixed_pointer + apart;
  std::printf("aliases %ld\n", s);
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) s += object.member + object.own + of_template<int> + pool<long>::level + apart;
  std::printf("members %ld\n", s);
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) s += unnamed + deeper::inside_unnamed + in_inline_namespace + apart;
  std::printf("namespaces %ld\n", s);
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) s += hidden::get() + apart;
  std::printf("private %ld %ld\n", s, hidden::loop_inside());
}

static void locals(int seven) {
  static int plain_local = 1;
  static const int lazy = seven;
  static std::vector<int> made(2, seven);
  static int& reference = behind_alias;
  static constexpr int squares[] = {0, 1, 4, 9};
  plain_local = seven;
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i)
    s += plain_local + 10 * lazy + 100 * made[1] + 1000 * reference + squares[i % 4] + tabled(i) + apart;
  std::printf("static locals %ld\n", s);
}

static void hidden_calls() {
  long s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    int out = 0;
    {
      holds_destroyed h{destroyed(&out)};
    }
    s += out + 10 * constructed().v + 100 * initialised{}.v + 1000 * with_default() + apart;
  }
  std::printf("special members %ld\n", s);

  base* const shape = ptools::shared_new<derived>();
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    const last own;
    s += shape->get() + 10 * own.get() + apart;
  }
  ptools::shared_delete(static_cast<derived*>(shape));
  std::printf("overrides %ld\n", s);

  int (*function)() = called_by_pointer;
  int (has_method::*method)() const = &has_method::method;
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) s += function() + 10 * (has_method().*method)() + 100 * global_lambda() + apart;
  std::printf("pointers %ld\n", s);

  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i) {
    key keys[3] = {{i}, {i + 1}, {i + 2}};
    std::sort(keys, keys + 3);
    int numbers[3] = {1, 2, 3};
    for (const int n : numbers) s += weigher()(0, n);
    s += keys[0].v + apart;
  }
  std::printf("library %ld\n", s);
}

int main(int argc, char**) {
  const int v = argc + 6;
  behind_alias = behind_const_alias = behind_pointer = plain::member = of_template<int> = v;
  pool<long>::level = unnamed = deeper::inside_unnamed = in_inline_namespace = v;
  hidden::set(v);
  by_constructor = by_destructor = by_default_argument = by_initialiser = v;
  by_override = by_final = by_pointer = by_member_pointer = by_call_operator = by_lambda = v;
  by_comparison = -1;
  behind_array[0] = behind_array[1] = behind_struct = fixed_object.inside = v;
  by_hash = by_swap = by_allocator = v;
  names();
  constants_and_library();
  locals(v);
  hidden_calls();
}

#include <ptools/error.hpp>
#include <ptools/serialize.hpp>

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <bitset>
#include <chrono>
#include <cmath>
#include <complex>
#include <filesystem>
#include <functional>
#include <mutex>
#include <numeric>
#include <random>
#include <string>
#include <type_traits>

namespace {

template <class T>
T through(const T& value) {
  const auto bytes = ptools::encode(value);
  EXPECT_EQ(bytes.size(), ptools::encoded_size(value));
  return ptools::decode<T>(bytes);
}

template <class T>
void expect_back(const T& value) {
  static_assert(ptools::is_serializable_v<T>);
  EXPECT_TRUE(through(value) == value);
}

/// Every shorter and one longer buffer must be refused, whatever the type.
template <class T>
void expect_bounded(const T& value) {
  auto bytes = ptools::encode(value);
  for (std::size_t n = 0; n < bytes.size(); ++n) {
    const std::vector<std::byte> cut(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(n));
    EXPECT_THROW(ptools::decode<T>(cut), ptools::protocol_error) << n << " of " << bytes.size();
  }
  bytes.push_back(std::byte{0});
  EXPECT_THROW(ptools::decode<T>(bytes), ptools::protocol_error);
}

enum class colour : short { red, green = 7 };

struct empty {
  friend bool operator==(const empty&, const empty&) { return true; }
};

struct point {
  double x, y;
  int tag;
  friend bool operator==(const point& a, const point& b) {
    return a.x == b.x && a.y == b.y && a.tag == b.tag;
  }
};

struct body {
  std::string name;
  std::vector<point> trail;
  double mass[3];
  std::string label[2];
  std::optional<colour> paint;
  std::map<std::string, std::vector<int>> notes;
  friend bool operator==(const body& a, const body& b) {
    return a.name == b.name && a.trail == b.trail && std::equal(a.mass, a.mass + 3, b.mass) &&
           std::equal(a.label, a.label + 2, b.label) && a.paint == b.paint && a.notes == b.notes;
  }
};

class private_bytes {
public:
  explicit private_bytes(int a) : a_(a), b_(a * 0.5) {}
  friend bool operator==(const private_bytes& x, const private_bytes& y) {
    return x.a_ == y.a_ && x.b_ == y.b_;
  }

private:
  int a_;
  double b_;
};

class with_member {
public:
  with_member() = default;
  with_member(int n, std::string s) : n_(n), s_(std::move(s)) {}
  template <class A>
  void serialize(A& ar) {
    ar & n_ & s_;
  }
  friend bool operator==(const with_member& a, const with_member& b) {
    return a.n_ == b.n_ && a.s_ == b.s_;
  }

private:
  int n_ = 0;
  std::string s_;
};

class with_version {
public:
  std::vector<std::string> v;
  int n = 0;
  with_version() {}
  template <class A>
  void serialize(A& ar, unsigned) {
    ar(v, n);
  }
};

class with_private_parts {
public:
  static with_private_parts of(int n) {
    with_private_parts made;
    made.n_ = n;
    return made;
  }
  int n() const { return n_; }

private:
  friend class ptools::access;
  with_private_parts() = default;
  template <class A>
  void serialize(A& ar) {
    ar & n_;
  }
  int n_ = 0;
};

struct with_save_load {
  int* p = nullptr;
  with_save_load() = default;
  with_save_load(const with_save_load&) = delete;
  with_save_load(with_save_load&& o) noexcept : p(std::exchange(o.p, nullptr)) {}
  ~with_save_load() { delete p; }
  template <class A>
  void save(A& ar) const {
    ar << *p;
  }
  template <class A>
  void load(A& ar) {
    p = new int;
    ar >> *p;
  }
};

struct tree {
  int value = 0;
  std::vector<tree> children;
  friend bool operator==(const tree& a, const tree& b) {
    return a.value == b.value && a.children == b.children;
  }
};

struct chain {
  int value = 0;
  std::unique_ptr<chain> next;
};

struct ring {
  std::shared_ptr<ring> next;
  int value = 0;
};

struct no_default {
  explicit no_default(int a) : n(a) {}
  int n;
};

struct holds_no_default {
  const int k;
  no_default inner;
  std::string text;
};

struct writes_nothing {
  template <class A>
  void serialize(A&) {}
};

struct derived_aggregate : point {
  int more;
};

} // namespace

namespace elsewhere {
struct by_adl {
  by_adl() {}
  int n = 0;
  std::string s;
};
template <class A>
void serialize(A& ar, by_adl& x) {
  ar & x.n & x.s;
}
struct by_adl_versioned {
  by_adl_versioned() {}
  std::string s;
};
template <class A>
void serialize(A& ar, by_adl_versioned& x, unsigned version) {
  EXPECT_EQ(version, 0u);
  ar & x.s;
}
} // namespace elsewhere

namespace {

TEST(serialize, scalars) {
  expect_back(true);
  expect_back('x');
  expect_back(-7);
  expect_back(~0ull);
  expect_back(1.5L);
  expect_back(colour::green);
  EXPECT_TRUE(std::signbit(through(-0.0)));
  EXPECT_TRUE(std::isnan(through(std::nan(""))));
}

TEST(serialize, standard_values) {
  expect_back(std::string("text\0with zero", 14));
  expect_back(std::u32string(U"\u00e4\U0001f600"));
  expect_back(std::pair<const int, std::string>{3, "x"});
  expect_back(std::tuple<int, std::string, double>{1, "two", 3.0});
  expect_back(std::tuple<>());
  expect_back(std::optional<std::string>("x"));
  expect_back(std::optional<std::string>());
  expect_back(std::variant<int, std::string, double>("x"));
  expect_back(std::variant<std::monostate, int>());
  expect_back(std::array<std::string, 3>{"a", "b", "c"});
  expect_back(std::array<bool, 3>{true, false, true});
  expect_back(std::array<int, 0>{});
  expect_back(std::complex<float>(1, -2));
  expect_back(std::bitset<70>(0x123456789u));
  expect_back(std::chrono::microseconds(17));
  expect_back(std::chrono::system_clock::time_point(std::chrono::seconds(5)));
  expect_back(std::filesystem::path("/some/where.txt"));
  expect_back(std::mt19937_64(5));
}

TEST(serialize, containers) {
  expect_back(std::vector<double>{1, 2, 3});
  expect_back(std::vector<std::vector<std::string>>{{"a"}, {}, {"b", "c"}});
  for (int n : {0, 1, 7, 8, 9, 64, 1000}) {
    std::vector<bool> bits(static_cast<std::size_t>(n));
    for (int i = 0; i < n; i += 3)
      bits[static_cast<std::size_t>(i)] = true;
    expect_back(bits);
  }
  expect_back(std::deque<std::string>{"a", "b"});
  expect_back(std::list<int>{1, 2, 3});
  expect_back(std::forward_list<std::string>{"a", "b", "c"});
  expect_back(std::set<int>{3, 1, 2});
  expect_back(std::multiset<std::string>{"b", "a", "b"});
  expect_back(std::map<std::string, double>{{"a", 1}, {"b", 2}});
  expect_back(std::multimap<int, std::string>{{1, "a"}, {1, "b"}, {0, "c"}});
  expect_back(std::map<int, int, std::greater<>>{{1, 2}, {3, 4}});
  expect_back(std::unordered_set<std::string>{"a", "b", "c"});
  expect_back(std::unordered_map<int, std::vector<int>>{{1, {1}}, {2, {}}});
}

template <class T>
void expect_same_order(const T& table) {
  const T copy = through(table);
  ASSERT_EQ(copy.size(), table.size());
  EXPECT_TRUE(std::equal(table.begin(), table.end(), copy.begin()));
}

TEST(serialize, hash_tables_keep_their_order) {
  std::mt19937 engine(1);
  for (int size : {0, 1, 2, 12, 13, 14, 500, 5000}) {
    std::unordered_map<int, int> map;
    std::unordered_multiset<int> multi;
    std::unordered_multimap<std::string, int> multimap;
    for (int i = 0; i < size; ++i) {
      map[static_cast<int>(engine())] = i;
      multi.insert(static_cast<int>(engine() % 100));
      multimap.emplace(std::to_string(engine() % 50), i);
    }
    expect_same_order(map);
    expect_same_order(multi);
    expect_same_order(multimap);
    for (int i = 0; i < size / 2; ++i)
      map.erase(map.begin());
    expect_same_order(map);
    map.max_load_factor(5.0f);
    map.rehash(0);
    for (int i = 0; i < size; ++i)
      map[static_cast<int>(engine())] = i;
    expect_same_order(map);
  }
}

TEST(serialize, aggregates) {
  expect_back(empty{});
  expect_back(std::vector<empty>(3));
  expect_back(point{1, 2, 3});
  expect_back(std::vector<point>{{1, 2, 3}, {4, 5, 6}});
  expect_back(body{"b", {{1, 2, 3}}, {1, 2, 3}, {"l", "m"}, colour::green, {{"n", {1, 2}}}});
  expect_back(tree{1, {{2, {}}, {3, {{4, {}}}}}});
  const auto back = through(holds_no_default{4, no_default(5), "text"});
  EXPECT_EQ(back.k, 4);
  EXPECT_EQ(back.inner.n, 5);
  EXPECT_EQ(back.text, "text");
}

TEST(serialize, classes_with_private_members_travel_as_bytes) {
  expect_back(private_bytes(7));
  expect_back(std::vector<private_bytes>{private_bytes(1), private_bytes(2)});
  EXPECT_EQ(through(derived_aggregate{{1, 2, 3}, 4}).more, 4);
}

TEST(serialize, user_functions) {
  expect_back(with_member(3, "x"));
  expect_back(std::vector<with_member>{{1, "a"}, {2, "b"}});
  with_version versioned;
  versioned.v = {"a", "b"};
  versioned.n = 9;
  EXPECT_EQ(through(versioned).v, versioned.v);
  EXPECT_EQ(through(versioned).n, 9);
  EXPECT_EQ(through(with_private_parts::of(6)).n(), 6);
  with_save_load pair;
  pair.p = new int(11);
  EXPECT_EQ(*through(pair).p, 11);
  elsewhere::by_adl found;
  found.n = 2;
  found.s = "s";
  EXPECT_EQ(through(found).s, "s");
  elsewhere::by_adl_versioned found_versioned;
  found_versioned.s = "t";
  EXPECT_EQ(through(found_versioned).s, "t");
  EXPECT_EQ(through(std::vector<writes_nothing>(5)).size(), 5u);
}

TEST(serialize, unique_and_shared_pointers) {
  EXPECT_EQ(*through(std::make_unique<std::string>("x")), "x");
  EXPECT_EQ(through(std::unique_ptr<int>()), nullptr);
  auto shared = std::make_shared<const std::string>("shared");
  using trio = std::tuple<std::shared_ptr<const std::string>, std::shared_ptr<const std::string>,
                          std::weak_ptr<const std::string>>;
  const trio back = through(trio{shared, shared, shared});
  EXPECT_EQ(*std::get<0>(back), "shared");
  EXPECT_EQ(std::get<0>(back), std::get<1>(back));
  EXPECT_EQ(std::get<0>(back), std::get<2>(back).lock());
  EXPECT_NE(std::get<0>(back), shared);
  EXPECT_EQ(std::get<0>(back).use_count(), 2);
}

TEST(serialize, a_ring_of_shared_pointers_closes_again) {
  auto first = std::make_shared<ring>();
  first->value = 1;
  first->next = std::make_shared<ring>(ring{first, 2});
  const auto back = through(first);
  EXPECT_EQ(back->next->value, 2);
  EXPECT_EQ(back->next->next, back);
  back->next->next.reset();
  first->next->next.reset();
}

struct counted_ring {
  std::shared_ptr<counted_ring> next;
  std::string text;
  static inline int alive = 0;
  counted_ring() { ++alive; }
  counted_ring(const counted_ring& o) : next(o.next), text(o.text) { ++alive; }
  counted_ring& operator=(const counted_ring&) = default;
  ~counted_ring() { --alive; }
  template <class A>
  void serialize(A& ar) {
    ar & next & text;
  }
};

TEST(serialize, a_ring_that_is_cut_off_leaks_nothing) {
  std::vector<std::byte> bytes;
  {
    auto first = std::make_shared<counted_ring>();
    first->next = first;
    first->text = "text";
    bytes = ptools::encode(first);
    first->next.reset();
  }
  bytes.pop_back();
  EXPECT_THROW(ptools::decode<std::shared_ptr<counted_ring>>(bytes), ptools::protocol_error);
  EXPECT_EQ(counted_ring::alive, 0);
}

struct uncopyable_node {
  int value = 0;
  std::vector<uncopyable_node> children;
  std::unique_ptr<uncopyable_node> next;
};

TEST(serialize, fields_are_counted_without_looking_at_constructors) {
  uncopyable_node n;
  n.next = std::make_unique<uncopyable_node>();
  n.next->value = 4;
  EXPECT_EQ(through(std::make_unique<uncopyable_node>(std::move(n)))->next->value, 4);
}

TEST(serialize, a_shared_object_and_its_first_member_are_two) {
  struct outer {
    int n;
  };
  auto whole = std::make_shared<outer>(outer{5});
  std::shared_ptr<int> part(whole, &whole->n);
  const auto back = through(std::pair(whole, part));
  EXPECT_EQ(back.first->n, 5);
  EXPECT_EQ(*back.second, 5);
}

TEST(serialize, bounds) {
  expect_bounded(7);
  expect_bounded(std::string("text"));
  expect_bounded(std::vector<double>{1, 2});
  expect_bounded(std::vector<bool>(9));
  expect_bounded(std::map<std::string, std::vector<int>>{{"a", {1}}, {"b", {}}});
  expect_bounded(std::unordered_set<int>{1, 2, 3});
  expect_bounded(std::make_shared<std::string>("x"));
  expect_bounded(body{"b", {{1, 2, 3}}, {1, 2, 3}, {"l", "m"}, colour::green, {{"n", {1, 2}}}});
}

/// A count of 2^61 must be refused before anything is allocated for it.
template <class T>
void expect_huge_count_refused(std::size_t words_before = 0) {
  std::vector<std::byte> bytes(64);
  for (std::size_t bit : {20u, 40u, 61u, 63u}) {
    const std::uint64_t count = std::uint64_t(1) << bit;
    std::memcpy(bytes.data() + words_before, &count, sizeof count);
    EXPECT_THROW(ptools::decode<T>(bytes), ptools::protocol_error) << bit;
  }
}

TEST(serialize, huge_counts_are_refused_before_allocating) {
  expect_huge_count_refused<std::vector<char>>();
  expect_huge_count_refused<std::vector<double>>();
  expect_huge_count_refused<std::vector<std::string>>();
  expect_huge_count_refused<std::vector<bool>>();
  expect_huge_count_refused<std::vector<writes_nothing>>();
  expect_huge_count_refused<std::string>();
  expect_huge_count_refused<std::deque<int>>();
  expect_huge_count_refused<std::map<int, int>>();
  expect_huge_count_refused<std::unordered_map<int, int>>(12);
}

TEST(serialize, senseless_values_are_refused) {
  const std::byte two[] = {std::byte{2}};
  EXPECT_THROW(ptools::decode<bool>(two, 1), ptools::protocol_error);
  const auto index = ptools::encode(std::uint32_t(3));
  EXPECT_THROW((ptools::decode<std::variant<empty, empty>>(index)), ptools::protocol_error);
  const auto forward = ptools::encode(std::uint64_t(2));
  EXPECT_THROW(ptools::decode<std::shared_ptr<int>>(forward), ptools::protocol_error);
}

TEST(serialize, unaligned_buffers_are_fine) {
  std::vector<double> values(100);
  std::iota(values.begin(), values.end(), 0.5);
  const auto bytes = ptools::encode(values);
  for (std::size_t shift = 1; shift < 16; ++shift) {
    std::vector<std::byte> moved(bytes.size() + shift);
    std::copy(bytes.begin(), bytes.end(), moved.begin() + static_cast<std::ptrdiff_t>(shift));
    EXPECT_EQ(ptools::decode<std::vector<double>>(moved.data() + shift, bytes.size()), values);
  }
}

TEST(serialize, endless_chains_are_an_error_and_no_stack_overflow) {
  auto head = std::make_unique<chain>();
  chain* last = head.get();
  for (int i = 1; i < 900; ++i) {
    last->next = std::make_unique<chain>();
    last = last->next.get();
    last->value = i;
  }
  const auto bytes = ptools::encode(head);
  EXPECT_EQ(ptools::decode<std::unique_ptr<chain>>(bytes)->next->next->value, 2);
  for (int i = 0; i < 1000; ++i) {
    last->next = std::make_unique<chain>();
    last = last->next.get();
  }
  EXPECT_THROW(ptools::encode(head), ptools::failure);
  // The same for a sender that has no such scruples: a pointer is a byte 1, a chain an int before
  // it.
  std::vector<std::byte> endless;
  for (int i = 0; i < 100000; ++i)
    endless.insert(endless.end(), {std::byte{1}, {}, {}, {}, {}});
  EXPECT_THROW(ptools::decode<std::unique_ptr<chain>>(endless), ptools::protocol_error);
}

struct changes_its_mind {
  changes_its_mind() {}
  int calls = 0;
  template <class A>
  void serialize(A& ar) {
    for (int i = 0; i < calls; ++i)
      ar & i;
    ++calls;
  }
};

TEST(serialize, a_function_that_writes_differently_each_time_is_an_error) {
  EXPECT_THROW(ptools::encode(changes_its_mind()), ptools::protocol_error);
}

TEST(serialize, large_ranges_are_aligned_within_the_buffer) {
  const auto bytes = ptools::encode(std::pair<char, std::vector<double>>{'x', {1.5}});
  double first;
  std::memcpy(&first, bytes.data() + 16, sizeof first);
  EXPECT_EQ(first, 1.5);
}

// What does not travel, and why.

struct holds_pointer {
  int a;
  int* p;
};
struct holds_reference {
  const int& r;
  int x;
};
struct shape {
  virtual ~shape() = default;
};
struct no_default_but_serialize {
  explicit no_default_but_serialize(int) {}
  template <class A>
  void serialize(A&) {}
};
union either {
  int a;
  float b;
};
using by_function = std::map<int, int, bool (*)(int, int)>;

struct constant_and_array {
  const int k;
  std::string a[2];
};
struct constant_with_value {
  const int k = 3;
  std::string text;
};
struct holds_atomic {
  std::atomic<int> n;
  std::string text;
};

TEST(serialize, shared_objects_with_constant_members) {
  const auto shared = std::make_shared<constant_with_value>(constant_with_value{4, "text"});
  const auto back = through(std::vector{shared, shared});
  EXPECT_EQ(back[0]->k, 4);
  EXPECT_EQ(back[0]->text, "text");
  EXPECT_EQ(back[0], back[1]);
}

template <class T>
constexpr ptools::detail::refusal reason = ptools::detail::why<T>();
using r = ptools::detail::refusal;

static_assert(reason<int*> == r::pointer);
static_assert(reason<const char*> == r::pointer);
static_assert(reason<holds_pointer> == r::pointer);
static_assert(reason<std::vector<holds_pointer>> == r::pointer);
static_assert(reason<std::map<std::string, int*>> == r::pointer);
static_assert(reason<std::tuple<int, const char*>> == r::pointer);
static_assert(reason<std::optional<int*>> == r::pointer);
static_assert(reason<std::tuple<int&>> == r::reference);
static_assert(reason<void (*)()> == r::function);
static_assert(reason<int shape::*> == r::function);
static_assert(reason<std::string_view> == r::view);
static_assert(reason<std::reference_wrapper<int>> == r::view);
static_assert(reason<std::vector<int>::iterator> == r::view);
static_assert(reason<std::list<int>::iterator> == r::view);
static_assert(reason<std::span<int>> == r::view);
static_assert(reason<std::error_code> == r::view);
static_assert(reason<shape> == r::polymorphic);
static_assert(reason<std::unique_ptr<shape>> == r::polymorphic);
static_assert(reason<std::shared_ptr<shape>> == r::polymorphic);
static_assert(reason<no_default_but_serialize> == r::not_default_constructible);
static_assert(reason<by_function> == r::stateful_order);
static_assert(reason<volatile int> == r::volatile_object);
static_assert(reason<constant_and_array> == r::not_default_constructible);
static_assert(reason<std::array<constant_with_value, 2>> == r::not_default_constructible);
static_assert(!ptools::is_serializable_v<std::atomic<int>>);
static_assert(!ptools::is_serializable_v<holds_atomic>);
static_assert(!ptools::is_serializable_v<std::mutex>);
static_assert(!ptools::is_serializable_v<holds_reference>);
static_assert(!ptools::is_serializable_v<either>);
static_assert(!ptools::is_serializable_v<std::function<void()>>);
static_assert(!ptools::is_serializable_v<std::unique_ptr<int[]>>);
static_assert(!ptools::is_serializable_v<std::unique_ptr<int, void (*)(int*)>>);
static_assert(ptools::is_serializable_v<const std::string>);
static_assert(ptools::is_serializable_v<int[3]>);
static_assert(ptools::detail::bulk<point>());
static_assert(ptools::detail::bulk<std::array<point, 3>>());
static_assert(!ptools::detail::bulk<body>());

} // namespace

// Pointers into a worker's own memory that others would follow.
// RUN: %check %s
#include <ptools/ptools.hpp>

#include <cstdlib>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

struct node {
  int value = 0;
  node* next = nullptr;
  const char* name = nullptr;
};
template <class T>
using shared_vector = std::vector<T, ptools::shared_allocator<T>>;

void made(ptools::shared_array<node*>& nodes, node** list, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    nodes[i] = new node; // expected: PT0044 "'nodes[i]' is stored where other processes see it, and 'new node' lies in the worker's private memory"
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    node* one = n > 3 ? new node : nullptr;
    node& here = *list[i];
    here.next = one; // expected: PT0044 "'here.next'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    nodes[i]->name = strdup("x"); // expected: PT0044 "'strdup("x")'"
    list[i] = static_cast<node*>(std::malloc(sizeof(node))); // expected: PT0044 "'list[i]'"
  }
}

void views(shared_vector<std::string_view>& names, shared_vector<shared_vector<const double*>>& rows,
           node* nodes, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    const std::string own = std::to_string(i);
    double few[4] = {};
    std::vector<double> many(4);
    names[i] = own; // expected: PT0044 "'names[i]' is stored where other processes see it, and 'own' lies"
    nodes[i].name = own.c_str(); // expected: PT0044 "'nodes[i].name'"
    rows[i].push_back(few + 1); // expected: PT0044 "'few'"
    rows[i].push_back(&many[2]); // expected: PT0044 "'many'"
    rows[i].push_back(many.data()); // expected: PT0044 "'many'"
    rows[i][0] = &few[2]; // expected: PT0044 "'few'"
  }
}

class tree {
public:
  void grow(int n) {
    [[ptools::parallel]]
    for (int i = 0; i < n; ++i) {
      auto made = std::make_unique<node>();
      leaves_[i] = made.get(); // expected: PT0044 "'leaves_[i]'"
    }
  }

private:
  ptools::shared_array<node*> leaves_{9};
};

struct pooled {
  static void* operator new(std::size_t size);
  static void operator delete(void*);
};

void accepted(ptools::shared_array<node*>& nodes, shared_vector<std::string_view>& names,
              ptools::shared_array<pooled*>& pool, ptools::shared_array<std::size_t>& lengths,
              shared_vector<char>& text, ptools::shared_array<double*>& rows,
              ptools::shared_array<node*>& scratch, double* data, int n) {
  // accepted: PT0044
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    nodes[i] = ptools::shared_new<node>();
    nodes[i]->next = scratch[0];
    nodes[i]->name = "constant";
    names[i] = "constant";
    names[i] = std::string_view(&text[i], 1);
    names[i] = std::string_view(text.data(), 1);
    pool[i] = new pooled;
    const std::string own = "a";
    lengths[i] = std::strlen(own.c_str());
    rows[i] = data + i;
    rows[i] = &data[i];
    node local;
    node* mine = &local;
    mine->next = &local;
    node* list = new node;
    list->next = new node;
    delete list->next;
    delete list;
    std::vector<node*> all;
    all.push_back(mine);
    nodes[i] = nullptr;
  }
  // accepted: PT0044
  [[ptools::parallel(shared(scratch))]]
  for (int i = 0; i < n; ++i) {
    scratch[i] = new node;
    delete scratch[i];
  }
}

struct person {
  std::string name;
  std::vector<int> marks;
  std::unique_ptr<node> best;
  shared_vector<int> shared_marks;
  int age;
  void call(const std::string& n) { name = n; }
  void grow() { ++age; }
};

void owners(person* people, person* one, const int* to, int n) {
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    people[i].name = "a name"; // expected: PT0044 "'people[i].name' is stored where other processes see it, and 'what it owns' lies in the worker's private memory"
    people[i].marks.push_back(i); // expected: PT0044 "'people[i].marks'"
    people[i].best = std::make_unique<node>(); // expected: PT0044 "'people[i].best'"
  }
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i)
    people[i].call("x"); // expected: PT0044 "'people[i].call("x")'"
  // accepted: PT0044
  [[ptools::parallel]]
  for (int i = 0; i < n; ++i) {
    person own;
    own.name = "mine";
    own.marks.push_back(static_cast<int>(people[i].name.size()));
    people[i].shared_marks.push_back(own.marks[0]);
    people[i].grow();
  }
}

// Pointers, references and structs of pointers into the shared heap travel as they are.
#include <cstdio>
#include <ptools/ptools.hpp>

struct view {
  double* data;
  int size;
  double& operator[](int i) const { return data[i]; }
};

struct node {
  int value;
  node* next;
};

int main() {
  ptools::shared_array<double> a(1000);
  double* p = a.data();
  [[ptools::parallel]]
  for (int i = 0; i < 1000; ++i) p[i] = i;

  const double* const end = p + 1000;
  double s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (const double* q = p; q < end; ++q) s += *q;
  std::printf("%g\n", s);

  const view v{p + 10, 500};
  [[ptools::parallel]]
  for (int i = 0; i < v.size; ++i) v[i] = v.data[i] + 1;

  const double& first = a[0];
  double& tenth = a[10];
  tenth = 100;
  s = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 1000; ++i) s += a[i] + first + tenth;
  std::printf("%g\n", s);

  node* list = nullptr;
  for (int i = 0; i < 20; ++i) list = ptools::shared_new<node>(node{i, list});
  long t = 0;
  [[ptools::parallel(reduce=plus)]]
  for (int i = 0; i < 100; ++i)
    for (const node* n = list; n; n = n->next) t += n->value * i;
  std::printf("%ld\n", t);
  while (list) {
    node* const next = list->next;
    ptools::shared_delete(list);
    list = next;
  }
}

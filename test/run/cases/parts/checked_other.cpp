#include <vector>

namespace other_file {

void relax(double* row, const double* before, int n);
int next_number();

void relax(double* row, const double* before, int n) {
  for (int i = 0; i < n; ++i)
    row[i] = 0.5 * (row[i] + before[i]);
}

void note_down(const std::vector<int>& seen, int i);

/// Changes what it promises not to change.
void note_down(const std::vector<int>& seen, int i) {
  const_cast<std::vector<int>&>(seen)[static_cast<std::size_t>(i)] = i;
}

double width = 0;
void set_width(double w);

/// Leaves all as it was, if it was so before.
void set_width(double w) {
  width = w;
}

int last = 0;

int next_number() {
  last += 1;
  return last;
}

} // namespace other_file

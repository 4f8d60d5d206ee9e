namespace other_file {

void relax(double* row, const double* before, int n);
int next_number();

void relax(double* row, const double* before, int n) {
  for (int i = 0; i < n; ++i)
    row[i] = 0.5 * (row[i] + before[i]);
}

int last = 0;

int next_number() {
  last += 1;
  return last;
}

} // namespace other_file

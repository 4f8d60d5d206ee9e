// A file that is read into shared memory is there for workers, which have none of process 1's
// descriptors and mappings.
// RUN: %ptools_cc -O2 -Wall -Wextra -Werror %s -o %t
// RUN: env PTOOLS_WORKERS=2 %census %t %t.data | FileCheck %s
// RUN: env PTOOLS_WORKERS=0 %census %t %t.data | FileCheck %s
// RUN: env PTOOLS_WORKERS=2 PTOOLS_START=exec %census %t %t.data | FileCheck %s

#include <cstdio>
#include <fstream>
#include <ptools/ptools.hpp>
#include <string>
#include <sys/stat.h>
#include <vector>

struct sample {
  float x, y;
};

void attempt(const std::string& path) {
  try {
    const auto contents = ptools::map_file<double>(path);
    std::printf("%zu elements\n", contents.size());
  } catch (const ptools::failure& e) {
    std::printf("%s\n", e.what());
  }
}

int main(int, char** argv) {
  const std::string path = argv[1];
  {
    std::ofstream file(path, std::ios::binary);
    for (int i = 0; i < 300000; ++i) {
      const sample s{static_cast<float>(i % 10), 1};
      file.write(reinterpret_cast<const char*>(&s), sizeof s);
    }
  }
  const auto samples = ptools::map_file<sample>(path);
  double sum = 0;
  [[ptools::parallel(reduce=plus)]]
  for (std::size_t i = 0; i < samples.size(); ++i) sum += samples[i].x * samples[i].y;
  // CHECK: 300000 samples, 1350000
  std::printf("%zu samples, %.0f\n", samples.size(), sum);

  std::ofstream(path) << "three lines\nof text,\n20 bytes";
  const ptools::shared_array<char> text = ptools::map_file(path);
  long lines = 0;
  [[ptools::parallel(reduce=plus)]]
  for (char c : text) lines += c == '\n';
  // CHECK-NEXT: 29 characters, 2 lines
  std::printf("%zu characters, %ld lines\n", text.size(), lines);

  // CHECK-NEXT: map_file: '{{.*}}.data' has 29 bytes, no multiple of the 8 of an element
  attempt(path);
  std::ofstream(path).close();
  // CHECK-NEXT: 0 elements
  attempt(path);
  std::remove(path.c_str());
  // CHECK-NEXT: map_file: '{{.*}}.data' cannot be opened: No such file or directory
  attempt(path);
  // CHECK-NEXT: map_file: '/' is no regular file
  attempt("/");
  // CHECK-NEXT: map_file: '/proc/self/status' has changed its size while it was read, or does not say how large it is
  attempt("/proc/self/status");
  mkfifo(path.c_str(), 0600); // does not wait for a writer
  // CHECK-NEXT: map_file: '{{.*}}.data' is no regular file
  attempt(path);
  std::remove(path.c_str());
}

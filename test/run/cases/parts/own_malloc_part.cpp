// The simplest malloc there is: nothing is ever given back.
#include <atomic>
#include <cstddef>
#include <cstring>

static double factor = 1;
double scaled(int i) { return factor * i; }

namespace {
constexpr std::size_t room = std::size_t{1} << 28;
alignas(4096) char pool[room];
std::atomic<std::size_t> used{0};

void* take(std::size_t size, std::size_t align) {
  std::size_t begin = used.load();
  std::size_t at;
  do {
    at = (begin + align - 1) / align * align;
    if (size > room || at > room - size) return nullptr;
  } while (!used.compare_exchange_weak(begin, at + size));
  return pool + at;
}
} // namespace

extern "C" {
void* malloc(std::size_t size) {
  auto* head = static_cast<std::size_t*>(take(size + 16, 16));
  if (head == nullptr) return nullptr;
  head[0] = size;
  return head + 2;
}
void free(void*) {}
void* calloc(std::size_t n, std::size_t size) { return malloc(n * size); }
void* realloc(void* old, std::size_t size) {
  void* made = malloc(size);
  if (old != nullptr && made != nullptr) {
    const std::size_t had = static_cast<std::size_t*>(old)[-2];
    std::memcpy(made, old, had < size ? had : size);
  }
  return made;
}
void* aligned_alloc(std::size_t align, std::size_t size) { return take(size, align); }
void* memalign(std::size_t align, std::size_t size) { return take(size, align); }
int posix_memalign(void** to, std::size_t align, std::size_t size) {
  *to = take(size, align);
  return *to == nullptr ? 12 : 0;
}
}

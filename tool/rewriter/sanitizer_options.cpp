/// Options of AddressSanitizer for the rewriter when it is built with it: LLVM's own libraries are not,
/// so that its allocators, half of them inlined here, cannot agree with them on what is poisoned; and
/// Clang frees little, on purpose.

#if defined(__SANITIZE_ADDRESS__)
extern "C" [[gnu::visibility("default")]] const char* __asan_default_options() {
  return "allow_user_poisoning=0:detect_leaks=0";
}
#endif

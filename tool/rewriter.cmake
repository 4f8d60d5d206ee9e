# ptools-rewrite: the only part of the project that links LLVM. Filled in tool/frontend and its
# neighbours; configured only where Clang's development files are found.

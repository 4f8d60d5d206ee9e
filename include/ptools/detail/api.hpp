#ifndef PTOOLS_DETAIL_API_HPP
#define PTOOLS_DETAIL_API_HPP

#include <cstddef> // what the standard library says about itself

/// Marks what libptools exports, also for a program that is built with hidden visibility: exception
/// classes must have one identity in the program and in the library.
#define PTOOLS_API __attribute__((visibility("default")))

// Containers and strings pass between a program and libptools, which must lay them out alike.
#if defined(_GLIBCXX_DEBUG)
#error                                                                                             \
    "ptools: with -D_GLIBCXX_DEBUG containers differ from those of libptools; use -D_GLIBCXX_ASSERTIONS"
#elif defined(_GLIBCXX_USE_CXX11_ABI) && !_GLIBCXX_USE_CXX11_ABI
#error                                                                                             \
    "ptools: with -D_GLIBCXX_USE_CXX11_ABI=0 strings differ from those of libptools; leave it out"
#elif defined(_LIBCPP_VERSION)
#error                                                                                             \
    "ptools: libptools is built with libstdc++, and libc++ differs from it; leave out -stdlib=libc++"
#endif

#endif

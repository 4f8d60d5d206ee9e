#ifndef PTOOLS_DETAIL_API_HPP
#define PTOOLS_DETAIL_API_HPP

/// Marks what libptools exports, also for a program that is built with hidden visibility: exception
/// classes must have one identity in the program and in the library.
#define PTOOLS_API __attribute__((visibility("default")))

#endif

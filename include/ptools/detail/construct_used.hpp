#ifndef PTOOLS_DETAIL_CONSTRUCT_USED_HPP
#define PTOOLS_DETAIL_CONSTRUCT_USED_HPP

/// Marks an object that includes a header of ptools from which processes may come. The entry hook
/// leaves a program in which no object has this mark alone, so that such a program pays and risks
/// nothing.
extern "C" {
[[gnu::used, gnu::visibility("default")]] inline constexpr char ptools_construct_used_v1 = 1;
}

#endif

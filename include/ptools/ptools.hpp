#ifndef PTOOLS_PTOOLS_HPP
#define PTOOLS_PTOOLS_HPP

/// Everything of ptools that annotated programs use.

#include <ptools/cluster.hpp>
#include <ptools/error.hpp>
#include <ptools/exception_type.hpp>
#include <ptools/future.hpp>
#include <ptools/map_file.hpp>
#include <ptools/operators.hpp>
#include <ptools/pmap.hpp>
#include <ptools/random.hpp>
#include <ptools/region.hpp>
#include <ptools/remotecall.hpp>
#include <ptools/serialize.hpp>
#include <ptools/shared_allocator.hpp>
#include <ptools/shared_array.hpp>
#include <ptools/shared_new.hpp>
#include <ptools/target.hpp>
#include <ptools/version.hpp>
#include <ptools/worker_pool.hpp>

#endif

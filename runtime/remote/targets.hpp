#pragma once

/// Processes that calls go to: which there are, and what is said of one that is gone.

#include "cluster/membership.hpp"

#include <ptools/target.hpp>

#include <exception>
#include <optional>
#include <string>

namespace ptools::remote {

/// FILE:LINE of the call.
std::string place_of(const target& where);

bool alive(unsigned slot, int id);

/// How a process has ended, if it has.
std::optional<cluster::death> death_of(int id, unsigned slot);

/// What a call throws whose process is gone.
std::exception_ptr error_of(const cluster::death& how, const target& where);

/// A call that cannot begin says the same as one that the end of its process interrupted.
[[noreturn]] void throw_gone(const target& where, const std::optional<cluster::death>& how);

} // namespace ptools::remote

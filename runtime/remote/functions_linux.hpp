#pragma once

/// Functions as other processes of the same build know them: (number of the module, offset in it).

#include <cstdint>

namespace ptools::remote {

/// @throws ptools::unshareable if the function is in a library that was opened after main began,
/// which the workers do not have.
std::uint64_t number_of(void (*function)());

/// @throws ptools::protocol_error if there is no code with this number.
void (*function_with(std::uint64_t number))();

} // namespace ptools::remote

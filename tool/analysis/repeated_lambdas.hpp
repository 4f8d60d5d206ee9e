#pragma once

#include "mentions.hpp"

namespace ptools::tool {

/// Local lambdas that the body calls and that capture by reference: they cannot travel, so their
/// declarations are repeated inside the chunk function. In the order of the text.
std::vector<repeated_declaration> find_repeated_lambdas(const loop_instance& instance,
                                                        const loop_code& code,
                                                        const loop_form& form,
                                                        callee_effects& callees);

} // namespace ptools::tool

#ifndef PTOOLS_EXCEPTION_TYPE_HPP
#define PTOOLS_EXCEPTION_TYPE_HPP

#include <type_traits>
#include <typeinfo>

#include <ptools/detail/exception_travel.hpp>

namespace ptools {

/// Lets exceptions of class Ep keep their type on the way from a worker to the caller. Define one
/// object at namespace scope; Ep must travel by value (a serialize function, or an aggregate):
///
///     inline const ptools::exception_type<bad_mesh> bad_mesh_travels;
template <class Ep>
class exception_type {
  static_assert(
      std::is_class_v<Ep> && !std::is_final_v<Ep>,
      "the caller catches an object that derives from this class, so it must not be final");
  static_assert(is_serializable_v<Ep>,
                "an exception travels by value: give it a serialize function");

public:
  exception_type() {
    detail::add_travelling_type(
        {&typeid(Ep), &detail::save_exception<Ep>, &detail::rethrow_exception<Ep>});
  }
};

} // namespace ptools

#endif

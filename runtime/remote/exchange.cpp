#include "remote/exchange.hpp"

#include "transport/mailbox.hpp"

#include <ptools/region.hpp>

#include <algorithm>
#include <cstring>
#include <new>

namespace ptools {

namespace detail {

parcel::parcel(std::size_t size) : data_(inside_), size_(size) {
  static_assert(most_inside == wire::most_inside);
  if (size > most_inside) {
    data_ = static_cast<std::byte*>(region_allocate(size, most_alignment));
  }
}

parcel::~parcel() {
  if (outside()) {
    region_free(data_);
  }
}

reply::~reply() {
  drop();
}

void reply::drop() noexcept {
  if (owned_ == owned::heap) {
    ::operator delete (data_, std::align_val_t{most_alignment});
  } else if (owned_ == owned::region) {
    region_free(data_);
  }
  data_ = inside_;
  size_ = 0;
  owned_ = owned::inside;
}

void reply::copy(const std::byte* from, std::size_t size) {
  if (size > most_inside) {
    data_ = static_cast<std::byte*>(::operator new (size, std::align_val_t{most_alignment}));
    owned_ = owned::heap;
  }
  size_ = size;
  std::copy_n(from, size, data_);
}

void reply::adopt(std::byte* block, std::size_t size) {
  data_ = block;
  size_ = size;
  owned_ = owned::region;
}

} // namespace detail

bool remote::try_send(unsigned slot, int id, wire::frame header, detail::parcel& body) {
  if (!body.outside()) {
    return transport::post(slot, id, header, body.data(), body.size());
  }
  header.flags |= wire::body_outside;
  const wire::outside where{body.data(), body.size()};
  if (!transport::post(slot, id, header, &where, sizeof where)) {
    return false;
  }
  body.handed_over();
  return true;
}

remote::carried::carried(const wire::frame& f)
    : data(f.body()), size(f.body_size()), outside((f.flags & wire::body_outside) != 0) {
  if (outside) {
    wire::outside where;
    std::memcpy(&where, f.body(), sizeof where);
    data = where.data;
    size = where.size;
  }
}

void remote::free_outside(const carried& body) {
  if (body.outside) {
    region_free(const_cast<std::byte*>(body.data));
  }
}

} // namespace ptools

/// A worker's side of remote calls.

#include "process/role.hpp"
#include "process/slots.hpp"
#include "process/worker.hpp"
#include "remote/exchange.hpp"
#include "remote/functions_linux.hpp"
#include "remote/look_pace.hpp"
#include "support/clock.hpp"
#include "support/float_mode_x86_64.hpp"
#include "support/log.hpp"
#include "support/perturb.hpp"
#include "support/streams_glibc.hpp"
#include "transport/bell.hpp"
#include "transport/mailbox.hpp"

#include <ptools/detail/exception_travel.hpp>
#include <ptools/random.hpp>

#include <algorithm>
#include <exception>
#include <vector>

namespace ptools::remote {

namespace {

using ::ptools::detail::parcel;
using ::ptools::detail::remote_thunk;

/// Waits while the caller has no room for a reply.
void send_reply(const transport::delivery& request, const wire::frame& header, parcel& body) {
  support::flush_output(); // what the function wrote comes before what its caller writes next
  while (!try_send(request.sender, request.from, header, body)) {
    transport::sleep_at(transport::bell_of(process::my_slot()),
                        [&] { return transport::has_room_or_waits(request.sender); });
  }
}

class request final : public ::ptools::detail::incoming_call {
public:
  explicit request(const transport::delivery& from)
      : from_(from), header_(*from.frame), body_(*from.frame) {}

  const std::byte* data() const override { return body_.data; }
  std::size_t size() const override { return body_.size; }

  /// Killed between the two steps, it leaves a block that nobody frees rather than one that its
  /// successor frees again.
  void taken() override {
    if (!taken_) {
      taken_ = true;
      transport::release(from_);
      support::perturb();
      free_outside(body_);
    }
  }

  void answer(parcel& result) override { reply(wire::frame_kind::result, result); }

  /// `from`: the calls that threw it.
  void answer_with_exception(const ::ptools::detail::call_stack& from) {
    const std::vector<std::byte> bytes =
        ::ptools::detail::encode_exception(std::current_exception(), process::my_id(), "", 0, from);
    parcel body(bytes.size());
    std::copy(bytes.begin(), bytes.end(), body.data());
    reply(wire::frame_kind::exception, body);
  }

  const wire::frame& header() const { return header_; }

private:
  void reply(wire::frame_kind kind, parcel& body) {
    if (header_.call == 0) {
      return;
    }
    wire::frame header;
    header.kind = kind;
    header.call = header_.call;
    send_reply(from_, header, body);
  }

  transport::delivery from_;
  wire::frame header_;
  carried body_;
  bool taken_ = false;
};

void be_as_the_caller(const wire::frame& header) {
  if (::ptools::detail::current_seed() != header.seed) {
    ::ptools::detail::set_seed(header.seed);
  }
  if (support::packed(support::current_float_mode()) != header.float_mode) { // to ask is cheaper
    support::set_float_mode(support::unpacked(header.float_mode));
  }
}

void carry_out(request& call) {
  support::perturb();
  ::ptools::detail::call_stack from;
  try {
    be_as_the_caller(call.header());
    const auto thunk = reinterpret_cast<remote_thunk>(function_with(call.header().function));
    ::ptools::detail::call_traced(from, [&] { thunk(call); });
  } catch (...) {
    call.taken();
    call.answer_with_exception(from);
  }
  support::flush_output();
  support::perturb();
}

look_pace pace;

/// Lets the requests of a stream come together first, but does not say that there is none without
/// having looked: the worker goes to sleep on that.
bool ready(unsigned) {
  while (pace.in_stream() && !pace.may_look(support::now_ns())) {
  }
  if (transport::anything_arrived()) {
    return true;
  }
  if (!pace.idle()) {
    pace.ran_out(support::now_ns());
  }
  return false;
}

/// One request, so that loops get their turn.
void serve(unsigned) {
  transport::delivery next;
  switch (transport::take(next)) {
  case transport::arrival::nothing:
    return;
  case transport::arrival::damaged:
    process::leave_worker(1); // it is deaf now, and its death is an error with a name
  case transport::arrival::frame:
    break;
  }
  request call(next);
  if (pace.idle()) {
    pace.found(support::now_ns(), (call.header().flags & wire::awaited) != 0);
  }
  pace.served();
  if (call.header().kind == wire::frame_kind::request) {
    carry_out(call);
  }
  call.taken();
}

const bool registered = process::add_work_source({ready, serve});

} // namespace

} // namespace ptools::remote

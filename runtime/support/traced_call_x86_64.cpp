/// Before a stack is unwound the unwinder asks each frame, from the throw outwards, whether it has
/// a handler. The frame of a traced call has none, but is asked by way of a function of ours, which
/// finds the whole stack still there. An exception that is caught further inside never comes here.

#include <ptools/detail/traced_call.hpp>

#include <unwind.h>

using ptools::detail::call_stack;

// The caller's call_stack is kept in a register that callees preserve, where the unwinder finds it.
asm(R"(
  .pushsection .text
  .p2align 4
  .globl ptools_call_traced
  .type ptools_call_traced, @function
ptools_call_traced:
  .cfi_startproc
  .cfi_personality 0x1b, ptools_note_stack
  endbr64
  pushq %rbx
  .cfi_adjust_cfa_offset 8
  .cfi_rel_offset %rbx, 0
  movq %rdx, %rbx
  movq %rdi, %rax
  movq %rsi, %rdi
  call *%rax
  popq %rbx
  .cfi_adjust_cfa_offset -8
  .cfi_restore %rbx
  ret
  .cfi_endproc
  .size ptools_call_traced, .-ptools_call_traced
  .popsection
)");

namespace {

constexpr int rbx = 3; // in DWARF's numbering

struct walk {
  call_stack& stack;
  _Unwind_Word end; ///< frame of the traced call
  bool begun = false;
};

_Unwind_Reason_Code see_frame(_Unwind_Context* frame, void* of) {
  walk& w = *static_cast<walk*>(of);
  if (_Unwind_GetCFA(frame) == w.end || w.stack.count == call_stack::most) {
    return _URC_END_OF_STACK;
  }
  int before_instruction = 0;
  const _Unwind_Ptr place = _Unwind_GetIPInfo(frame, &before_instruction);
  // The first one is the frame of the function below.
  if (w.begun) {
    w.stack.places[w.stack.count++] = place + (before_instruction != 0 ? 1 : 0);
  }
  w.begun = true;
  return _URC_NO_REASON;
}

} // namespace

// Called from the table that the assembler makes, so it is seen in this library only.
extern "C" [[gnu::used, gnu::visibility("hidden")]] _Unwind_Reason_Code
ptools_note_stack(int, _Unwind_Action actions, _Unwind_Exception_Class, _Unwind_Exception*,
                  _Unwind_Context* frame) {
  if ((actions & _UA_SEARCH_PHASE) != 0) {
    auto& stack = *reinterpret_cast<call_stack*>(_Unwind_GetGR(frame, rbx));
    stack.count = 0;
    walk all{stack, _Unwind_GetCFA(frame)};
    _Unwind_Backtrace(see_frame, &all);
  }
  return _URC_CONTINUE_UNWIND;
}

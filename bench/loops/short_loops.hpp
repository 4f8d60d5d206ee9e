#pragma once

/// Loops of two iterations that do next to nothing: what is left is the cost of a loop.

namespace bench {

/// A function that neither the tool nor the compiler can look into.
void opaque(long i);

void use_openmp_threads(int n);

/// An empty body. Process 1 may run it.
void empty_loop();
void empty_loop_openmp();

/// A body with an inner loop, whose length the tool cannot know: process 1 may run it, but the
/// workers are offered their share.
void offered_loop(long inner);
void offered_loop_openmp(long inner);

/// A body that asks who runs it: only workers may.
void worker_loop();

/// A body that calls into the unknown: only workers may run it, and the program's global variables
/// are compared before and after.
void unseen_loop();

} // namespace bench

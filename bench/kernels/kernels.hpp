#pragma once

/// The loops that are compared with OpenMP: the same work on the same memory, once annotated, once
/// with OpenMP's pragma on plain pointers.

#include <ptools/shared_array.hpp>

namespace bench {

/// Number of heads in n flips.
long flips(long n);
long flips_openmp(long n);

double dot(const ptools::shared_array<double>& a, const ptools::shared_array<double>& b, long n);
double dot_openmp(const double* a, const double* b, long n);

/// q(i, j, t + 1) = q(i, j, t) + u(i, j, t) for all i < length, j < columns, one loop over the
/// columns for each t; extents (length, columns, steps + 1).
using field = ptools::shared_array<double, 3>;
void advect(field& q, const field& u, long length, long columns, long steps);
void advect_openmp(double* q, const double* u, long length, long columns, long steps);

/// Escape times of a part of the plane beside the middle of the Mandelbrot set, row by row.
using picture = ptools::shared_array<int, 2>;
void mandelbrot(picture& image, int width, int height, int limit);
/// The same with a progress bar.
void mandelbrot_shown(picture& image, int width, int height, int limit);
void mandelbrot_openmp(int* image, int width, int height, int limit);

} // namespace bench

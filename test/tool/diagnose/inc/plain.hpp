#pragma once

inline double plain_factor() { return 2.0; }

#pragma once
constexpr int deeper_factor = 3;

#pragma once

#include "inner/annotated.hpp"

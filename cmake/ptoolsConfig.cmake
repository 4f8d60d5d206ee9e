# find_package(ptools):
#   ptools_target(TARGET)   build the target with ptools-cc: annotated loops run on workers
#   ptools::runtime         the library and its headers
#   ptools::pragmas         silences compilers about the annotations, for serial builds
if(NOT CMAKE_SYSTEM_NAME STREQUAL "Linux" OR NOT CMAKE_SYSTEM_PROCESSOR MATCHES "^(x86_64|amd64|AMD64)$")
  set(ptools_FOUND FALSE)
  set(ptools_NOT_FOUND_MESSAGE
      "ptools runs on x86-64 Linux, not on ${CMAKE_SYSTEM_NAME} ${CMAKE_SYSTEM_PROCESSOR}")
  return()
endif()
if(NOT CMAKE_CXX_COMPILER_LOADED)
  set(ptools_FOUND FALSE)
  set(ptools_NOT_FOUND_MESSAGE "ptools needs the language CXX: add it to project(... LANGUAGES ...)")
  return()
endif()
include(${CMAKE_CURRENT_LIST_DIR}/ptools-targets.cmake)
include(${CMAKE_CURRENT_LIST_DIR}/ptools_target.cmake)

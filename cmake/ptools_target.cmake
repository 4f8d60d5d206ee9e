# ptools_target(TARGET): compiles the C++ sources of TARGET through ptools-cc and links the runtime.
# With PTOOLS_CHECK on, the program looks at each access of each iteration (ptools-cc --ptools-check).
option(PTOOLS_CHECK "programs of ptools_target say where iterations of their loops meet" OFF)

# The runtime, and for programs the start-up archive in front of every archive that may hold main.
# Libraries hand both on to the programs that link them.
if(NOT TARGET ptools::entry)
  add_library(ptools::entry INTERFACE IMPORTED GLOBAL)
  set_property(TARGET ptools::entry PROPERTY INTERFACE_LINK_OPTIONS
    "$<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_FILE:ptools::start>;-Wl,--wrap=main>")
  # A library says that it needs the runtime, even if it does not use it: so the runtime knows that
  # its variables are the program's own.
  set(_ptools_in_library "$<STREQUAL:$<TARGET_PROPERTY:TYPE>,SHARED_LIBRARY>")
  set_property(TARGET ptools::entry PROPERTY INTERFACE_LINK_LIBRARIES
    "$<${_ptools_in_library}:-Wl,--push-state,--no-as-needed>" ptools::runtime
    "$<${_ptools_in_library}:-Wl,--pop-state>")
  set_property(TARGET ptools::entry PROPERTY INTERFACE_LINK_DEPENDS
    "$<$<STREQUAL:$<TARGET_PROPERTY:TYPE>,EXECUTABLE>:$<TARGET_FILE:ptools::start>>")
endif()

# Nothing of a program names what looks at its iterations, but for the instrumentation.
set(_ptools_watcher -Wl,--push-state,--no-as-needed ptools::check -Wl,--pop-state)

# The path of one of the programs, and the target that builds it (empty if it is installed).
function(_ptools_program name path_variable target_variable)
  set(${target_variable} "" PARENT_SCOPE)
  if(TARGET ptools::${name})
    get_target_property(path ptools::${name} LOCATION)
  elseif(TARGET ${name})
    get_target_property(directory ${name} RUNTIME_OUTPUT_DIRECTORY)
    set(path ${directory}/${name})
    set(${target_variable} ${name} PARENT_SCOPE)
  else()
    message(FATAL_ERROR "ptools: the program ${name} is missing from the package; build and install "
                        "ptools with the development files of Clang and LLVM present")
  endif()
  set(${path_variable} ${path} PARENT_SCOPE)
endfunction()

function(_ptools_check_compiler target)
  if(NOT CMAKE_CXX_COMPILER_ID MATCHES "^(GNU|Clang)$")
    message(FATAL_ERROR "ptools_target(${target}): the compiler ${CMAKE_CXX_COMPILER} "
                        "(${CMAKE_CXX_COMPILER_ID}) is neither GCC nor Clang")
  endif()
  get_target_property(options ${target} COMPILE_OPTIONS)
  if("${CMAKE_CXX_FLAGS};${options}" MATCHES "-stdlib=libc\\+\\+")
    message(FATAL_ERROR "ptools_target(${target}): -stdlib=libc++ does not fit the runtime, which is "
                        "built with libstdc++; leave the option out for this target")
  endif()
endfunction()

function(ptools_target target)
  if(ARGC GREATER 1)
    message(FATAL_ERROR "ptools_target(${target}): one target at a time; unexpected: ${ARGN}")
  endif()
  if(NOT TARGET ${target})
    message(FATAL_ERROR "ptools_target(${target}): there is no target of that name; call it after "
                        "add_executable or add_library")
  endif()
  get_target_property(aliased ${target} ALIASED_TARGET)
  if(aliased)
    set(target ${aliased})
  endif()
  get_target_property(imported ${target} IMPORTED)
  get_target_property(type ${target} TYPE)
  if(imported OR type STREQUAL "INTERFACE_LIBRARY" OR type STREQUAL "UTILITY")
    message(FATAL_ERROR "ptools_target(${target}): the target has nothing to compile")
  endif()
  get_target_property(done ${target} PTOOLS_TARGET)
  if(done)
    return()
  endif()
  set_target_properties(${target} PROPERTIES PTOOLS_TARGET TRUE)
  _ptools_check_compiler(${target})

  _ptools_program(ptools-cc cc cc_target)
  _ptools_program(ptools-rewrite rewrite rewrite_target)
  if(cc_target)
    add_dependencies(${target} ${cc_target} ${rewrite_target})
  endif()

  # ptools-cc stands in front of what the user has: ccache then caches what the compiler sees. A
  # compiler that is ptools-cc itself needs no launcher.
  get_target_property(launcher ${target} CXX_COMPILER_LAUNCHER)
  if(NOT launcher)
    set(launcher "")
  endif()
  get_filename_component(compiler_name "${CMAKE_CXX_COMPILER}" NAME)
  if(NOT compiler_name STREQUAL "ptools-cc" AND NOT "${launcher}" MATCHES "(^|/)ptools-cc(;|$)")
    set_property(TARGET ${target} PROPERTY CXX_COMPILER_LAUNCHER "${cc}" ${launcher})
  endif()

  # The properties themselves: target_link_libraries refuses to mix its two signatures, and which one
  # the project uses is its own affair.
  if(type STREQUAL "EXECUTABLE")
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ptools::entry)
  else()
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ptools::runtime)
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES ptools::entry)
  endif()
  if(PTOOLS_CHECK)
    set_property(TARGET ${target} APPEND PROPERTY COMPILE_OPTIONS
                 $<$<COMPILE_LANGUAGE:CXX>:--ptools-check>)
    set_property(TARGET ${target} APPEND PROPERTY LINK_LIBRARIES ${_ptools_watcher})
    set_property(TARGET ${target} APPEND PROPERTY INTERFACE_LINK_LIBRARIES ${_ptools_watcher})
  endif()

  # A new version of the tools compiles everything again. Sources may still be added until the end of
  # the directory.
  get_target_property(directory ${target} SOURCE_DIR)
  if(directory STREQUAL CMAKE_CURRENT_SOURCE_DIR)
    cmake_language(EVAL CODE
      "cmake_language(DEFER CALL _ptools_depend_on_tools [[${target}]] [[${cc}]] [[${rewrite}]])")
  else()
    _ptools_depend_on_tools(${target} ${cc} ${rewrite})
  endif()
endfunction()

function(_ptools_depend_on_tools target)
  get_target_property(sources ${target} SOURCES)
  set(own_sources "")
  foreach(source IN LISTS sources)
    if(NOT source MATCHES "\\$<")
      list(APPEND own_sources ${source})
    endif()
  endforeach()
  if(own_sources)
    set_property(SOURCE ${own_sources} TARGET_DIRECTORY ${target} APPEND PROPERTY OBJECT_DEPENDS
                 ${ARGN})
  endif()
  # In a unity build the compiled files are made while CMake generates; there are at most as many as
  # sources.
  get_target_property(unity ${target} UNITY_BUILD)
  if(unity)
    get_target_property(binary_dir ${target} BINARY_DIR)
    list(LENGTH own_sources count)
    foreach(i RANGE ${count})
      set_property(SOURCE ${binary_dir}/CMakeFiles/${target}.dir/Unity/unity_${i}_cxx.cxx
                   TARGET_DIRECTORY ${target} APPEND PROPERTY OBJECT_DEPENDS ${ARGN})
    endforeach()
  endif()
endfunction()

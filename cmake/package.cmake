# What find_package(ptools) and pkg-config find, in the install prefix and in the build tree alike.
include(CMakePackageConfigHelpers)

target_compile_features(ptools INTERFACE cxx_std_17)

# For serial builds: compilers that do not know the annotations say so for each of them.
add_library(ptools_pragmas INTERFACE)
add_library(ptools::pragmas ALIAS ptools_pragmas)
target_compile_options(ptools_pragmas INTERFACE $<$<COMPILE_LANGUAGE:CXX>:-Wno-attributes>)
set_target_properties(ptools_pragmas PROPERTIES EXPORT_NAME pragmas)

if(NOT TARGET ptools::start)
  add_library(ptools::start ALIAS ptools_start)
  add_library(ptools::check ALIAS ptools_check)
endif()

set(ptools_programs ptools-cc ptools-run)
if(TARGET ptools-rewrite)
  list(APPEND ptools_programs ptools-rewrite)
endif()
set(ptools_package_dir ${CMAKE_INSTALL_LIBDIR}/cmake/ptools)

install(TARGETS ptools ptools_start ptools_check ptools_pragmas ${ptools_programs} EXPORT ptools-targets
        RUNTIME DESTINATION ${CMAKE_INSTALL_BINDIR}
        LIBRARY DESTINATION ${CMAKE_INSTALL_LIBDIR}
        ARCHIVE DESTINATION ${CMAKE_INSTALL_LIBDIR}
        INCLUDES DESTINATION ${CMAKE_INSTALL_INCLUDEDIR})
install(EXPORT ptools-targets NAMESPACE ptools:: DESTINATION ${ptools_package_dir})
configure_file(${CMAKE_CURRENT_LIST_DIR}/build-tree-targets.cmake.in
               ${PROJECT_BINARY_DIR}/lib/cmake/ptools/ptools-targets.cmake @ONLY)

write_basic_package_version_file(${PROJECT_BINARY_DIR}/lib/cmake/ptools/ptoolsConfigVersion.cmake
                                 COMPATIBILITY SameMinorVersion)
configure_file(${CMAKE_CURRENT_LIST_DIR}/ptoolsConfig.cmake
               ${PROJECT_BINARY_DIR}/lib/cmake/ptools/ptoolsConfig.cmake COPYONLY)
configure_file(${CMAKE_CURRENT_LIST_DIR}/ptools_target.cmake
               ${PROJECT_BINARY_DIR}/lib/cmake/ptools/ptools_target.cmake COPYONLY)
install(FILES ${CMAKE_CURRENT_LIST_DIR}/ptoolsConfig.cmake
              ${CMAKE_CURRENT_LIST_DIR}/ptools_target.cmake
              ${PROJECT_BINARY_DIR}/lib/cmake/ptools/ptoolsConfigVersion.cmake
        DESTINATION ${ptools_package_dir})

# The prefix in the .pc file is relative to the file, so that an installation can be moved.
file(RELATIVE_PATH ptools_pc_prefix ${CMAKE_INSTALL_FULL_LIBDIR}/pkgconfig ${CMAKE_INSTALL_PREFIX})
string(REGEX REPLACE "/$" "" ptools_pc_prefix "${ptools_pc_prefix}")
set(ptools_pc_prefix "\${pcfiledir}/${ptools_pc_prefix}")
set(ptools_pc_libdir "\${prefix}/${CMAKE_INSTALL_LIBDIR}")
set(ptools_pc_includedir "\${prefix}/${CMAKE_INSTALL_INCLUDEDIR}")
configure_file(${CMAKE_CURRENT_LIST_DIR}/ptools.pc.in ${PROJECT_BINARY_DIR}/cmake/ptools.pc @ONLY)
install(FILES ${PROJECT_BINARY_DIR}/cmake/ptools.pc
        DESTINATION ${CMAKE_INSTALL_LIBDIR}/pkgconfig)
set(ptools_pc_prefix ${PROJECT_BINARY_DIR})
set(ptools_pc_libdir "\${prefix}/lib")
set(ptools_pc_includedir ${PROJECT_SOURCE_DIR}/include)
configure_file(${CMAKE_CURRENT_LIST_DIR}/ptools.pc.in ${PROJECT_BINARY_DIR}/lib/pkgconfig/ptools.pc
               @ONLY)

# The pages that ptools-cc --ptools-explain prints.
install(DIRECTORY docs/reference/diagnostics DESTINATION ${CMAKE_INSTALL_DATADIR}/ptools
        FILES_MATCHING PATTERN "PT*.md")

include(${CMAKE_CURRENT_LIST_DIR}/ptools_target.cmake)

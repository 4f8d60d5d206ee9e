# What `cmake --install` lays down; the package files are made in cmake/package.cmake.
install(DIRECTORY include/ptools DESTINATION ${CMAKE_INSTALL_INCLUDEDIR} FILES_MATCHING PATTERN "*.hpp")
include(cmake/package.cmake OPTIONAL)
